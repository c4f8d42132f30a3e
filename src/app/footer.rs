//! Which keys a footer shows, the most useful first, by pane and by what is under the cursor. It draws nothing: how many fit is
//! seen in `ui`.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::feedback::{FeedbackState, RequestStatus};
use crate::domain::goal::{GoalStatus, MilestoneStatus};
use crate::domain::{CommitmentStatus, ItemStatus, Table, text};

use super::entry::Entry;
use super::intent::{
    can, closed_beside, closed_row, is_board, is_story, is_switch, next_title, subject,
};
use super::keymap::{Action, Bound, Place};
use super::model::{CallFocus, Focus, Growth, Message, Model, Tab};

/// A key and its word or two.
pub type Hint<'m> = (Cow<'m, str>, Cow<'static, str>);

/// The keys that do something here, the most useful first.
#[must_use]
pub fn hints(model: &Model) -> Vec<Hint<'_>> {
    let first = first(model);
    let mut rows: Vec<_> = model.keys.rows(model.place()).collect();
    // Stable: what is not named stays in the order of the table, behind what is.
    rows.sort_by_key(|row| {
        let place = first.iter().position(|action| *action == row.action);
        place.unwrap_or(first.len())
    });
    let others = rows.into_iter().filter(|row| !keeps_its_room(model, row));
    others.filter_map(|row| hint(model, row)).collect()
}

/// On the agenda the key that starts the call is always in view: the others leave it its room.
#[must_use]
pub fn call_hint(model: &Model) -> Option<Hint<'_>> {
    let row = model.keys.row(Action::Call, model.place())?;
    hint(model, row).filter(|_| keeps_its_room(model, row))
}

fn keeps_its_room(model: &Model, row: &Bound) -> bool {
    row.action == Action::Call && !model.in_call && model.tab == Tab::Agenda
}

/// What stands first: what one does most with such a row.
fn first(model: &Model) -> &'static [Action] {
    use Action::{
        Add, Call, CallChallenge, CallFeedback, CallGoals, CallNotes, CallPromise, CallWin, Copy,
        Edit, EndCall, Enter, Filter, More, MoveDown, NextPane, NextSession, Note, Offers, Outcome,
        PreviousSession, State, Template, Toggle, TurnInto,
    };
    if model.in_call {
        return match model.call.focus {
            CallFocus::Side => &[
                Toggle,
                CallGoals,
                More,
                CallNotes,
                CallPromise,
                CallFeedback,
            ],
            _ if model.call.sums.count == 0 => {
                &[Add, Offers, CallGoals, CallNotes, CallPromise, EndCall]
            }
            _ => &[
                Toggle,
                Add,
                CallGoals,
                CallNotes,
                CallPromise,
                CallFeedback,
                EndCall,
                CallWin,
                Offers,
                CallChallenge,
                Outcome,
            ],
        };
    }
    match (model.tab, model.panes().focus) {
        (Tab::People, Focus::Left) => &[Enter, NextPane, Toggle, State, Add, Call, Edit],
        (Tab::People, _) => &[Enter, Toggle, NextPane, State, Add, Call, Edit],
        // In a narrow terminal the way to the lessons stays in view.
        (Tab::Goals, Focus::Left) if model.goals.growth != Growth::Goals => {
            &[Add, Toggle, PreviousSession, State, TurnInto, Offers, Edit]
        }
        (Tab::Goals, Focus::Left) => &[
            Add,
            Toggle,
            Note,
            More,
            State,
            PreviousSession,
            TurnInto,
            Offers,
            Edit,
        ],
        (Tab::Goals, Focus::Right) => &[Add, Toggle, Note, MoveDown, State, Edit, Offers],
        (Tab::Agenda, Focus::Left) if is_past(model) => {
            &[Enter, State, Edit, Copy, PreviousSession, NextSession, Add]
        }
        (Tab::Agenda, Focus::Left) => &[Add, State, Offers, Template, Copy, Edit, PreviousSession],
        (Tab::Agenda, Focus::Right) => &[
            Add,
            Offers,
            Toggle,
            More,
            MoveDown,
            State,
            Template,
            PreviousSession,
            NextSession,
            Edit,
        ],
        // What was answered goes on as a goal or a promise.
        (Tab::Feedback, Focus::Left) if is_answered(model) => {
            &[TurnInto, Offers, Toggle, Add, State, Edit]
        }
        (Tab::Feedback, Focus::Left) => &[Add, Toggle, State, Edit, Offers, TurnInto],
        (Tab::Feedback, Focus::Right) => &[Enter, Toggle, State, Edit, Offers, TurnInto],
        (Tab::Timeline, _) if is_board(model) => &[Enter, NextPane, Offers, Add, More, Filter],
        (Tab::Timeline, _) => &[Enter, NextPane, More, Offers, Add, Filter, State, Edit],
        // There nothing stands below.
        (_, Focus::Foot) => &[],
    }
}

fn is_answered(model: &Model) -> bool {
    let row = model.panes().left.row();
    matches!(row, Some(Entry::Feedback(line)) if line.state == FeedbackState::Responded)
}

fn is_past(model: &Model) -> bool {
    let row = model.panes().left.row();
    matches!(row, Some(Entry::Session(line)) if line.status.is_past())
}

/// A row of the key table as a footer shows it; none where it does nothing here, or another row's words stand for it too.
fn hint<'m>(model: &'m Model, row: &'m Bound) -> Option<Hint<'m>> {
    let told_by_another = match row.action {
        Action::Help | Action::Fewer | Action::MoveUp => true,
        Action::Note => model.found.is_some(),
        Action::NextSession => model.tab != Tab::Agenda,
        _ => false,
    };
    let label = label(model, row);
    if label.is_empty() || row.keys.is_empty() || told_by_another {
        return None;
    }
    // + and − stand as one.
    let does = can(model, row.action) || (row.action == Action::More && can(model, Action::Fewer));
    let key = match row.action {
        // The board has two windows: one of the keys leads to the other one.
        Action::More if is_board(model) && can(model, Action::More) => row.key().into(),
        Action::More if is_board(model) => model.key(Action::Fewer).into(),
        Action::More => both(model, row, Action::Fewer),
        Action::MoveDown => both(model, row, Action::MoveUp),
        Action::PreviousSession if model.tab != Tab::Agenda && !model.in_call => {
            both(model, row, Action::NextSession)
        }
        _ => row.key().into(),
    };
    does.then_some((key, label))
}

fn both<'m>(model: &'m Model, row: &'m Bound, other: Action) -> Cow<'m, str> {
    format!("{} {}", row.key(), model.key(other)).into()
}

/// So many rows does the longest message take.
pub const MOST_ROWS: u16 = 4;

/// A message as it stands on its line and, where it is long, on the lines above; its keys stand beside the last one.
#[must_use]
pub fn message_rows(model: &Model, message: &Message, area: Rect) -> Vec<String> {
    let margin = u16::from(area.width >= 60);
    let whole = usize::from(area.width.saturating_sub(2 * margin).max(1));
    let aside = text::columns(&aside(model, message));
    let beside = whole.saturating_sub(if aside == 0 { 0 } else { aside + 2 });
    let words = model.unnamed(&message.text);
    if text::columns(&words) <= beside || area.y < MOST_ROWS {
        return vec![words.into_owned()];
    }
    let mut rows = text::wrap(&words, whole);
    if rows.last().is_some_and(|row| text::columns(row) > beside) {
        rows.push(String::new());
    }
    rows.truncate(MOST_ROWS.into());
    rows
}

/// How many lines above its own the message covers.
#[must_use]
pub fn covered(model: &Model, area: Rect) -> u16 {
    let rows = model
        .message
        .as_ref()
        .map_or(1, |message| message_rows(model, message, area).len());
    u16::try_from(rows).unwrap_or(1).saturating_sub(1)
}

/// The keys that go on from what a message says, the one that takes it back last.
#[must_use]
pub fn aside(model: &Model, message: &Message) -> String {
    let is_item = message
        .closed
        .is_some_and(|of| of.table == Table::AgendaItems);
    let note = match (model.in_call, is_item) {
        (true, false) => "{outcome} a line on it",
        (true, true) => "{outcome} what came of it",
        (false, false) => "{what-moved} a line on it",
        // Elsewhere only a question is told of.
        (false, true) => "{what-moved} its answer",
    };
    let keys = [
        (message.shows_open, "{open} shows"),
        (message.closed.is_some(), note),
        (message.ends.is_some(), "{state} ends it"),
        (message.can_undo, "{undo} undoes"),
    ];
    let words: Vec<_> = keys
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, words)| model.filled(words))
        .collect();
    words.join(" · ")
}

/// What the key does to what is under the cursor, in a word or two; where the other one owes an answer, whose it is.
#[must_use]
pub fn label(model: &Model, row: &Bound) -> Cow<'static, str> {
    match subject(model) {
        Some(Entry::Feedback(line)) if row.action == Action::Toggle && line.awaits_partner() => {
            let name = model.relationship.as_ref().map_or("", |r| r.first_name());
            format!("{}'s answer", text::fit(&text::visible(name), 12)).into()
        }
        _ => word(model, row).into(),
    }
}

fn word(model: &Model, row: &Bound) -> &'static str {
    let tab = (!model.in_call).then_some(model.tab);
    match (row.action, tab) {
        (Action::More, Some(Tab::Goals)) => "progress",
        (Action::More, Some(_)) if is_board(model) && can(model, Action::More) => "180 days",
        (Action::More, Some(_)) if is_board(model) => "so far",
        (Action::More, Some(Tab::Timeline)) => "zoom",
        (Action::More, _) => "min",
        (Action::MoveDown, _) => "order",
        (Action::Offers, Some(Tab::Agenda) | None) => row.label,
        (Action::Offers, _) => "onto agenda",
        (Action::Delete, _) if is_switch(model) => "off for good",
        (Action::PreviousSession, Some(tab)) if tab != Tab::Agenda => "section",
        (Action::Add, Some(Tab::Timeline)) => "pulse",
        (Action::NextPane, Some(Tab::Timeline)) => next_title(model),
        (Action::NextPane, Some(Tab::People)) if model.panes().focus == Focus::Left => "their page",
        (Action::NextPane, Some(Tab::People)) => "people",
        (Action::CallGoals, None) if model.call.focus == CallFocus::Side => "back",
        (Action::Note, _)
            if closed_beside(model).is_some()
                || model.entry().is_some_and(|row| closed_row(row).is_some()) =>
        {
            "a line on it"
        }
        (Action::Toggle, _) => toggle_label(model).unwrap_or(row.label),
        _ => row.label,
    }
}

/// What the key does here, as the list of keys says it: the table's words, unless the board or the story gives it another
/// meaning.
#[must_use]
pub fn does(model: &Model, row: &Bound) -> &'static str {
    match row.action {
        _ if !matches!(row.place, Place::Anywhere | Place::Tabs) => row.does,
        Action::More if is_board(model) => "the last 180 days",
        Action::Fewer if is_board(model) => "everything so far",
        Action::More if is_story(model) => "month by month",
        Action::Fewer if is_story(model) => "year by year",
        Action::Add if is_story(model) => "a pulse of five answers",
        Action::Delete if is_switch(model) => "off for good: it is not shown again",
        Action::State if is_agenda(model) => {
            "the states that this and its session have: move, cancel"
        }
        Action::Add if is_agenda(model) && model.panes().focus == Focus::Left => {
            "plan the next one: thu 15:00, in 2 weeks"
        }
        _ => row.does,
    }
}

/// Whether the keys are about sessions and what stands on their pages.
fn is_agenda(model: &Model) -> bool {
    model.tab == Tab::Agenda && !model.in_call && !model.is_reading() && !model.shows_shelf()
}

fn toggle_label(model: &Model) -> Option<&'static str> {
    let row = subject(model)?;
    Some(match row {
        Entry::Offer(_) => "take",
        Entry::Text(line) if line.table == Table::Questions => "onto agenda",
        Entry::Text(line) if line.table == Table::Wins => "told",
        Entry::Fold(_) if model.is_unfolded() => "close",
        Entry::Fold(_) => "open",
        Entry::Challenge(line) if !line.status.is_closed() => "lesson",
        Entry::Feedback(line) if line.state == FeedbackState::Draft => "said",
        Entry::Request(line) if line.status == RequestStatus::Asked => "answered",
        Entry::Agreement(_) => "agreed",
        Entry::Material(line) if line.ready => "not ready",
        Entry::Material(_) => "ready",
        Entry::Goal(line) if line.status == GoalStatus::Draft => "active",
        row if is_closed(row) => "reopen",
        row if !row.answers().is_empty() => "answer",
        _ => return None,
    })
}

/// What was done, answered or closed: the same key opens it again.
fn is_closed(row: &Entry) -> bool {
    match row {
        Entry::Item(line) => line.status != ItemStatus::Open,
        Entry::Promise(line) => line.status != CommitmentStatus::Open,
        Entry::Owed(line) => line.promise.status != CommitmentStatus::Open,
        Entry::Milestone(line) => line.status != MilestoneStatus::Open,
        Entry::Goal(line) => line.status != GoalStatus::Active,
        Entry::Challenge(line) => line.status.is_closed(),
        Entry::Resource(line) => line.status.is_closed(),
        Entry::Feedback(line) => line.state == FeedbackState::Responded,
        Entry::Request(line) => line.status != RequestStatus::Asked,
        _ => false,
    }
}
