//! What the screen does after an action: it says so, stands on the new row, shows the call, goes on to the next open item.

use crate::actions::{Act, Done, FieldEdit, NewRelationship, goal};
use crate::domain::feedback::FeedbackState;
use crate::domain::{CommitmentStatus, Id, ItemKind, ItemStatus, Link, Table, text};
use crate::store::window::agenda::ItemLine;
use crate::store::{Applied, StoreError};

use super::entry::{Entry, Part};
use super::form;
use super::layout;
use super::line::{Line, Purpose};
use super::list::{Keyed, List};
use super::model::{CallFocus, Focus, Growth, Message, Model, Shown, Tab};
use super::overlay::{self, Overlay};
use super::update::{Effect, show_call};

/// Takes in how an action ended.
pub(super) fn done(model: &mut Model, act: &Act, result: Result<Done, StoreError>) -> Vec<Effect> {
    let wants_ending = std::mem::take(&mut model.wants_ending);
    model.touch();
    match result {
        Ok(done) => {
            succeeded(model, act, done, wants_ending);
            Vec::new()
        }
        Err(error) => failed(model, act, &error),
    }
}

/// It is said, and the screen follows; `wants_ending` offers a line on how it ended.
fn succeeded(model: &mut Model, act: &Act, done: Done, wants_ending: bool) {
    let focus = done.focus;
    // What is typed in a field is told of when the form is left.
    if let Act::Edit(edit) = act {
        mark_edited(model, edit.id);
    } else {
        model.message = Some(message(model, act, done));
    }
    follow(model, act, focus);
    if let Some(of) = closed(act).filter(|_| wants_ending) {
        offer_ending(model, of);
    }
}

fn message(model: &Model, act: &Act, done: Done) -> Message {
    let is_of_the_log = matches!(
        act,
        Act::Undo { .. } | Act::Redo { .. } | Act::UndoLine { .. }
    );
    Message {
        shows_open: shows_open(model, act, &done.message),
        ends: ends(model, act),
        text: with_whom(model, act, done.message),
        can_undo: done.applied != Applied::Nothing && !is_of_the_log,
        closed: closed(act).or_else(|| asked(model, act)),
        is_error: false,
    }
}

/// What was caught, with whom it stands where the header doesn't say so.
fn with_whom(model: &Model, act: &Act, message: String) -> String {
    let is_written = matches!(act, Act::AddQuestion { .. } | Act::AddItem { .. });
    match model.named_nowhere() {
        Some(name) if is_written || is_caught(act) => {
            format!("{message} · with {}", text::fit(name, 16))
        }
        _ => message,
    }
}

/// Whether something that was said is written down.
fn is_caught(act: &Act) -> bool {
    matches!(
        act,
        Act::AddPromise(_)
            | Act::AddFeedback { .. }
            | Act::AddWin { .. }
            | Act::AddChallenge { .. }
    )
}

/// It is said why, and what was typed is kept.
fn failed(model: &mut Model, act: &Act, error: &StoreError) -> Vec<Effect> {
    let is_kept = keeps_notes(model, act);
    let drafts = if is_kept {
        Vec::new()
    } else {
        keep_typed(model, act)
    };
    // Notes that met another copy's are told of when both are read.
    if !(is_kept && matches!(error, StoreError::Conflict { .. })) {
        let words = in_words(model, error);
        reopen_end(model, act, &words);
        model.warn(words);
    }
    drafts
}

/// The end of a call that could not be kept, such as one that another copy ended, stands open again with what was typed.
fn reopen_end(model: &mut Model, act: &Act, why: &str) {
    let Act::End { session, .. } = act else {
        return;
    };
    if let Some(mut end) = model.call.ending.take_if(|end| end.session == *session) {
        end.error = Some(why.to_owned());
        // Its drafts went when it was to be kept.
        end.is_unsaved = true;
        model.overlays.push(Overlay::End(end));
    }
}

/// What went wrong; where something has to be undone first, with the way there from where one is.
fn in_words(model: &Model, error: &StoreError) -> String {
    let StoreError::ChangedSince(sentence) = error else {
        return error.to_string();
    };
    let way = match model.overlays.last() {
        Some(Overlay::History(_)) => "Undo that first: {undo} on its line, above.",
        _ => "Undo that first: {history}, then {undo} on its line.",
    };
    format!("{sentence} {}", model.filled(way))
}

/// A line on how it ended, over what was said of its closing: left empty, that is said again.
fn offer_ending(model: &mut Model, of: Link) {
    let mut line = Line::new(Purpose::CloseNote { of });
    line.told = model.message.take();
    model.overlays.push(Overlay::Line(Box::new(line)));
}

/// The goal or the promise that an action closed.
fn closed(act: &Act) -> Option<Link> {
    let (table, id) = match act {
        Act::Goal { id, to } if to.is_closed() => (Table::Goals, *id),
        Act::Promise { id, to } if *to != CommitmentStatus::Open => (Table::Commitments, *id),
        _ => return None,
    };
    Some(Link { table, id })
}

/// With whom one may end, after the session that they close with: where nothing was planned to follow.
fn ends(model: &Model, act: &Act) -> Option<Id> {
    let Act::End { ending, .. } = act else {
        return None;
    };
    let is_last = ending.next.is_none() && model.is_closing();
    model.relationship_id().filter(|_| is_last)
}

/// The item that was done, which may say what came of it: of any kind in the call, where the cursor goes on to the next
/// one, elsewhere of a question.
fn asked(model: &Model, act: &Act) -> Option<Link> {
    let Act::Item {
        id,
        to: ItemStatus::Done,
        ..
    } = act
    else {
        return None;
    };
    let is_asked = |line: &ItemLine| model.in_call || line.kind == ItemKind::Question;
    let is_told =
        matches!(model.entry(), Some(Entry::Item(line)) if line.id == *id && is_asked(line));
    is_told.then_some(Link {
        table: Table::AgendaItems,
        id: *id,
    })
}

/// Whether something is open with a goal that was closed, and the detail beside the list shows it.
fn shows_open(model: &Model, act: &Act, message: &str) -> bool {
    let is_goal = closed(act).is_some_and(|of| of.table == Table::Goals);
    let is_list = model.tab == Tab::Goals && model.panes().focus == Focus::Left;
    is_goal && is_list && !model.in_call && message.contains(goal::OPEN_WITH_IT)
}

/// Where the cursor goes, and what is shown: by the action, and the row that it leaves to stand on.
fn follow(model: &mut Model, act: &Act, focus: Option<(Table, Id)>) {
    let is_caught = is_caught(act);
    if let Some(Overlay::Reading(page)) = model.overlays.last_mut()
        && is_caught
    {
        page.wants = focus;
        return;
    }
    match (act, focus) {
        (Act::Start { .. }, _) => show_call(model),
        (Act::End { .. }, _) => {
            model.in_call = false;
            model.tab = Tab::Agenda;
            model.agenda.shown = Shown::Nothing;
            model.agenda.is_placed = false;
        }
        (Act::AddRelationship(NewRelationship { start, .. }), Some((_, id))) => {
            model.choose(id);
            model.tab = Tab::Agenda;
            model.wants_template = start.is_some();
        }
        (Act::EndRelationship { .. }, Some(key)) => {
            // The cursor stays on the person, so that the same key reopens it.
            model.people.is_unfolded = true;
            model.people.panes.left.stand_on(key);
        }
        (Act::BeginAgreement { .. }, Some((table, id))) => {
            if let Some(list) = model.list_mut() {
                list.stand_on((table, id));
            }
            let form = form::of(table, id);
            model
                .overlays
                .extend(form.map(|f| Overlay::Form(Box::new(f))));
        }
        (Act::GoTo { .. }, _) => overlay::history::after_going(model),
        (
            Act::Item {
                to: ItemStatus::Done | ItemStatus::Carried,
                ..
            },
            _,
        ) if model.in_call => to_next_open(model),
        (Act::ItemNote { .. }, _) if model.in_call => leave_closed(model),
        // What it was made from stays under the cursor, and shows what it became.
        (Act::TurnInto { .. }, _) => {}
        // What was caught or noted in a call leaves the cursor where it was.
        (
            Act::Edit(FieldEdit {
                table: Table::Sessions,
                ..
            }),
            _,
        ) if model.in_call => {}
        (Act::AddPromise(_), Some(key)) if is_out_of_sight(model) => {
            model.call.side.stand_on(key);
        }
        _ if is_caught && model.in_call => {}
        (_, Some(key)) if key.0 == Table::Sessions && !model.in_call => {
            stand_on_session(model, act, key);
        }
        (act, Some(key)) if closes(act) && !model.in_call && is_listed(model, key.0) => {
            // The cursor stays on the row, so that the same key opens it again.
            model.goals.is_unfolded = true;
            model.goals.panes.left.stand_on(key);
        }
        (Act::Answer { id, .. }, _) if next_waiting(model, *id).is_some() => {
            if let Some(next) = next_waiting(model, *id) {
                model.feedback.panes.left.stand_on(next);
            }
        }
        (_, Some(key @ (Table::Feedback | Table::FeedbackRequests, _)))
            if model.tab == Tab::Feedback && !model.in_call =>
        {
            model.feedback.panes.left.stand_on(key);
        }
        (_, Some(key)) => {
            if let Some(list) = model.list_mut() {
                list.stand_on(key);
            }
        }
        (_, None) => {}
    }
}

/// Whether a promise that was caught may stand below what is in view: in a call of one column, while nobody is among the
/// promises.
fn is_out_of_sight(model: &Model) -> bool {
    let is_narrow = model.size.0 < layout::WIDE_CALL;
    model.in_call && is_narrow && model.call.focus != CallFocus::Side
}

/// Whether a row of the Goals tab goes under the fold.
fn closes(act: &Act) -> bool {
    match act {
        Act::Goal { to, .. } => to.is_closed(),
        Act::Challenge { to, .. } => to.is_closed(),
        Act::Resource { to, .. } => to.is_closed(),
        Act::Learn { .. } => true,
        _ => false,
    }
}

/// Whether the left list of the Goals tab is of such rows: what stands beside a goal closes where it is.
fn is_listed(model: &Model, table: Table) -> bool {
    match model.goals.growth {
        Growth::Goals => table == Table::Goals,
        Growth::Learning => table == Table::Resources,
        Growth::Challenges | Growth::Lessons => true,
    }
}

fn stand_on_session(model: &mut Model, act: &Act, key: (Table, Id)) {
    model.agenda.panes.left.stand_on(key);
    if model.agenda.shown != Shown::Session(key.1) {
        model.agenda.shown = Shown::Session(key.1);
        model.agenda.panes.right.reset();
    }
    if matches!(act, Act::Plan { .. }) {
        model.agenda.panes.focus = Focus::Right;
    }
}

/// In the call one goes on: from an item that is closed to the next open one.
pub(super) fn leave_closed(model: &mut Model) {
    if matches!(model.call.items.row(), Some(Entry::Item(line)) if line.status != ItemStatus::Open)
    {
        to_next_open(model);
    }
}

fn to_next_open(model: &mut Model) {
    let is_open = |e: &Entry| matches!(e, Entry::Item(line) if line.status == ItemStatus::Open);
    let list = &mut model.call.items;
    let here = list.row().and_then(Keyed::key);
    let next = next_open(list, here, is_open);
    if let Some(key) = next.or(here) {
        list.stand_on(key);
    }
}

/// In the list of feedback one goes on too: from a piece that waited and is answered now to the next that waits.
fn next_waiting(model: &Model, answered: Id) -> Option<(Table, Id)> {
    let panes = &model.feedback.panes;
    let is_list = model.tab == Tab::Feedback && !model.in_call && panes.focus == Focus::Left;
    let waits = |e: &Entry| matches!(e, Entry::Feedback(line) if line.state == FeedbackState::Said);
    let here = (Table::Feedback, answered);
    let was_waiting = |e: &Entry| e.key() == Some(here) && waits(e);
    let list = &panes.left;
    let goes_on = is_list && list.rows().iter().any(was_waiting);
    next_open(list, Some(here), waits).filter(|_| goes_on)
}

fn next_open(
    list: &List<Part, Entry>,
    here: Option<(Table, Id)>,
    is_open: impl Fn(&Entry) -> bool,
) -> Option<(Table, Id)> {
    let rows = list.rows();
    let at = rows.iter().position(|r| r.key() == here)?;
    let behind = rows.iter().skip(at + 1).find(|r| is_open(r));
    let found = behind.or_else(|| rows.iter().take(at).find(|r| is_open(r)));
    found.and_then(Keyed::key)
}

/// Notes that were not taken stay in their field, where they meet what the file has now.
fn keeps_notes(model: &mut Model, act: &Act) -> bool {
    let Act::Edit(FieldEdit { id, before, .. }) = act else {
        return false;
    };
    let held = before.iter().find(|(name, _)| *name == "notes");
    let is_open = model.call.session.as_ref().is_some_and(|s| s.id == *id);
    let Some((_, was)) = held.filter(|_| is_open) else {
        return false;
    };
    was.as_str()
        .unwrap_or_default()
        .clone_into(&mut model.call.notes_in_file);
    true
}

/// What was typed in the form of this row is in the file.
fn mark_edited(model: &mut Model, row: Id) {
    let forms = model.overlays.iter_mut().filter_map(|layer| match layer {
        Overlay::Form(form) if form.id == row => Some(form),
        _ => None,
    });
    for form in forms {
        form.is_edited = true;
    }
}

/// What was typed in a form and not taken is offered by it, beside what the row holds now.
fn keep_typed(model: &mut Model, act: &Act) -> Vec<Effect> {
    let Act::Edit(FieldEdit { id, after, .. }) = act else {
        return Vec::new();
    };
    if let Some(Overlay::Form(form)) = model.overlays.last_mut()
        && form.id == *id
    {
        form.is_read = false;
    }
    form::texts(after)
        .into_iter()
        .map(|(name, text)| Effect::KeepDraft(form::draft_name(*id, &name), text))
        .collect()
}
