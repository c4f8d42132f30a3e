//! Goals and milestones: set, looked at, reached, let go. A milestone never closes its goal, nor a goal its milestones.

use chrono::NaiveDate;

use super::say::{allow, count, noted, refuse, required, short};
use super::{Scene, Step, place};
use crate::domain::agenda::POSITION_STEP;
use crate::domain::goal::{MILESTONE_TRANSITIONS, TRANSITIONS};
use crate::domain::{
    Batch, Goal, GoalStatus, GoalUpdate, Id, Milestone, MilestoneStatus, ProgressMode,
    Relationship, Side, Table,
};
use crate::store::Result;

/// In the message of a goal that is closed, what stands before the counts of what is open with it.
pub const OPEN_WITH_IT: &str = " · open with it: ";

pub(super) fn add(
    scene: &Scene,
    relationship: Id,
    owner: Side,
    title: &str,
    target: Option<NaiveDate>,
) -> Step {
    let goal = new(scene, relationship, owner, title, target)?;
    let goal = Goal {
        active_since: Some(scene.at()),
        ..goal
    };
    let batch = Batch::new(
        goal.relationship_id,
        format!("Added: {}", short(&goal.title)),
    )
    .add(&goal);
    Ok((batch, Some((Table::Goals, goal.id))))
}

pub(super) fn add_draft(
    scene: &Scene,
    relationship: Id,
    owner: Side,
    title: &str,
    target: Option<NaiveDate>,
) -> Step {
    let goal = new(scene, relationship, owner, title, target)?;
    let goal = Goal {
        status: GoalStatus::Draft,
        ..goal
    };
    let batch = Batch::new(
        goal.relationship_id,
        format!("Draft: {}", short(&goal.title)),
    )
    .add(&goal);
    Ok((batch, Some((Table::Goals, goal.id))))
}

fn new(
    scene: &Scene,
    relationship: Id,
    owner: Side,
    title: &str,
    target: Option<NaiveDate>,
) -> Result<Goal> {
    let relationship: Relationship = scene.store.get(relationship)?;
    Ok(fresh!(
        scene,
        relationship.id,
        Goal {
            title: required(title, "goal")?,
            owner,
            target_date: target,
        }
    ))
}

pub(super) fn set_status(scene: &Scene, id: Id, to: GoalStatus) -> Step {
    let old: Goal = scene.store.get(id)?;
    allow(TRANSITIONS, old.status, to, &old.title)?;
    let verb = match to {
        GoalStatus::Achieved => "Achieved",
        GoalStatus::PartlyAchieved => "Partly achieved",
        GoalStatus::Dropped => "Let go",
        GoalStatus::OnHold => "On hold",
        GoalStatus::Draft => "Draft",
        GoalStatus::Active if old.status.is_closed() => "Open again",
        GoalStatus::Active => "Active",
    };
    let mut label = format!("{verb}: {}", short(&old.title));
    if to.is_closed() {
        label.push_str(&open_with(scene.store.open_of_goal(id)?));
    }
    let new = old.with_status(to, scene.at(), scene.today());
    Ok((
        Batch::new(old.relationship_id, label).edit(&old, &new),
        Some((Table::Goals, id)),
    ))
}

/// What stays open once a goal is closed: " · open with it: 2 milestones, 1 promise"; nothing where nothing does.
fn open_with([milestones, promises, resources, items]: [i64; 4]) -> String {
    let counted = [
        (milestones, count(milestones, "milestone")),
        (promises, count(promises, "promise")),
        (resources, count(resources, "resource")),
        (items, count(items, "item")),
    ];
    let some: Vec<_> = counted
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, words)| words)
        .collect();
    if some.is_empty() {
        String::new()
    } else {
        format!("{OPEN_WITH_IT}{}", some.join(", "))
    }
}

/// A line on how a goal ended, and for a skill how good one is at it now; what is there already is replaced, and taken away
/// where nothing is said.
pub(super) fn note(scene: &Scene, id: Id, note: &str, rating: Option<i64>) -> Step {
    let old: Goal = scene.store.get(id)?;
    if !old.status.is_closed() {
        let title = short(&old.title);
        return refuse(format!(
            "'{title}' is open, so how it ended is not known yet. Close it first (s)."
        ));
    }
    let note = note.trim();
    let is_taken_away = note.is_empty() && rating.is_none();
    let new = Goal {
        close_note: note.to_owned(),
        self_rating_end: rating.or(old.self_rating_end.filter(|_| !is_taken_away)),
        ..old.clone()
    };
    let label = noted("How it ended", is_taken_away, &old.title);
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::Goals, id))))
}

pub(super) fn add_update(scene: &Scene, goal: Id, text: &str, confidence: Option<i64>) -> Step {
    let old: Goal = scene.store.get(goal)?;
    let goal = Goal {
        confidence: confidence.or(old.confidence),
        ..old.clone()
    };
    let live = scene.live_with(goal.relationship_id)?;
    let update = fresh!(
        scene,
        goal.relationship_id,
        GoalUpdate {
            goal_id: goal.id,
            at: scene.at(),
            text: required(text, "line")?,
            percent: goal
                .percent
                .filter(|_| goal.progress_mode == ProgressMode::Percent),
            confidence,
            session_id: live.map(|s| s.id),
        }
    );
    let batch = Batch::new(
        goal.relationship_id,
        format!("What moved: {}", short(&goal.title)),
    )
    .add(&update);
    let batch = if goal == old {
        batch
    } else {
        batch.edit(&old, &goal)
    };
    Ok((batch, Some((Table::Goals, goal.id))))
}

pub(super) fn change_percent(scene: &Scene, id: Id, by: i64, stretch: &str) -> Step {
    let old: Goal = scene.store.get(id)?;
    refuse_counted(scene, &old)?;
    let percent = old.percent.unwrap_or(0).saturating_add(by).clamp(0, 100);
    let new = Goal {
        progress_mode: ProgressMode::Percent,
        percent: Some(percent),
        ..old.clone()
    };
    let batch = Batch::new(
        old.relationship_id,
        format!("{percent} %: {}", short(&old.title)),
    )
    .edit(&old, &new);
    Ok((
        batch.in_stretch(Some(stretch.to_owned())),
        Some((Table::Goals, id)),
    ))
}

/// A goal that counts milestones has no percent of its own; one that has none to count may take one.
fn refuse_counted(scene: &Scene, goal: &Goal) -> Result<()> {
    if goal.progress_mode != ProgressMode::Milestones {
        return Ok(());
    }
    let milestones = scene.store.milestones(goal.id)?;
    let counted = milestones
        .iter()
        .filter(|m| m.status != MilestoneStatus::Dropped)
        .count();
    if counted == 0 {
        return Ok(());
    }
    let done = milestones
        .iter()
        .filter(|m| m.status == MilestoneStatus::Done)
        .count();
    let title = short(&goal.title);
    refuse(format!(
        "'{title}' counts its milestones, {done} of {counted}, so it has no percent to set. Space on a milestone moves it; e changes how it is counted."
    ))
}

pub(super) fn add_milestone(scene: &Scene, goal: Id, title: &str, due: Option<NaiveDate>) -> Step {
    let goal: Goal = scene.store.get(goal)?;
    let milestone = fresh!(
        scene,
        goal.relationship_id,
        Milestone {
            goal_id: goal.id,
            title: required(title, "milestone")?,
            due,
            position: last_place(scene, goal.id)?,
        }
    );
    let batch = Batch::new(
        goal.relationship_id,
        format!("Added: {}", short(&milestone.title)),
    )
    .add(&milestone);
    Ok((batch, Some((Table::Milestones, milestone.id))))
}

fn last_place(scene: &Scene, goal: Id) -> Result<i64> {
    Ok(scene
        .store
        .last_milestone_position(goal)?
        .saturating_add(POSITION_STEP))
}

pub(super) fn set_milestone(scene: &Scene, id: Id, to: MilestoneStatus) -> Step {
    let old: Milestone = scene.store.get(id)?;
    allow(MILESTONE_TRANSITIONS, old.status, to, &old.title)?;
    let verb = match to {
        MilestoneStatus::Open => "Open again",
        MilestoneStatus::Done => "Done",
        MilestoneStatus::Dropped => "Let go",
    };
    let new = old.with_status(to, scene.today());
    let batch = Batch::new(
        old.relationship_id,
        format!("{verb}: {}", short(&old.title)),
    )
    .edit(&old, &new);
    Ok((batch, Some((Table::Milestones, id))))
}

pub(super) fn step_milestone(scene: &Scene, id: Id, down: bool, stretch: &str) -> Step {
    let old: Milestone = scene.store.get(id)?;
    let near = scene.store.milestone_neighbours(&old, down)?;
    let way = if down { "down" } else { "up" };
    let batch = Batch::new(
        old.relationship_id,
        format!("Moved {way}: {}", short(&old.title)),
    )
    .in_stretch(Some(stretch.to_owned()));
    let placed = |milestone: &Milestone, position| Milestone {
        position,
        ..milestone.clone()
    };
    let batch = place::step(
        batch,
        &old,
        &near,
        down,
        || scene.store.milestones(old.goal_id),
        placed,
    )?;
    Ok((batch, Some((Table::Milestones, id))))
}

pub(super) fn milestone_to(scene: &Scene, id: Id, goal: Id) -> Step {
    let old: Milestone = scene.store.get(id)?;
    let goal: Goal = scene.store.get(goal)?;
    if goal.relationship_id != old.relationship_id {
        return refuse("That goal belongs to another relationship. Choose one of this one.");
    }
    let batch = Batch::new(
        old.relationship_id,
        format!(
            "Moved: {} · now under {}",
            short(&old.title),
            short(&goal.title)
        ),
    );
    let focus = Some((Table::Milestones, id));
    if goal.id == old.goal_id {
        return Ok((batch, focus));
    }
    let new = Milestone {
        goal_id: goal.id,
        position: last_place(scene, goal.id)?,
        ..old.clone()
    };
    Ok((batch.edit(&old, &new), focus))
}
