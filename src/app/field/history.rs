//! What was done in a field, so that it can be undone. It knows no text but what each step took
//! and gave.

use super::Position;

/// Beyond this many bytes of text in all steps the oldest are forgotten.
const MEMORY: usize = 8 * 1024 * 1024;

/// How a step came about; steps of the same kind that follow each other become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Typing,
    Backspace,
    Delete,
    /// Stands alone: a paste, a killed line, a new paragraph.
    Whole,
}

/// At one place, one text was replaced by another.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub kind: Kind,
    pub at: Position,
    pub removed: String,
    pub inserted: String,
    /// The cursor before and after.
    pub before: Position,
    pub after: Position,
}

impl Step {
    fn weight(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }

    /// Takes in the step that follows, or gives it back.
    fn join(&mut self, next: Step) -> Option<Step> {
        if self.kind != next.kind || self.after != next.before {
            return Some(next);
        }
        match self.kind {
            Kind::Typing if self.at.after(&self.inserted) == next.at && next.removed.is_empty() => {
                self.inserted.push_str(&next.inserted);
            }
            Kind::Backspace if next.at.after(&next.removed) == self.at => {
                self.removed.insert_str(0, &next.removed);
                self.at = next.at;
            }
            Kind::Delete if next.at == self.at => self.removed.push_str(&next.removed),
            _ => return Some(next),
        }
        self.after = next.after;
        None
    }
}

/// Steps done, and steps undone that can be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next step may join the last one.
    open: bool,
}

impl History {
    pub fn record(&mut self, step: Step) {
        self.undone.clear();
        let apart = match self.done.last_mut() {
            Some(last) if self.open => last.join(step),
            _ => Some(step),
        };
        self.done.extend(apart);
        self.open = true;
        self.forget();
    }

    fn forget(&mut self) {
        let mut weight: usize = self.done.iter().map(Step::weight).sum();
        while weight > MEMORY && self.done.len() > 1 {
            weight -= self.done.remove(0).weight();
        }
    }

    /// The cursor went elsewhere: what is typed now is another step.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// The step to take back; it can be done again.
    pub fn undo(&mut self) -> Option<Step> {
        self.open = false;
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to do again.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
