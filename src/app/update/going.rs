//! Where one is: tabs, panes, rows, the call; the right pane follows the left one.

use crate::domain::{Id, Table};

use super::super::entry::{Entry, Part, Shelf};
use super::super::list::{Keyed, List, Motion};
use super::super::model::{CallFocus, CameFrom, Focus, Growth, Model, Shown, Tab};
use super::super::overlay::Overlay;
use super::step_over;

/// Goes to a row where it lives; Esc leads back to where one was.
pub(in crate::app) fn go_to(model: &mut Model, row: (Table, Id)) {
    let records = model.overlays.drain(..).rev().find_map(|o| match o {
        Overlay::Behind(behind) => Some(behind),
        _ => None,
    });
    let from = CameFrom {
        tab: model.tab,
        focus: model.panes().focus,
        behind: records,
    };
    model.came_from.push(from);
    model.going = Some(row);
}

pub(super) fn move_by(model: &mut Model, motion: Motion) {
    if !step_over(model, motion)
        && let Some(list) = model.list_mut()
    {
        list.step(motion);
    }
    follow(model);
}

/// The right pane follows the selection of the left one.
pub fn follow(model: &mut Model) {
    match model.tab {
        Tab::People if model.people.panes.focus == Focus::Left => {
            if let Some(who) = person_under(model) {
                model.choose(who);
            }
        }
        Tab::Agenda
            if model.agenda.panes.focus != Focus::Right || model.agenda.shown == Shown::Nothing =>
        {
            let panes = &model.agenda.panes;
            let row = match panes.focus {
                Focus::Foot => panes.foot.row(),
                Focus::Left | Focus::Right => panes.left.row(),
            };
            let shown = match row {
                Some(Entry::Session(line)) => Shown::Session(line.id),
                Some(Entry::Shelf(shelf, _)) => Shown::Shelf(*shelf),
                Some(Entry::Hint(_)) => Shown::Nothing,
                _ => return,
            };
            if shown != model.agenda.shown {
                model.agenda.shown = shown;
                model.agenda.panes.right.reset();
            }
        }
        Tab::Goals if model.goals.panes.focus == Focus::Left || model.goals.shown.is_none() => {
            let shown = match model.goals.panes.left.row() {
                Some(Entry::Hint(_) | Entry::Fold(_)) => None,
                Some(entry) if entry.key().is_some() => entry.key(),
                _ => return,
            };
            if shown != model.goals.shown {
                model.goals.shown = shown;
                model.goals.panes.right.reset();
            }
        }
        Tab::Feedback if model.feedback.panes.focus == Focus::Left => {
            let shown = model.feedback.panes.left.row().and_then(Keyed::key);
            if shown != model.feedback.shown {
                model.feedback.shown = shown;
                model.feedback.panes.right.reset();
            }
        }
        _ => {}
    }
}

/// Whom the row under the cursor of People is about.
fn person_under(model: &Model) -> Option<Id> {
    match model.people.panes.left.row()? {
        Entry::Person(line) => Some(line.id),
        Entry::Owed(line) => Some(line.relationship_id),
        _ => None,
    }
}

/// Whether the row under the cursor of People is about nobody, so that nobody is in view.
#[must_use]
pub fn is_about_nobody(model: &Model) -> bool {
    let is_between = model.tab == Tab::People && person_under(model).is_none();
    (is_between && !model.in_call) || model.relationship.is_none()
}

pub(super) fn focus_in_call(model: &mut Model, focus: CallFocus) {
    if focus == CallFocus::Side && model.call.focus != CallFocus::Side {
        model.call.wants_next_milestone = true;
        model.call.side.touch();
    }
    if focus == CallFocus::Notes {
        model.stretches += 1;
    }
    model.call.focus = focus;
    model.call.is_typing = false;
}

pub(super) fn show_tab(model: &mut Model, tab: Tab) {
    if tab == Tab::People && person_under(model) != model.relationship_id() {
        model.people.is_placed = false;
    }
    model.came_from.clear();
    model.tab = tab;
    model.in_call = false;
    model.touch();
}

/// Shows the call.
pub fn show_call(model: &mut Model) {
    if let Some(live) = model.live.as_ref().map(|l| l.relationship_id) {
        model.choose(live);
    }
    model.in_call = true;
    model.call.focus = CallFocus::Agenda;
    model.touch();
}

/// `[` and `]` go through the sessions from anywhere on the tab: the page, and the list whether or not it is in view.
pub(super) fn page_sessions(model: &mut Model, session: Id) {
    if model.panes().focus == Focus::Foot {
        model.panes_mut().focus = Focus::Left;
    }
    let agenda = &mut model.agenda;
    agenda.panes.left.stand_on((Table::Sessions, session));
    agenda.panes.left.touch();
    agenda.shown = Shown::Session(session);
    agenda.panes.right.reset();
    agenda.is_turned = true;
}

/// Moves in the left pane, which the right one follows, wherever the focus is.
pub(in crate::app) fn in_left_pane(
    model: &mut Model,
    move_in: impl FnOnce(&mut List<Part, Entry>),
) {
    let focus = model.panes().focus;
    model.panes_mut().focus = Focus::Left;
    move_in(&mut model.panes_mut().left);
    follow(model);
    model.panes_mut().focus = focus;
}

/// Another list on the Goals tab: it begins at its top.
pub(in crate::app) fn show_growth(model: &mut Model, growth: Growth) {
    model.goals.growth = growth;
    model.goals.shown = None;
    model.goals.studied = None;
    model.goals.panes.left.reset();
    model.goals.panes.right.reset();
    model.goals.panes.focus = Focus::Left;
}

/// The shelf that a row opens.
#[must_use]
pub fn shelf_part(shelf: Shelf) -> Part {
    match shelf {
        Shelf::Questions => Part::Questions,
        Shelf::Wins => Part::Wins,
        Shelf::Backlog => Part::Backlog,
        Shelf::Promises => Part::Settled,
        Shelf::Agreement => Part::Agreements,
    }
}
