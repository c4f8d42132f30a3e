//! Promises: made, kept, released, moved to another date.

use chrono::NaiveDate;

use super::say::{allow, day_words, noted, refuse, required, short};
use super::{NewPromise, Scene, Step};
use crate::domain::commitment::TRANSITIONS;
use crate::domain::{Batch, Commitment, CommitmentStatus, Id, Relationship, Side, Table, Word};
use crate::store::Result;

pub(super) fn add(scene: &Scene, new: &NewPromise) -> Step {
    let NewPromise {
        relationship,
        session,
        owner,
        text,
        due,
        goal,
    } = new;
    let promise = fresh!(
        scene,
        *relationship,
        Commitment {
            text: required(text, "promise")?,
            owner: *owner,
            due: *due,
            session_id: *session,
            goal_id: *goal,
        }
    );
    let by = due.map_or_else(String::new, |day| {
        format!(" · by {}", day_words(day, scene.today()))
    });
    let of = match owner {
        Side::Me => String::new(),
        Side::Partner => {
            let with: Relationship = scene.store.get(*relationship)?;
            format!(" of {}", with.first_name())
        }
        Side::Both => " of both".to_owned(),
    };
    let label = format!("Promise{of}: {}{by}", short(&promise.text));
    let batch = Batch::new(*relationship, label).add(&promise);
    Ok((batch, Some((Table::Commitments, promise.id))))
}

/// The promise in another state, where the table of states has that step.
pub(super) fn changed(
    scene: &Scene,
    promise: &Commitment,
    to: CommitmentStatus,
) -> Result<Commitment> {
    allow(TRANSITIONS, promise.status, to, &promise.text)?;
    Ok(promise.with_status(to, scene.today()))
}

pub(super) fn set_status(scene: &Scene, id: Id, to: CommitmentStatus) -> Step {
    let old: Commitment = scene.store.get(id)?;
    let new = changed(scene, &old, to)?;
    let verb = match to {
        CommitmentStatus::Open => "Open again",
        CommitmentStatus::Done => "Done",
        CommitmentStatus::Released => "Released",
        CommitmentStatus::NotDone => "Not done",
    };
    let batch =
        Batch::new(old.relationship_id, format!("{verb}: {}", short(&old.text))).edit(&old, &new);
    Ok((batch, Some((Table::Commitments, id))))
}

/// A line on how a promise ended; what is there already is replaced, by nothing too.
pub(super) fn note(scene: &Scene, id: Id, note: &str) -> Step {
    let old: Commitment = scene.store.get(id)?;
    if old.status == CommitmentStatus::Open {
        let text = short(&old.text);
        return refuse(format!(
            "'{text}' is open, so how it ended is not known yet. Close it first (s)."
        ));
    }
    let new = Commitment {
        close_note: note.trim().to_owned(),
        ..old.clone()
    };
    let label = noted("How it ended", new.close_note.is_empty(), &old.text);
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::Commitments, id))))
}

pub(super) fn set_due(scene: &Scene, id: Id, due: Option<NaiveDate>) -> Step {
    let old: Commitment = scene.store.get(id)?;
    if old.status != CommitmentStatus::Open {
        let (text, state) = (short(&old.text), old.status.spoken());
        return refuse(format!(
            "'{text}' is {state}, so its date stands. Open it again first (Space)."
        ));
    }
    let text = short(&old.text);
    let label = match (due, old.due) {
        (Some(day), Some(was)) if day != was => {
            format!(
                "By {}: {text} · was {}",
                day_words(day, scene.today()),
                day_words(was, scene.today())
            )
        }
        (Some(day), _) => format!("By {}: {text}", day_words(day, scene.today())),
        (None, _) => format!("Without a date: {text}"),
    };
    let batch = Batch::new(old.relationship_id, label).edit(&old, &old.with_due(due, scene.at()));
    Ok((batch, Some((Table::Commitments, id))))
}
