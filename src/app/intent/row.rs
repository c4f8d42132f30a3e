//! The row that keys are about: which it is, what it may become, whether it can go.

use crate::domain::feedback::Direction;
use crate::domain::offer::OfferKind;
use crate::domain::session::SessionStatus;
use crate::domain::{
    CommitmentStatus, Id, ItemStatus, Link, Relationship, Table, Word, text, turn,
};
use crate::store::window::feedback::FeedbackLine;

use super::super::board::PulseLine;
use super::super::entry::{Entry, NextState, Step};
use super::super::form;
use super::super::layout;
use super::super::line::Purpose;
use super::super::list::Keyed;
use super::super::model::{Focus, Model, Piece, Tab};
use super::super::overlay::{self, Menu};
use super::call::next_agenda;

/// A menu of what a row may become, by letter.
pub(super) fn menu_of(model: &Model, entry: &Entry, choices: Vec<NextState>) -> Menu {
    let title = overlay::menu::title_of(model, entry);
    let is_answer = |c: &NextState| matches!(c.2, Step::Ask(Purpose::Answer { .. }));
    let (title, above) = match entry {
        Entry::Feedback(line) if choices.iter().any(is_answer) => answered(model, line, &title),
        _ => (title, Vec::new()),
    };
    Menu {
        title,
        pasted: String::new(),
        above,
        choices: choices
            .into_iter()
            .map(|(letter, words, step)| (letter, words.to_owned(), step))
            .collect(),
    }
}

/// Whose answer it is and to what: in the title where that has room for it, else above the letters, so that nobody answers what
/// is not in view.
fn answered(
    model: &Model,
    line: &FeedbackLine,
    title: &str,
) -> (String, Vec<(&'static str, String)>) {
    let whose = whose_answer(model, line);
    let parts = match &model.feedback.piece {
        Some(Piece::Feedback(piece)) if piece.id == line.id => layout::parts(piece, model),
        _ => vec![("", model.shown(&line.text, line.private).into_owned())],
    };
    let words = format!("{whose}: {title}");
    let is_whole = matches!(&parts[..], [(_, words)] if text::visible(words) == title);
    if is_whole && text::columns(&words) <= TITLE {
        return (words, Vec::new());
    }
    (whose, parts)
}

/// The columns of a menu's title.
const TITLE: usize = 36;

/// Whoever got it answers it.
fn whose_answer(model: &Model, line: &FeedbackLine) -> String {
    let partner = model.relationship.as_ref().map(Relationship::first_name);
    match (line.direction, partner) {
        (Direction::ToPartner, Some(name)) => format!("{}'s answer", text::visible(name)),
        _ => "My answer".to_owned(),
    }
}

/// What a row can be turned into, by letter.
pub(super) fn turn_menu(model: &Model, entry: &Entry, from: Link) -> Menu {
    let session = next_agenda(model);
    let choices = turn::choices(from.table).iter().map(|&to| {
        let (letter, words) = turn::words(to);
        (
            letter,
            words,
            Step::Ask(Purpose::Turn { from, to, session }),
        )
    });
    let menu = menu_of(model, entry, choices.collect());
    Menu {
        title: format!("> {}", menu.title),
        ..menu
    }
}

/// Whether the row under the cursor is one that is switched off, not thrown away.
pub(in crate::app) fn is_switch(model: &Model) -> bool {
    subject(model).is_some_and(|entry| switch(entry).is_some())
}

/// What `d` switches off for good on the board: a line of it, a kind of what is worth raising, the pulse.
pub(super) fn switch(entry: &Entry) -> Option<(OfferKind, String)> {
    Some(match entry {
        Entry::Figure(signal, _) => (OfferKind::Signal, signal.word().to_owned()),
        Entry::Raised(line) => (line.raising.reason.nudge(), String::new()),
        Entry::Pulse(PulseLine::Due) => (OfferKind::Pulse, String::new()),
        _ => return None,
    })
}

/// The row that keys are about: in the detail of feedback that is the piece, not what it is tied to.
pub(in crate::app) fn subject(model: &Model) -> Option<&Entry> {
    let entry = model.entry();
    let is_beside = matches!(entry, Some(Entry::Link(_) | Entry::Hint(_)) | None);
    if is_beside && !model.in_call && !model.is_reading() && model.panes().focus == Focus::Right {
        return match model.tab {
            Tab::Feedback => model.panes().left.row(),
            Tab::Goals if matches!(entry, Some(Entry::Link(_))) => model.panes().left.row(),
            Tab::Goals | Tab::Agenda | Tab::Timeline | Tab::People => entry,
        };
    }
    entry
}

/// In a detail whose row has no form (a hint), the form of what the detail is about.
pub(super) fn owner_form(model: &Model) -> Option<overlay::Form> {
    let is_hint = matches!(model.entry(), Some(Entry::Hint(_)));
    let owner = model.owner()?;
    if is_hint && !model.in_call && model.panes().focus == Focus::Right {
        form::form_for(owner)
    } else {
        None
    }
}

/// The row whose states `s` shows: a row without states of its own stands for the session of its page.
pub(super) fn state_entry(model: &Model) -> Option<&Entry> {
    let entry = subject(model)?;
    let stands_for_session = matches!(entry, Entry::Hint(_) | Entry::Material(_) | Entry::Offer(_));
    if stands_for_session && model.tab == Tab::Agenda && !model.in_call {
        model.owner()
    } else {
        Some(entry)
    }
}

/// What the row may become; on a session's page the last line leads to what the session may become.
pub(super) fn states_menu(model: &Model) -> Option<Menu> {
    let entry = state_entry(model)?;
    let mut menu = menu_of(model, entry, entry.states(model.now));
    let Some(of_session) = session_menu(model) else {
        return Some(menu).filter(|menu| !menu.choices.is_empty());
    };
    if menu.choices.is_empty() {
        return Some(of_session);
    }
    let words = match model.owner() {
        Some(Entry::Session(line))
            if line.status == SessionStatus::Planned && line.planned_start <= model.now.at =>
        {
            "the session: held or not"
        }
        Some(Entry::Session(line)) if line.status == SessionStatus::Planned => {
            "the session: move, cancel"
        }
        _ => "the session",
    };
    menu.choices
        .push((OF_SESSION, words.to_owned(), Step::OfSession));
    Some(menu)
}

/// The letter that leads from the states of a row to those of its session.
pub(super) const OF_SESSION: char = 's';

/// What the session may become, on whose page the row under the cursor stands.
pub(in crate::app) fn session_menu(model: &Model) -> Option<Menu> {
    let is_page = model.tab == Tab::Agenda && !model.in_call && !model.is_reading();
    let is_itself = matches!(state_entry(model), Some(Entry::Session(_)));
    let session = model.owner().filter(|_| is_page && !is_itself)?;
    let is_session = matches!(session, Entry::Session(_));
    let menu = menu_of(model, session, session.states(model.now));
    Some(menu).filter(|menu| is_session && !menu.choices.is_empty())
}

/// A goal or a promise that is closed, an item that is done: it takes a line on what came of it.
pub(in crate::app) fn closed_row(entry: &Entry) -> Option<Link> {
    let is_closed = match entry {
        Entry::Goal(line) => line.status.is_closed(),
        Entry::Promise(line) => line.status != CommitmentStatus::Open,
        Entry::Item(line) => line.status == ItemStatus::Done,
        _ => false,
    };
    let (table, id) = entry.key().filter(|_| is_closed)?;
    Some(Link { table, id })
}

/// The goal that is closed, in whose detail the cursor is: there too it is told how that ended.
pub(in crate::app) fn closed_beside(model: &Model) -> Option<Link> {
    let is_beside = !model.in_call && model.tab == Tab::Goals;
    let is_beside = is_beside && model.panes().focus == Focus::Right;
    let goal = model.goals.goal().filter(|goal| goal.status.is_closed());
    goal.filter(|_| is_beside).map(|goal| Link {
        table: Table::Goals,
        id: goal.id,
    })
}

/// The goal that the cursor is on, or whose detail it is in.
pub(super) fn goal_under(model: &Model) -> Option<Id> {
    match model.entry() {
        Some(Entry::Goal(line)) => Some(line.id),
        Some(Entry::Milestone(line)) => Some(line.goal_id),
        _ if model.tab == Tab::Goals && model.panes().focus == Focus::Right => {
            model.goals.goal().map(|g| g.id)
        }
        _ => None,
    }
}

pub(super) fn deletable(entry: &Entry) -> Option<(Table, Id)> {
    match entry {
        Entry::Story(_) | Entry::Begun(_) | Entry::Edge(..) | Entry::Offer(_) => None,
        Entry::Session(line) if line.status == SessionStatus::Live => None,
        entry => entry.key(),
    }
}

/// What a press changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// The row's number.
    Number,
    /// Its place.
    Place,
}

/// A stretch goes on while the same of the same row is pressed within three seconds.
pub(super) fn press_name(model: &Model, press: Press) -> String {
    let kind = match press {
        Press::Number => "number",
        Press::Place => "place",
    };
    let key = model.entry().and_then(Keyed::key);
    match &model.presses {
        Some((at, row, name))
            if Some(*row) == key
                && name.ends_with(kind)
                && (model.now.at.utc() - at.utc()).num_seconds() < 3 =>
        {
            name.clone()
        }
        _ => format!("{}-{}-{kind}", model.run, model.stretches + 1),
    }
}
