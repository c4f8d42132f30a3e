//! The trash: what was thrown away, brought back one by one, or emptied for good.

use super::{Overlay, motion_of, moved};
use crate::actions::Act;
use crate::app::keymap::{Action, Place};
use crate::app::model::Model;
use crate::app::overlay::history::history_height;
use crate::app::update::Effect;
use crate::domain::{Id, Table};
use crate::store::window::trash::{TrashLine, TrashSum};

/// The trash.
#[derive(Clone, Debug, Default)]
pub struct Trash {
    /// What lies in it, the newest first.
    pub lines: Vec<TrashLine>,
    /// How many rows that is by their kinds, with those that went with them; people, who go by name alone, are not counted.
    pub sum: TrashSum,
    /// The selected one.
    pub selected: usize,
    /// The first in view.
    pub top: usize,
    /// Emptying was asked for, and Enter has to be pressed.
    pub asked: bool,
    /// It has been read.
    pub is_read: bool,
}

impl Trash {
    /// The selected row.
    #[must_use]
    pub fn line(&self) -> Option<&TrashLine> {
        self.lines.get(self.selected)
    }

    /// Whether an action would do anything here.
    #[must_use]
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Enter | Action::Undo => !self.lines.is_empty(),
            Action::EmptyTrash => self.sum.rows() > 0,
            _ => true,
        }
    }

    /// Scrolls as little as needed to have the selected row in view.
    pub fn settle(&mut self, height: usize) {
        let last = self.lines.len().saturating_sub(1);
        self.selected = self.selected.min(last);
        self.top = self
            .top
            .clamp((self.selected + 1).saturating_sub(height), self.selected);
    }
}

/// "2 sessions": so many rows of a table.
#[must_use]
pub fn counted(table: Table, rows: usize) -> String {
    let s = if rows == 1 { "" } else { "s" };
    match table {
        Table::Feedback => format!("{rows} piece{s} of feedback"),
        Table::Materials => format!("{rows} thing{s} to bring"),
        Table::AgendaItems => format!("{rows} item{s}"),
        Table::FeedbackRequests => format!("{rows} request{s}"),
        table => format!("{rows} {}{s}", table.noun()),
    }
}

/// "2 goals, 1 session": so many rows of several tables.
#[must_use]
pub fn all_counted(rows: &[(Table, usize)]) -> String {
    let words: Vec<_> = rows.iter().map(|(table, n)| counted(*table, *n)).collect();
    words.join(", ")
}

/// "1 row, 6 with it": the lines of the list, and what went with them.
#[must_use]
pub fn rows_words(lines: usize, with: usize) -> String {
    let rows = format!("{lines} row{}", if lines == 1 { "" } else { "s" });
    match (lines, with) {
        (_, 0) => rows,
        (1, with) => format!("{rows}, {with} with it"),
        (_, with) => format!("{rows}, {with} with them"),
    }
}

pub(super) fn on_trash(model: &mut Model, mut trash: Box<Trash>, action: Action) -> Vec<Effect> {
    let asked = std::mem::take(&mut trash.asked);
    let mut effects = Vec::new();
    match (action, model.relationship_id()) {
        (Action::Back, _) if asked => {}
        (Action::Back | Action::Quit, _) => return Vec::new(),
        (Action::Enter, Some(relationship)) if asked => {
            effects.push(Effect::Act(Act::EmptyTrash { relationship }));
        }
        (Action::Enter, _) if trash.lines.is_empty() => {
            model.say("The trash is empty: nothing to bring back.");
        }
        (Action::Enter, relationship) => {
            effects.extend(trash.line().and_then(|line| restored(line, relationship)));
        }
        (Action::EmptyTrash, _) if trash.sum.rows() > 0 => {
            trash.asked = true;
            ask_before_emptying(model, &trash.sum);
        }
        (Action::EmptyTrash, _) => model.say(match trash.lines.len() {
            0 => "The trash is empty: nothing to empty.",
            _ => "Only people lie here, and emptying leaves them: ithaca forget NAME erases one.",
        }),
        (Action::Undo, relationship) => effects.push(Effect::Act(Act::Undo { relationship })),
        _ => {
            if let Some(motion) = motion_of(action) {
                let page = history_height(model.size);
                trash.selected = moved(trash.selected, trash.lines.len(), motion, page);
            }
        }
    }
    model.overlays.push(Overlay::Trash(trash));
    effects
}

/// A row comes back to whom it belongs to, a person to themselves.
fn restored(line: &TrashLine, in_view: Option<Id>) -> Option<Effect> {
    let relationship = match line.table {
        Table::Relationships => line.id,
        _ => in_view?,
    };
    Some(Effect::Act(Act::Restore {
        relationship,
        table: line.table,
        id: line.id,
    }))
}

fn ask_before_emptying(model: &mut Model, sum: &TrashSum) {
    let yes = model.keys.key(Action::Enter, Place::Trash);
    let no = model.keys.key(Action::Back, Place::Trash);
    let own = all_counted(&sum.own);
    let with = match (sum.with, sum.lines()) {
        (0, _) => String::new(),
        (1, 1) => " and 1 row that went with it".to_owned(),
        (1, _) => " and 1 row that went with them".to_owned(),
        (with, 1) => format!(" and {with} rows that went with it"),
        (with, _) => format!(" and {with} rows that went with them"),
    };
    model.say(format!(
        "Empty the trash for good: {own}{with}. No undo. {yes} again · {no}"
    ));
}
