//! Reads the end of a call: what is read aloud, what was closed, what is proposed; and what was left in it before.

use super::board::is_pulse_due;
use crate::app::field::Field;
use crate::app::model::Model;
use crate::app::overlay::End;
use crate::app::overlay::end::{Closed, PulseOffer};
use crate::app::{overlay, span};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::{Id, Visibility, when};
use crate::store::window::agenda::PromiseLine;
use crate::store::{Result, Store};

/// The end of a call, with what was typed and ticked in it before it was left, or before the program ended.
pub(super) fn end(model: &mut Model, store: &Store, end: &mut End) -> Result<()> {
    read_end(model, store, end)?;
    take_up_drafts(model, store, end)?;
    let left = model.call.ending.take();
    if let Some(left) = left.filter(|left| left.session == end.session) {
        take_up(end, *left);
    }
    for closed in &mut end.closed {
        closed.found = closed.note.value();
    }
    Ok(())
}

/// How many promises of a kind are read aloud; more of them are counted.
const READ_ALOUD: usize = 24;

fn read_end(model: &Model, store: &Store, end: &mut End) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    end.is_read = true;
    if is_pulse_due(model, store, &store.last_pulses(relationship)?)? {
        end.pulse = PulseOffer::Due;
    }
    let made = store.promises_made_page(end.session, &(0..READ_ALOUD))?;
    let open = store.open_promises_page(relationship, &(0..READ_ALOUD))?;
    let is_all = open.len() < READ_ALOUD;
    let kept = store.promises_done_page(relationship, model.today(), &(0..READ_ALOUD))?;
    let mut seen = std::collections::BTreeSet::new();
    let all = made
        .into_iter()
        .chain(open)
        .chain(kept)
        .filter(|p| seen.insert(p.id));
    end.promises = all
        .filter(|p| matches!(p.status, CommitmentStatus::Open | CommitmentStatus::Done))
        .map(|p| {
            let to = p.status;
            (p, to)
        })
        .collect();
    if !is_all {
        let is_open = |(p, _): &&(PromiseLine, _)| p.status == CommitmentStatus::Open;
        let listed = end.promises.iter().filter(is_open).count();
        end.more_promises = store
            .open_promise_count(relationship)?
            .saturating_sub(listed);
    }
    let (done, gone_on) = store.items_settled(end.session)?;
    end.counts = (done, gone_on + model.call.sums.open);
    end.goes_on = store
        .first_open_items(end.session, 6)?
        .into_iter()
        .map(|i| {
            (
                i.title,
                i.carry_count + 1,
                i.visibility == Visibility::Private,
            )
        })
        .collect();
    let of = |(id, title, private, note_in_file, status): (_, _, _, String, _)| Closed {
        id,
        title,
        status,
        private,
        note: Field::line(&note_in_file),
        note_in_file,
        found: String::new(),
    };
    let goals = store
        .closed_today(relationship, model.today())?
        .into_iter()
        .map(|goal| {
            (
                goal.id,
                goal.title,
                goal.private,
                goal.note,
                Some(goal.status),
            )
        });
    let milestones = store
        .milestones_done_on(relationship, model.today())?
        .into_iter()
        .map(|(id, title, private)| {
            let title = format!("{title} · milestone");
            (id, title, private, String::new(), None)
        });
    end.closed = goals.chain(milestones).map(of).collect();
    propose_end(model, store, relationship, end)
}

/// What was left in the rows before the program ended, though the file may not have taken it.
fn take_up_drafts(model: &Model, store: &Store, end: &mut End) -> Result<()> {
    let prefix = model.draft_field(&overlay::end::end_draft(end.session));
    let mut drafts = store.drafts(&prefix)?;
    let unwritten = model.unwritten.iter();
    drafts.extend(unwritten.map(|(field, text)| (field.clone(), text.clone())));
    overlay::end::take_up_drafts(end, |name| {
        let text = drafts.get(&model.draft_field(name))?;
        (!text.is_empty()).then(|| text.clone())
    });
    Ok(())
}

/// What was ticked and typed before the end screen was left.
fn take_up(end: &mut End, left: End) {
    for (line, to) in &mut end.promises {
        if let Some((was, wanted)) = left.promises.iter().find(|(was, _)| was.id == line.id)
            && was.status == line.status
        {
            *to = *wanted;
        }
    }
    for was in left.closed {
        let is_written = was.note.value() != was.note_in_file;
        if let Some(closed) = end
            .closed
            .iter_mut()
            .find(|is| is_written && is.id == was.id)
        {
            closed.note = was.note;
        }
    }
    if left.held.value() != left.held_proposed {
        end.held = left.held;
    }
    if end.sentence.is_empty() {
        end.sentence = left.sentence;
    }
    if left.next.value() != left.next_proposed {
        end.next = left.next;
    }
    end.useful = left.useful;
}

fn propose_end(model: &Model, store: &Store, relationship: Id, end: &mut End) -> Result<()> {
    let begun = model
        .call
        .session
        .as_ref()
        .and_then(|s| s.started_at)
        .unwrap_or(model.now.at);
    end.held_proposed = span::show(begun, overlay::end::proposed_end(model), model.now);
    end.held.set(&end.held_proposed.clone());
    let after = model
        .call
        .session
        .as_ref()
        .map_or(model.now.at, |s| s.planned_start.max(model.now.at));
    let planned = store
        .sessions_ahead(relationship, &(0..3))?
        .into_iter()
        .find(|s| s.id != end.session && s.planned_start > after);
    end.planned = planned.as_ref().map(|session| session.planned_start);
    let next = match planned {
        Some(session) => {
            let local = session.planned_start.local(model.now.zone);
            when::show_moment(local, model.today())
        }
        None if model.is_closing() => {
            end.is_last = true;
            String::new()
        }
        None => overlay::end::proposed_next(model),
    };
    end.next.set(&next);
    end.next_proposed = next;
    Ok(())
}
