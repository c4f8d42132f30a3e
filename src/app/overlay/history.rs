//! The history: every action of the relationship, newest first, and back (or forward) to one. Holds a window of it.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Overlay, motion_of, moved};
use crate::actions::Act;
use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::app::update::Effect;
use crate::store::window::history::HistoryLine;

/// The history, as far as it is in view.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The actions that were read, the newest first.
    pub lines: Vec<HistoryLine>,
    /// How many there are before the first of them.
    pub first: usize,
    /// How many there are.
    pub total: usize,
    /// The selected one, counted from the newest.
    pub selected: usize,
    /// The first in view, counted the same.
    pub top: usize,
    /// Where Enter would go to, and has to be pressed again.
    pub asked: Option<i64>,
    /// The way there has been said.
    pub is_told: bool,
    /// It has been read.
    pub is_read: bool,
}

/// What stands on one row of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryRow<'a> {
    /// The day of what follows.
    Day(NaiveDate),
    /// An action, and whether it is selected.
    Action(&'a HistoryLine, bool),
}

impl History {
    /// The selected action.
    #[must_use]
    pub fn line(&self) -> Option<&HistoryLine> {
        self.at(self.selected)
    }

    /// The action with this place, counted from the newest, where it was read.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&HistoryLine> {
        self.lines.get(place.checked_sub(self.first)?)
    }

    /// Whether an action would do anything here.
    #[must_use]
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Enter => self.line().is_some(),
            Action::Undo => self
                .line()
                .is_some_and(|line| !line.undone && !line.is_final),
            _ => true,
        }
    }

    /// To the newest action, to be read again.
    pub fn to_newest(&mut self) {
        *self = Self::default();
    }

    /// What stands on so many rows, the day above the first of its actions in view.
    #[must_use]
    pub fn rows(&self, zone: Tz, height: usize) -> Vec<HistoryRow<'_>> {
        let mut rows = Vec::with_capacity(height);
        let mut day = None;
        for place in self.top..self.total {
            let Some(line) = self.at(place) else { break };
            let on = line.at.day(zone);
            if day != Some(on) {
                rows.push(HistoryRow::Day(on));
                day = Some(on);
            }
            rows.push(HistoryRow::Action(line, place == self.selected));
            if rows.len() >= height {
                break;
            }
        }
        // A day without an action under it says nothing.
        rows.truncate(height);
        if let Some(HistoryRow::Day(_)) = rows.last() {
            rows.pop();
        }
        rows
    }

    /// Scrolls as little as needed to have the selected action in view.
    pub fn settle(&mut self, zone: Tz, height: usize) {
        self.selected = self.selected.min(self.total.saturating_sub(1));
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height));
        let is_seen = |history: &Self| {
            let rows = history.rows(zone, height);
            rows.iter()
                .any(|row| matches!(row, HistoryRow::Action(_, true)))
        };
        while self.top < self.selected && !is_seen(self) {
            self.top += 1;
        }
    }
}

/// The rows that actions have.
#[must_use]
pub fn history_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(4)).max(1)
}

pub(super) fn on_history(
    model: &mut Model,
    mut history: Box<History>,
    action: Action,
) -> Vec<Effect> {
    let asked = history.asked.take();
    let here = history.line().map(|line| line.seq);
    let relationship = model.relationship_id();
    let mut effects = Vec::new();
    match (action, here.zip(relationship)) {
        (Action::Back, _) if asked.is_some() => {}
        (Action::Back | Action::Quit, _) => return Vec::new(),
        (Action::Enter, Some((seq, relationship))) if asked == Some(seq) => {
            effects.push(Effect::Act(Act::GoTo { relationship, seq }));
        }
        (Action::Enter, Some((seq, _))) => (history.asked, history.is_told) = (Some(seq), false),
        (Action::Undo, Some((seq, relationship))) => {
            effects.push(Effect::Act(Act::UndoLine { relationship, seq }));
        }
        (Action::Trash, _) => {
            model.overlays.push(Overlay::History(history));
            model.overlays.push(Overlay::Trash(Box::default()));
            return Vec::new();
        }
        (Action::Redo, _) => effects.push(Effect::Act(Act::Redo { relationship })),
        _ => {
            if let Some(motion) = motion_of(action) {
                let page = history_height(model.size);
                history.selected = moved(history.selected, history.total, motion, page);
            }
        }
    }
    model.overlays.push(Overlay::History(history));
    effects
}

/// After going to a line the new action is stood on, so that `u` takes it back.
pub fn after_going(model: &mut Model) {
    for overlay in &mut model.overlays {
        if let Overlay::History(history) = overlay {
            history.to_newest();
        }
    }
}
