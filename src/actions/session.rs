//! Sessions: planned, moved, called off, not held, entered afterwards; and what is brought to them.

use super::item::{end_of, take_copies_back};
use super::person::refuse_ended;
use super::say::{allow, moment_words, refuse, required, short, told};
use super::{Scene, Step};
use crate::domain::carry::{self, End};
use crate::domain::moment::Now;
use crate::domain::session::TRANSITIONS;
use crate::domain::words::Origin;
use crate::domain::{
    AgendaItem, Batch, Id, Instant, ItemStatus, Link, Material, Relationship, Session,
    SessionStatus, Side, Table,
};
use crate::store::Result;

/// Refuses a step that sessions don't take.
pub(super) fn allow_step(scene: &Scene, session: &Session, to: SessionStatus) -> Result<()> {
    allow(
        TRANSITIONS,
        session.status,
        to,
        &moment_words(session.planned_start, scene.now),
    )
}

/// A planned session with the relationship's minutes and the numbers of the agreement in force.
pub(super) fn planned(
    scene: &Scene,
    relationship: &Relationship,
    start: Instant,
) -> Result<Session> {
    let session = fresh!(
        scene,
        relationship.id,
        Session {
            planned_start: start,
            planned_minutes: relationship.session_minutes,
            zone: scene.now.zone.name().to_owned(),
        }
    );
    with_numbers(scene, session)
}

fn with_numbers(scene: &Scene, session: Session) -> Result<Session> {
    let agreement = scene
        .store
        .agreement_in_force(session.relationship_id)?
        .unwrap_or_default();
    Ok(Session {
        notice_hours: agreement.notice_hours,
        grace_minutes: agreement.grace_minutes,
        agenda_lead_hours: agreement.agenda_lead_hours,
        ..session
    })
}

/// The backlog joins a session at its end, in order. Gives the items as they stand there.
pub(super) fn join_backlog(
    scene: &Scene,
    mut batch: Batch,
    relationship: Id,
    end: &mut End,
) -> Result<(Batch, Vec<AgendaItem>)> {
    let mut joined = Vec::new();
    for item in scene.store.backlog(relationship)? {
        let there = carry::join(&item, end);
        batch = batch.edit(&item, &there);
        joined.push(there);
    }
    Ok((batch, joined))
}

/// The next planned session after this one.
fn next_after(scene: &Scene, session: &Session) -> Result<Option<Session>> {
    scene.store.next_planned(
        session.relationship_id,
        carry::begun(session),
        Some(session.id),
    )
}

/// What is open in a session that is over goes on to the next planned one, or into the backlog.
pub(super) fn go_on(scene: &Scene, batch: Batch, session: &Session) -> Result<(Batch, usize)> {
    let next = next_after(scene, session)?;
    let mut end = end_of(scene, next.map(|s| s.id))?;
    go_on_to(scene, batch, session, &mut end)
}

/// The same, to a list that is known.
pub(super) fn go_on_to(
    scene: &Scene,
    mut batch: Batch,
    session: &Session,
    end: &mut End,
) -> Result<(Batch, usize)> {
    let open = scene.store.open_items(session.id)?;
    for item in &open {
        let carried = carry::carry(item, end, scene.env.id(), scene.at());
        batch = batch.edit(item, &carried.behind).add(&carried.copy);
    }
    Ok((batch, open.len()))
}

/// What was to be brought to a session that was not held is brought to this one.
fn bring_to(scene: &Scene, mut batch: Batch, from: Id, to: Id) -> Result<Batch> {
    for material in scene.store.materials(from)? {
        let brought = Material {
            session_id: to,
            made_from: Some(Link {
                table: Table::Sessions,
                id: from,
            }),
            ..material.clone()
        };
        batch = batch.edit(&material, &brought);
    }
    Ok(batch)
}

/// Where nothing was planned when a session was cancelled or not held, what was to be brought waits there for the next one.
fn bring_what_waits(scene: &Scene, batch: Batch, relationship: Id, to: Id) -> Result<Batch> {
    let last = scene.store.sessions_past(relationship, &(0..1))?;
    match last.first() {
        Some(last)
            if matches!(
                last.status,
                SessionStatus::Cancelled | SessionStatus::Missed
            ) =>
        {
            bring_to(scene, batch, last.id, to)
        }
        _ => Ok(batch),
    }
}

pub(super) fn plan(
    scene: &Scene,
    relationship: Id,
    start: Instant,
    minutes: Option<i64>,
    place: Option<&str>,
) -> Step {
    let relationship: Relationship = scene.store.get(relationship)?;
    refuse_ended(&relationship)?;
    let mut session = planned(scene, &relationship, start)?;
    session.planned_minutes = minutes.unwrap_or(session.planned_minutes).max(1);
    place
        .unwrap_or_default()
        .trim()
        .clone_into(&mut session.place);
    let batch = Batch::new(
        relationship.id,
        format!("Planned: {}", moment_words(start, scene.now)),
    )
    .add(&session);
    let (batch, _) = join_backlog(scene, batch, relationship.id, &mut End::of_new(session.id))?;
    let batch = bring_what_waits(scene, batch, relationship.id, session.id)?;
    Ok((batch, Some((Table::Sessions, session.id))))
}

pub(super) fn enter_held(
    scene: &Scene,
    relationship: Id,
    start: Instant,
    minutes: Option<i64>,
) -> Step {
    let relationship: Relationship = scene.store.get(relationship)?;
    let when = moment_words(start, scene.now);
    if start > scene.at() {
        return refuse(format!(
            "{when} is ahead, so it can't have been held. Plan it instead."
        ));
    }
    let mut session = planned(scene, &relationship, start)?;
    session.planned_minutes = minutes.unwrap_or(session.planned_minutes).max(1);
    let session = Session {
        origin: Origin::Later,
        ..session.held_later()
    };
    let batch = Batch::new(
        relationship.id,
        format!("Held: {when} · entered afterwards"),
    )
    .add(&session);
    Ok((batch, Some((Table::Sessions, session.id))))
}

pub(super) fn change_date(
    scene: &Scene,
    session: Id,
    start: Instant,
    by: Side,
    told_at: Instant,
    reason: &str,
) -> Step {
    let old: Session = scene.store.get(session)?;
    allow_step(scene, &old, SessionStatus::Rescheduled)?;
    if start == old.planned_start {
        return refuse(format!(
            "It begins {} already. Type another day or time, or Esc leaves it.",
            moment_words(start, scene.now)
        ));
    }
    if start <= scene.at() {
        return refuse(past_refusal(
            start,
            old.planned_end() <= scene.at(),
            scene.now,
        ));
    }
    let new = successor(scene, &old, start)?;
    let left = Session {
        status: SessionStatus::Rescheduled,
        moved_to_id: Some(new.id),
        notes: String::new(),
        ..old.cancelled(by, Some(told_at), reason)
    };
    let notice = told(&old, Some(told_at), scene.now);
    let asked = asked(scene, old.relationship_id, by)?;
    let batch = Batch::new(
        old.relationship_id,
        format!(
            "Moved to {} · {asked} · {notice}",
            moment_words(start, scene.now)
        ),
    );
    let batch = move_rows(scene, batch.add(&new).edit(&old, &left), old.id, new.id)?;
    Ok((batch, Some((Table::Sessions, new.id))))
}

/// Who asked for another plan: "Athena asked".
fn asked(scene: &Scene, relationship: Id, by: Side) -> Result<String> {
    Ok(match by {
        Side::Partner => {
            let with: Relationship = scene.store.get(relationship)?;
            format!("{} asked", with.first_name())
        }
        Side::Me => "I asked".to_owned(),
        Side::Both => "we asked".to_owned(),
    })
}

/// Why a session can't move to a time that is past, and what is done instead; `is_over` where its own time is past too.
#[must_use]
pub fn past_refusal(start: Instant, is_over: bool, now: Now) -> String {
    let instead = if is_over {
        "Held, and entered afterwards: Esc, s, then h."
    } else {
        "One that was held then is entered with a, among the sessions."
    };
    format!(
        "{} is past; a new time lies ahead. {instead}",
        moment_words(start, now)
    )
}

/// The session that takes another's place: its plan and its notes, at another time, with today's numbers.
fn successor(scene: &Scene, old: &Session, start: Instant) -> Result<Session> {
    let new = fresh!(
        scene,
        old.relationship_id,
        Session {
            visibility: old.visibility,
            planned_start: start,
            zone: scene.now.zone.name().to_owned(),
            planned_minutes: old.planned_minutes,
            place: old.place.clone(),
            template: old.template.clone(),
            agenda_shared_at: old.agenda_shared_at,
            notes: old.notes.clone(),
            moved_from_id: Some(old.id),
        }
    );
    with_numbers(scene, new)
}

/// The rows of a session move along: the same rows, uncounted, in the same places.
fn move_rows(scene: &Scene, mut batch: Batch, from: Id, to: Id) -> Result<Batch> {
    for item in scene.store.items(from)? {
        batch = batch.edit(
            &item,
            &AgendaItem {
                session_id: Some(to),
                ..item.clone()
            },
        );
    }
    for material in scene.store.materials(from)? {
        batch = batch.edit(
            &material,
            &Material {
                session_id: to,
                ..material.clone()
            },
        );
    }
    Ok(batch)
}

pub(super) fn cancel(
    scene: &Scene,
    session: Id,
    by: Side,
    told_at: Option<Instant>,
    reason: &str,
) -> Step {
    let old: Session = scene.store.get(session)?;
    allow_step(scene, &old, SessionStatus::Cancelled)?;
    let notice = told(&old, told_at, scene.now);
    let asked = asked(scene, old.relationship_id, by)?;
    close(
        scene,
        &old,
        &old.cancelled(by, told_at, reason),
        &format!("Cancelled: {{}} · {asked} · {notice}"),
    )
}

pub(super) fn miss(scene: &Scene, session: Id, by: Option<Side>) -> Step {
    let old: Session = scene.store.get(session)?;
    allow_step(scene, &old, SessionStatus::Missed)?;
    refuse_ahead(scene, &old, "Move it or cancel it (s).")?;
    close(scene, &old, &old.missed(by), "Not held: {}")
}

pub(super) fn held_later(scene: &Scene, session: Id) -> Step {
    let old: Session = scene.store.get(session)?;
    if old.status == SessionStatus::Live {
        return refuse("That call is running. End it in the call (x).");
    }
    allow_step(scene, &old, SessionStatus::Held)?;
    refuse_ahead(scene, &old, "Call now starts it (c).")?;
    close(
        scene,
        &old,
        &old.held_later(),
        "Held: {} · entered afterwards",
    )
}

/// What has not begun can't be told as past.
fn refuse_ahead(scene: &Scene, session: &Session, instead: &str) -> Result<()> {
    if session.status != SessionStatus::Planned || session.planned_start <= scene.at() {
        return Ok(());
    }
    refuse(format!(
        "{} is ahead, so nothing can be said of it yet. {instead}",
        moment_words(session.planned_start, scene.now)
    ))
}

/// A session is over without a call, and its open items go on; `label` has the start for its braces.
fn close(scene: &Scene, old: &Session, new: &Session, label: &str) -> Step {
    let label = label.replace("{}", &moment_words(old.planned_start, scene.now));
    let batch = Batch::new(old.relationship_id, label).edit(old, new);
    let (mut batch, _) = go_on(scene, batch, old)?;
    if new.status != SessionStatus::Held
        && let Some(next) = next_after(scene, old)?
    {
        batch = bring_to(scene, batch, old.id, next.id)?;
    }
    Ok((batch, Some((Table::Sessions, old.id))))
}

pub(super) fn plan_again(scene: &Scene, session: Id) -> Step {
    let old: Session = scene.store.get(session)?;
    allow_step(scene, &old, SessionStatus::Planned)?;
    let label = format!(
        "Planned again: {}",
        moment_words(old.planned_start, scene.now)
    );
    let batch = Batch::new(old.relationship_id, label).edit(&old, &old.planned_again());
    let batch = if old.status == SessionStatus::Live {
        batch
    } else {
        let batch = come_back(scene, batch, old.id)?;
        bring_back(scene, batch, &old)?
    };
    Ok((batch, Some((Table::Sessions, old.id))))
}

/// What went on from a session comes back, where its copy has not been touched.
fn come_back(scene: &Scene, mut batch: Batch, session: Id) -> Result<Batch> {
    for item in scene
        .store
        .items(session)?
        .iter()
        .filter(|i| i.status == ItemStatus::Carried)
    {
        let known = batch.changes.len();
        batch = take_copies_back(scene, batch, item)?;
        if batch.changes.len() > known {
            batch = batch.edit(item, &item.with_status(ItemStatus::Open, scene.at()));
        }
    }
    Ok(batch)
}

/// What was to be brought comes back from the session ahead that it went along to.
fn bring_back(scene: &Scene, mut batch: Batch, session: &Session) -> Result<Batch> {
    for material in scene.store.materials_from(session)? {
        let there: Session = scene.store.get(material.session_id)?;
        if there.status == SessionStatus::Planned {
            let back = Material {
                session_id: session.id,
                made_from: None,
                ..material.clone()
            };
            batch = batch.edit(&material, &back);
        }
    }
    Ok(batch)
}

/// The agenda was copied to be sent; where it was sent before, that holds.
pub(super) fn agenda_shared(scene: &Scene, session: Id) -> Step {
    let old: Session = scene.store.get(session)?;
    let focus = Some((Table::Sessions, session));
    if let Some(at) = old.agenda_shared_at {
        let at = moment_words(at, scene.now);
        let label = format!("Copied · was sent {at}");
        return Ok((Batch::new(old.relationship_id, label), focus));
    }
    let new = Session {
        agenda_shared_at: Some(scene.at()),
        ..old.clone()
    };
    Ok((
        Batch::new(old.relationship_id, "Copied · marked as sent").edit(&old, &new),
        focus,
    ))
}

/// The agenda was sent without a copy, or was not sent.
pub(super) fn turn_sent(scene: &Scene, session: Id) -> Step {
    let old: Session = scene.store.get(session)?;
    let (sent, label) = match old.agenda_shared_at {
        None => (Some(scene.at()), "Agenda marked as sent"),
        Some(_) => (None, "Agenda not sent yet"),
    };
    let new = Session {
        agenda_shared_at: sent,
        ..old.clone()
    };
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::Sessions, session))))
}

pub(super) fn add_material(scene: &Scene, session: Id, label: &str, for_side: Side) -> Step {
    let label = required(label, "thing to bring")?;
    let session: Session = scene.store.get(session)?;
    let material = fresh!(
        scene,
        session.relationship_id,
        Material {
            session_id: session.id,
            label,
            for_side,
        }
    );
    let batch = Batch::new(
        session.relationship_id,
        format!("To bring: {}", short(&material.label)),
    )
    .add(&material);
    Ok((batch, Some((Table::Materials, material.id))))
}

pub(super) fn turn_material(scene: &Scene, id: Id) -> Step {
    let old: Material = scene.store.get(id)?;
    let new = Material {
        ready: !old.ready,
        ..old.clone()
    };
    let state = if new.ready { "Ready" } else { "Not ready" };
    let batch = Batch::new(
        old.relationship_id,
        format!("{state}: {}", short(&old.label)),
    )
    .edit(&old, &new);
    Ok((batch, Some((Table::Materials, id))))
}
