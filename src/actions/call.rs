//! The call: it begins without a question, and its end keeps all of it in one action.

use super::item::end_of;
use super::person::refuse_ended;
use super::promise;
use super::say::{count, moment_words, refuse, short};
use super::session::{allow_step, go_on_to, join_backlog, planned};
use super::{Ending, Scene, Step};
use crate::domain::carry::{self, End};
use crate::domain::{
    Batch, Commitment, Goal, GoalUpdate, Id, Instant, Milestone, Relationship, Session,
    SessionStatus, Table,
};
use crate::store::Result;

pub(super) fn start(scene: &Scene, relationship: Id, session: Option<Id>) -> Step {
    refuse_second(scene)?;
    let Some(session) = session else {
        return start_unplanned(scene, relationship);
    };
    let old: Session = scene.store.get(session)?;
    allow_step(scene, &old, SessionStatus::Live)?;
    refuse_ended(&scene.store.get(old.relationship_id)?)?;
    let first = scene
        .store
        .first_open_items(old.id, 1)?
        .first()
        .map(|i| i.id);
    let days = (old.planned_start.day(scene.now.zone) - scene.today()).num_days();
    let early = if days > 0 {
        format!(" {} early", count(days, "day"))
    } else {
        String::new()
    };
    let batch = Batch::new(old.relationship_id, format!("Call started{early}"));
    Ok((
        batch.edit(&old, &old.started(scene.at(), first)),
        Some((Table::Sessions, old.id)),
    ))
}

/// At most one call runs, with whomever.
fn refuse_second(scene: &Scene) -> Result<()> {
    let Some(live) = scene.store.live()? else {
        return Ok(());
    };
    let with = scene.store.find::<Relationship>(live.relationship_id)?;
    let name = with.map_or_else(|| "somebody".to_owned(), |r| short(&r.partner_name));
    refuse(format!(
        "A call with {name} is running, and only one can. End that one first (x in the call)."
    ))
}

/// Nothing was planned: a session is made now, and the backlog is its agenda.
fn start_unplanned(scene: &Scene, relationship: Id) -> Step {
    let relationship: Relationship = scene.store.get(relationship)?;
    refuse_ended(&relationship)?;
    let session = planned(scene, &relationship, scene.at())?;
    let mut end = End::of_new(session.id);
    // The session's row goes first, though what is talked about is known only once the backlog has joined.
    let (joining, items) = join_backlog(scene, Batch::default(), relationship.id, &mut end)?;
    let session = session.started(scene.at(), items.first().map(|i| i.id));
    let mut batch = Batch::new(relationship.id, "Call started").add(&session);
    batch.changes.extend(joining.changes);
    Ok((batch, Some((Table::Sessions, session.id))))
}

pub(super) fn end(scene: &Scene, session: Id, ending: &Ending) -> Step {
    let old: Session = scene.store.get(session)?;
    if old.status != SessionStatus::Live {
        return refuse(
            "That call is not running, so it can't be ended. Start it first (c), or enter it as held (s).",
        );
    }
    let held = ended(scene, &old, ending)?;
    let batch = Batch::new(old.relationship_id, String::new()).edit(&old, &held);
    let (batch, next) = plan_next(scene, batch, &held, ending.next)?;
    let (batch, gone_on) = hand_over(scene, batch, &held, next.as_ref())?;
    let batch = close_promises(scene, batch, ending)?;
    let batch = write_notes(scene, batch, &held, &ending.close_notes)?;
    // What was put off during the call went on from it too.
    let gone_on = gone_on + scene.store.items_settled(session)?.1;
    let label = label(scene, &held, gone_on, next.as_ref());
    Ok((Batch { label, ..batch }, Some((Table::Sessions, session))))
}

/// The session as it was held.
fn ended(scene: &Scene, old: &Session, ending: &Ending) -> Result<Session> {
    let mut held = old.ended(ending.started_at, ending.ended_at.unwrap_or(scene.at()));
    if ending.ended_at.is_some() && held.ended_at < held.started_at {
        return refuse("Its end is before its start. Correct one of the two.");
    }
    held.ended_at = held.ended_at.max(held.started_at);
    if !ending.summary.trim().is_empty() {
        ending.summary.trim().clone_into(&mut held.summary);
    }
    if let Some(usefulness) = ending.usefulness {
        held.usefulness = Some(usefulness.clamp(1, 5));
    }
    Ok(held)
}

/// Plans the next session, unless one is planned at that very instant; that one is not made again.
fn plan_next(
    scene: &Scene,
    batch: Batch,
    held: &Session,
    start: Option<Instant>,
) -> Result<(Batch, Option<Session>)> {
    let Some(start) = start else {
        return Ok((batch, None));
    };
    if scene
        .store
        .planned_at(held.relationship_id, start)?
        .is_some()
    {
        return Ok((batch, None));
    }
    let relationship: Relationship = scene.store.get(held.relationship_id)?;
    let next = Session {
        place: held.place.clone(),
        ..planned(scene, &relationship, start)?
    };
    Ok((batch.add(&next), Some(next)))
}

/// What is open goes on to whichever session is planned next, and the backlog joins the one that is made now.
fn hand_over(
    scene: &Scene,
    batch: Batch,
    held: &Session,
    made: Option<&Session>,
) -> Result<(Batch, usize)> {
    let begun = carry::begun(held);
    let planned = scene
        .store
        .next_planned(held.relationship_id, begun, Some(held.id))?;
    let is_first = |made: &Session| {
        made.planned_start > begun
            && planned
                .as_ref()
                .is_none_or(|p| made.planned_start < p.planned_start)
    };
    let Some(made) = made else {
        let mut end = end_of(scene, planned.map(|s| s.id))?;
        return go_on_to(scene, batch, held, &mut end);
    };
    let mut end = End::of_new(made.id);
    let (batch, gone_on) = if is_first(made) {
        go_on_to(scene, batch, held, &mut end)?
    } else {
        let mut other = end_of(scene, planned.map(|s| s.id))?;
        go_on_to(scene, batch, held, &mut other)?
    };
    let (batch, _) = join_backlog(scene, batch, held.relationship_id, &mut end)?;
    Ok((batch, gone_on))
}

/// Promises that were kept, released or not kept, as was read aloud; with the note on one, where there is one.
fn close_promises(scene: &Scene, mut batch: Batch, ending: &Ending) -> Result<Batch> {
    for (id, to) in &ending.promises {
        let old: Commitment = scene.store.get(*id)?;
        if old.status != *to {
            batch = batch.edit(&old, &promise::changed(scene, &old, *to)?);
        }
    }
    Ok(batch)
}

/// A line on what was closed: a goal and a promise keep it; of a milestone it is told as what moved its goal.
fn write_notes(
    scene: &Scene,
    mut batch: Batch,
    held: &Session,
    notes: &[(Id, String)],
) -> Result<Batch> {
    for (id, note) in notes {
        let close_note = note.trim().to_owned();
        batch = if let Some(goal) = scene.store.find::<Goal>(*id)? {
            batch.edit(
                &goal,
                &Goal {
                    close_note,
                    ..goal.clone()
                },
            )
        } else if close_note.is_empty() {
            batch
        } else if let Some(milestone) = scene.store.find::<Milestone>(*id)? {
            batch.add(&fresh!(
                scene,
                held.relationship_id,
                GoalUpdate {
                    goal_id: milestone.goal_id,
                    at: scene.at(),
                    text: format!("{}: {close_note}", milestone.title),
                    session_id: Some(held.id),
                }
            ))
        } else {
            let promise: Commitment = scene.store.get(*id)?;
            batch.edit(
                &promise,
                &Commitment {
                    close_note,
                    ..promise.clone()
                },
            )
        };
    }
    Ok(batch)
}

/// "Held, 43 min · 1 goes on · next Thu 10 Dec 15:00".
fn label(scene: &Scene, held: &Session, gone_on: usize, next: Option<&Session>) -> String {
    let minutes = held.ended_at.map_or(0, |end| held.elapsed(end));
    let gone_on = match gone_on {
        0 => String::new(),
        1 => " · 1 goes on".to_owned(),
        n => format!(" · {n} go on"),
    };
    let next = next.map(|s| format!(" · next {}", moment_words(s.planned_start, scene.now)));
    format!("Held, {minutes} min{gone_on}{}", next.unwrap_or_default())
}
