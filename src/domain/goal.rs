//! Goals, their milestones, and what moved.

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::{Side, Transition, words};
use super::{Id, Instant};

/// Days without an update, a milestone or a linked item done, after which an active goal is quiet: 6 weeks, a convention of
/// this program.
pub const QUIET_DAYS: i64 = 42;

words! {
    /// What kind of change a goal is about.
    GoalKind {
        /// A result.
        Outcome = "outcome",
        /// Something to be able to do.
        Skill = "skill",
        /// Something to understand.
        Knowledge = "knowledge",
    }
}

words! {
    /// How a goal's progress is told.
    ProgressMode {
        /// Milestones done of those not dropped.
        Milestones = "milestones",
        /// A percent that one sets.
        Percent = "percent",
        /// Not at all.
        None = "none",
    }
}

words! {
    /// Where a goal stands; [`TRANSITIONS`] says what may follow.
    GoalStatus {
        /// Worked on.
        Active = "active",
        /// Thought about.
        Draft = "draft",
        /// Resting.
        OnHold = "on_hold",
        /// Its test is met.
        Achieved = "achieved",
        /// Part of it is.
        PartlyAchieved = "partly_achieved",
        /// Let go on purpose.
        Dropped = "dropped",
    }
}

impl GoalStatus {
    /// Whether the goal is closed.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Achieved | Self::PartlyAchieved | Self::Dropped)
    }
}

/// What may follow what, with the letter of the state menu.
pub const TRANSITIONS: &[Transition<GoalStatus>] = {
    use GoalStatus::{Achieved, Active, Draft, Dropped, OnHold, PartlyAchieved};
    &[
        (Draft, Active, 'a', "active"),
        (Draft, Dropped, 'd', "let go"),
        (Active, Achieved, 'y', "achieved"),
        (Active, PartlyAchieved, 'p', "partly achieved"),
        (Active, Dropped, 'd', "let go"),
        (Active, OnHold, 'h', "on hold"),
        (OnHold, Active, 'a', "active"),
        (OnHold, Achieved, 'y', "achieved"),
        (OnHold, PartlyAchieved, 'p', "partly achieved"),
        (OnHold, Dropped, 'd', "let go"),
        (Achieved, Active, 'a', "active again"),
        (PartlyAchieved, Active, 'a', "active again"),
        (Dropped, Active, 'a', "active again"),
    ]
};

entity! {
    /// Something that I, or the partner, want to reach. Obstacle and plan ("if it shows up, then I …") are what Oettingen and
    /// Gollwitzer call mental contrasting with implementation intentions.
    shared Goal in Goals {
        required {
            /// In one line.
            title: String,
        }
        rest {
            /// Whose it is.
            owner: Side,
            /// What kind of change.
            kind: GoalKind,
            /// What it is for.
            why: String,
            /// What a stranger could see or check once it is reached.
            success_test: String,
            /// Where it started.
            baseline: String,
            /// By when.
            target_date: Option<NaiveDate>,
            /// How progress is told.
            progress_mode: ProgressMode,
            /// 0–100, in that mode.
            percent: Option<i64>,
            /// What is likely to get in the way.
            obstacle: String,
            /// What I do when it shows up.
            if_then: String,
            /// 0–10: how likely it seems.
            confidence: Option<i64>,
            /// 1–5 at the start, for skills.
            self_rating_start: Option<i64>,
            /// 1–5 at the end, for skills.
            self_rating_end: Option<i64>,
            /// Where it stands.
            status: GoalStatus,
            /// Since when it has been active.
            active_since: Option<Instant>,
            /// The day on which it was closed.
            closed_on: Option<NaiveDate>,
            /// A line about how it ended.
            close_note: String,
        }
    }
}

/// How far a goal is: `3 of 5`, `60 %`; nothing where it isn't told. `of` are the milestones that are done or open.
#[must_use]
pub fn progress_words(mode: ProgressMode, percent: Option<i64>, done: i64, of: i64) -> String {
    match (mode, percent) {
        (ProgressMode::Milestones, _) if of > 0 => format!("{done} of {of}"),
        (ProgressMode::Milestones | ProgressMode::Percent, Some(percent)) => format!("{percent} %"),
        _ => String::new(),
    }
}

impl Goal {
    /// The goal in another state, with the dates that belong to it.
    #[must_use]
    pub fn with_status(&self, status: GoalStatus, at: Instant, today: NaiveDate) -> Self {
        let mut goal = self.clone();
        goal.status = status;
        goal.closed_on = status.is_closed().then_some(today);
        if status == GoalStatus::Active {
            goal.active_since = Some(at);
        }
        if !status.is_closed() {
            goal.close_note.clear();
        }
        goal
    }
}

words! {
    /// `open` → `done` | `dropped`, and back.
    MilestoneStatus {
        /// Ahead.
        Open = "open",
        /// Reached.
        Done = "done",
        /// No longer wanted.
        Dropped = "dropped",
    }
}

/// What may follow what, with the letter of the state menu.
pub const MILESTONE_TRANSITIONS: &[Transition<MilestoneStatus>] = {
    use MilestoneStatus::{Done, Dropped, Open};
    &[
        (Open, Done, 'y', "done"),
        (Open, Dropped, 'd', "let go"),
        (Done, Open, 'o', "open again"),
        (Dropped, Open, 'o', "open again"),
    ]
};

entity! {
    /// A step on the way to a goal.
    child Milestone in Milestones {
        required {
            /// The goal.
            goal_id: Id,
            /// In one line.
            title: String,
        }
        rest {
            /// By when.
            due: Option<NaiveDate>,
            /// Its place in the goal; gaps are allowed.
            position: i64,
            /// Where it stands.
            status: MilestoneStatus,
            /// When it was reached.
            done_on: Option<NaiveDate>,
        }
    }
}

impl Milestone {
    /// The milestone in another state, with the day that belongs to it.
    #[must_use]
    pub fn with_status(&self, status: MilestoneStatus, today: NaiveDate) -> Self {
        let done_on = (status == MilestoneStatus::Done).then_some(today);
        Self {
            status,
            done_on,
            ..self.clone()
        }
    }
}

entity! {
    /// What moved, at a moment; append-only, the newest is the goal's current value.
    child GoalUpdate in GoalUpdates {
        required {
            /// The goal.
            goal_id: Id,
            /// When it was written.
            at: Instant,
        }
        rest {
            /// What moved.
            text: String,
            /// The percent from here on.
            percent: Option<i64>,
            /// The confidence from here on.
            confidence: Option<i64>,
            /// The session in which it was said.
            session_id: Option<Id>,
        }
    }
}
