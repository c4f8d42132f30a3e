//! The trash: what was thrown away, brought back one by one, or emptied for good.

use super::{Overlay, motion_of};
use crate::actions::Act;
use crate::app::keymap::{Action, Place};
use crate::app::list::Motion;
use crate::app::model::Model;
use crate::app::overlay::history::history_height;
use crate::app::update::Effect;
use crate::domain::{Id, Table};
use crate::store::window::trash::TrashLine;

/// The trash.
#[derive(Clone, Debug, Default)]
pub struct Trash {
    /// What lies in it, the newest first.
    pub lines: Vec<TrashLine>,
    /// How many rows that is, with those that went with them.
    pub rows: usize,
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
            Action::EmptyTrash => self.rows > 0,
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

    fn step(&mut self, motion: Motion, height: usize) {
        let half = isize::try_from(height / 2).unwrap_or(1).max(1);
        let to = match motion {
            Motion::By(by) => self.selected.saturating_add_signed(by),
            Motion::Halves(halves) => self.selected.saturating_add_signed(halves * half),
            Motion::First => 0,
            Motion::Last => usize::MAX,
        };
        self.selected = to.min(self.lines.len().saturating_sub(1));
    }
}

/// "12 rows".
#[must_use]
pub fn rows_words(rows: usize) -> String {
    format!("{rows} {}", if rows == 1 { "row" } else { "rows" })
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
        (Action::Enter, relationship) => {
            effects.extend(trash.line().and_then(|line| restored(line, relationship)));
        }
        (Action::EmptyTrash, _) if trash.rows > 0 => {
            trash.asked = true;
            ask_before_emptying(model, trash.rows);
        }
        (Action::Undo, relationship) => effects.push(Effect::Act(Act::Undo { relationship })),
        _ => {
            if let Some(motion) = motion_of(action) {
                trash.step(motion, history_height(model.size));
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

fn ask_before_emptying(model: &mut Model, rows: usize) {
    let yes = model.keys.key(Action::Enter, Place::Trash);
    let no = model.keys.key(Action::Back, Place::Trash);
    let rows = rows_words(rows);
    model.say(format!(
        "Empty {rows} for good? No undo. {yes} again · {no}"
    ));
}
