//! Challenges that become lessons, and resources that leave a takeaway.

use super::say::{allow, required, short};
use super::{Scene, Step};
use crate::domain::challenge::{self, ChallengeStatus, Lesson};
use crate::domain::learning::{self, ResourceStatus};
use crate::domain::{Batch, Challenge, Id, Link, Resource, Table};

pub(super) fn set_challenge(scene: &Scene, id: Id, to: ChallengeStatus) -> Step {
    let old: Challenge = scene.store.get(id)?;
    allow(challenge::TRANSITIONS, old.status, to, &old.title)?;
    let verb = match to {
        ChallengeStatus::Open if old.status.is_closed() => "Open again",
        ChallengeStatus::Open => "Open",
        ChallengeStatus::Working => "Worked on",
        ChallengeStatus::Resolved => "Resolved",
        ChallengeStatus::Accepted => "Accepted",
        ChallengeStatus::Dropped => "Let go",
    };
    let batch = Batch::new(
        old.relationship_id,
        format!("{verb}: {}", short(&old.title)),
    )
    .edit(&old, &old.with_status(to, scene.today()));
    Ok((batch, Some((Table::Challenges, id))))
}

/// The sentence that a challenge ended in: it is resolved, unless it was closed before, and the lesson is kept.
pub(super) fn learn(scene: &Scene, id: Id, text: &str) -> Step {
    let old: Challenge = scene.store.get(id)?;
    let lesson = fresh!(
        scene,
        old.relationship_id,
        Lesson {
            text: required(text, "lesson")?,
            learned_on: Some(scene.today()),
            made_from: Some(Link {
                table: Table::Challenges,
                id,
            }),
        }
    );
    let closed = if old.status.is_closed() {
        old.clone()
    } else {
        old.with_status(ChallengeStatus::Resolved, scene.today())
    };
    let new = Challenge {
        lesson_id: Some(lesson.id),
        ..closed
    };
    let also = if new.status == old.status {
        ""
    } else {
        " · resolved"
    };
    let batch = Batch::new(
        old.relationship_id,
        format!("Lesson: {}{also}", short(&lesson.text)),
    )
    .add(&lesson)
    .edit(&old, &new);
    Ok((batch, Some((Table::Challenges, id))))
}

pub(super) fn set_resource(
    scene: &Scene,
    id: Id,
    to: ResourceStatus,
    takeaway: Option<&str>,
) -> Step {
    let old: Resource = scene.store.get(id)?;
    allow(learning::TRANSITIONS, old.status, to, &old.title)?;
    let verb = match to {
        ResourceStatus::Suggested => "Suggested",
        ResourceStatus::Planned => "Planned",
        ResourceStatus::Doing => "Begun",
        ResourceStatus::Done => "Done",
        ResourceStatus::Skipped => "Skipped",
    };
    let mut new = old.with_status(to, scene.today());
    if let Some(takeaway) = takeaway.map(str::trim).filter(|t| !t.is_empty()) {
        takeaway.clone_into(&mut new.takeaway);
    }
    let batch = Batch::new(
        old.relationship_id,
        format!("{verb}: {}", short(&old.title)),
    )
    .edit(&old, &new);
    Ok((batch, Some((Table::Resources, id))))
}
