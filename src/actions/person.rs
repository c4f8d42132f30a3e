//! People: met, paused, ended in one of four ways, met again; and what goes to the trash with one of them.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::row::TRASH;
use super::say::{allow, count, day_words, moment_words, refuse, required, short};
use super::session::planned;
use super::{NewRelationship, Scene, Step};
use crate::domain::relationship::{EndKind, Phase, TRANSITIONS};
use crate::domain::{
    Batch, Change, Id, Relationship, RelationshipStatus, SessionStatus, Table, Word,
};
use crate::store::Result;

/// Somebody new, with the first session where it has a date: one action.
pub(super) fn add(scene: &Scene, new: &NewRelationship) -> Step {
    let NewRelationship {
        name,
        role,
        cadence_days,
        session_minutes,
        start,
    } = new;
    let relationship = Relationship {
        id: scene.env.id(),
        created_at: scene.at(),
        updated_at: scene.at(),
        partner_name: required(name, "person")?,
        my_role: *role,
        started_on: Some(scene.today()),
        cadence_days: (*cadence_days).max(1),
        session_minutes: (*session_minutes).max(1),
        ..Relationship::default()
    };
    let name = short(&relationship.partner_name);
    let label = match start {
        Some(start) => format!("Added: {name} · {}", moment_words(*start, scene.now)),
        None => format!("Added: {name}"),
    };
    let batch = Batch::new(relationship.id, label).add(&relationship);
    let batch = match start {
        Some(start) => batch.add(&planned(scene, &relationship, *start)?),
        None => batch,
    };
    Ok((batch, Some((Table::Relationships, relationship.id))))
}

/// Where nobody meets any more nothing new is planned; all that was is there to be read.
pub(super) fn refuse_ended(relationship: &Relationship) -> Result<()> {
    if relationship.status != RelationshipStatus::Ended {
        return Ok(());
    }
    let name = short(&relationship.partner_name);
    let on = relationship.ended_on.map_or_else(String::new, |day| {
        format!(" on {}", day.format("%a %-d %b"))
    });
    refuse(format!(
        "It ended with {name}{on}, so nothing is planned. Reopen it first: 0, then s."
    ))
}

fn step(
    scene: &Scene,
    id: Id,
    to: RelationshipStatus,
    change: impl FnOnce(&Relationship) -> (Relationship, String),
) -> Step {
    let old: Relationship = scene.store.get(id)?;
    allow(TRANSITIONS, old.status, to, &old.partner_name)?;
    let (new, label) = change(&old);
    let batch = Batch::new(id, label).edit(&old, &new);
    Ok((batch, Some((Table::Relationships, id))))
}

pub(super) fn pause(scene: &Scene, id: Id, until: Option<NaiveDate>) -> Step {
    let left = standing(scene, id, until, "moves or cancels it")?;
    step(scene, id, RelationshipStatus::Paused, |old| {
        let name = short(&old.partner_name);
        let to = until.map_or_else(String::new, |day| {
            format!(" until {}", day_words(day, scene.today()))
        });
        (old.paused(until), format!("Paused{to}: {name}{left}"))
    })
}

pub(super) fn end(scene: &Scene, id: Id, kind: EndKind, note: &str) -> Step {
    let promises = match scene.store.open_promise_count(id)? {
        0 => String::new(),
        n => format!(" · {} open", count(n, "promise")),
    };
    let left = standing(scene, id, None, "cancels it")?;
    if scene.live_with(id)?.is_some() {
        return refuse("The call is running. End it first (x in the call).");
    }
    step(scene, id, RelationshipStatus::Ended, |old| {
        let name = short(&old.partner_name);
        (
            old.ended(kind, note.trim(), scene.today()),
            format!("{}: {name}{left}{promises}", kind.told()),
        )
    })
}

/// " · Mon 30 Nov 09:00 stays planned · 2, then s moves or cancels it": what is planned all the same, up to that day.
fn standing(scene: &Scene, id: Id, until: Option<NaiveDate>, way: &str) -> Result<String> {
    let is_within = |day: NaiveDate| until.is_none_or(|until| day < until);
    let ahead = scene.store.sessions_ahead(id, &(0..MOST_NAMED))?;
    let ahead = ahead
        .iter()
        .filter(|s| s.status == SessionStatus::Planned && s.planned_start >= scene.at())
        .filter(|s| is_within(s.planned_start.day(scene.now.zone)));
    let starts: Vec<_> = ahead
        .map(|s| moment_words(s.planned_start, scene.now))
        .collect();
    Ok(match starts.as_slice() {
        [] => String::new(),
        [one] => format!(" · {one} stays planned · 2, then s {way}"),
        [first, rest @ ..] => {
            let more = rest.len();
            format!(" · {first} and {more} more stay planned · 2, then s {way}")
        }
    })
}

/// So many sessions ahead are looked at for what stands.
const MOST_NAMED: usize = 20;

/// It goes on after a pause, or is reopened after its end.
pub(super) fn meet_again(scene: &Scene, id: Id) -> Step {
    step(scene, id, RelationshipStatus::Active, |old| {
        let name = short(&old.partner_name);
        let word = match old.status {
            RelationshipStatus::Ended => "Reopened",
            _ => "Goes on",
        };
        (old.active_again(), format!("{word}: {name}"))
    })
}

pub(super) fn set_phase(scene: &Scene, id: Id, to: Phase) -> Step {
    let old: Relationship = scene.store.get(id)?;
    let new = Relationship {
        phase: to,
        ..old.clone()
    };
    let batch = Batch::new(id, format!("{}: {}", short(&old.partner_name), to.spoken()));
    Ok((batch.edit(&old, &new), Some((Table::Relationships, id))))
}

/// All that belongs to somebody goes to the trash with them.
pub(super) fn trash_all(scene: &Scene, mut batch: Batch, id: Id, now: &Json) -> Result<Batch> {
    for (table, row) in scene.store.rows_of(id, None)? {
        let change = Change::field(table, row, TRASH, Json::Null, now.clone());
        batch.changes.push(change);
    }
    Ok(batch)
}

/// What went to the trash with somebody comes back with them; what lay there before stays.
pub(super) fn restore_all(scene: &Scene, mut batch: Batch, id: Id, since: &Json) -> Result<Batch> {
    let rows = scene.store.rows_of(id, since.as_str())?;
    for (table, row) in rows {
        let change = Change::field(table, row, TRASH, since.clone(), Json::Null);
        batch.changes.push(change);
    }
    Ok(batch)
}
