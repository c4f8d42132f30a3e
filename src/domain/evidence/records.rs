//! What the board counts: the dated records of one relationship, without their long texts.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::Span;
use crate::domain::question::AskBy;
use crate::domain::relationship::Role;
use crate::domain::words::Origin;
use crate::domain::{Commitment, GoalStatus, Id, Instant, MilestoneStatus, SessionStatus, Side};

/// A session, as far as the board counts it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionRecord {
    /// The session.
    pub id: Id,
    /// When it was to begin.
    pub planned_start: Instant,
    /// What became of it.
    pub status: SessionStatus,
    /// When the other one was told of a change.
    pub changed_at: Option<Instant>,
    /// Hours of notice that a change needed.
    pub notice_hours: i64,
    /// When it began.
    pub started_at: Option<Instant>,
    /// That was corrected afterwards.
    pub start_corrected: bool,
    /// Minutes within which a start is on time.
    pub grace_minutes: i64,
    /// When its agenda was sent.
    pub agenda_shared_at: Option<Instant>,
    /// Hours before it by which the agenda was to be sent.
    pub agenda_lead_hours: i64,
    /// Entered while it happened, or afterwards.
    pub origin: Origin,
    /// Something stood on its agenda.
    pub has_item: bool,
    /// An item was about a goal, or something moved in it.
    pub touches_goal: bool,
}

impl SessionRecord {
    /// Minutes of notice of a change, where its time is known.
    #[must_use]
    pub fn notice_minutes(&self) -> Option<i64> {
        self.changed_at
            .map(|told| self.planned_start.minutes_since(told))
    }

    /// Whether a change was told in time.
    #[must_use]
    pub fn told_in_time(&self) -> Option<bool> {
        self.notice_minutes()
            .map(|minutes| minutes >= self.notice_hours * 60)
    }
}

/// What the board counts of one relationship, as far back as was asked for. One vector an entity, and each signal looks at
/// its own: no figure leans on another row's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// My role, by which a question's asker is a side.
    pub my_role: Role,
    /// The zone in which days are counted.
    pub zone: Tz,
    /// Today.
    pub today: NaiveDate,
    /// Sessions that are not ahead.
    pub sessions: Vec<SessionRecord>,
    /// Promises with a due date; their texts are not read.
    pub commitments: Vec<Commitment>,
    /// Feedback that was said: its row, whether from me, when, whether it was answered.
    pub feedback: Vec<(Id, Side, NaiveDate, bool)>,
    /// Challenges: whose, since when.
    pub challenges: Vec<(Id, Side, NaiveDate)>,
    /// Questions that were asked: by whom, when.
    pub questions: Vec<(Id, AskBy, NaiveDate)>,
    /// Decisions that were made: whose, when.
    pub decisions: Vec<(Id, Side, Instant)>,
    /// Open items that were carried three times or more, with how often.
    pub put_off: Vec<(Id, i64)>,
    /// When sessions were to begin of which nobody said what became.
    pub unanswered: Vec<Instant>,
    /// Wins: when, and whether they were told.
    pub wins: Vec<(Id, NaiveDate, bool)>,
    /// Goals: where they stand, and whether they have a test.
    pub goals: Vec<(Id, GoalStatus, bool)>,
    /// Milestones with a due date.
    pub milestones: Vec<(Id, NaiveDate, MilestoneStatus)>,
}

impl Records {
    /// The day by which a session counts: its planned one; of one that was held before its planned day has come, today.
    #[must_use]
    pub fn day_of(&self, session: &SessionRecord) -> NaiveDate {
        let planned = session.planned_start.day(self.zone);
        match session.status {
            SessionStatus::Held => planned.min(self.today),
            _ => planned,
        }
    }
}

/// How much of what was to take place is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Sessions of which it is known what became.
    pub recorded: usize,
    /// All whose time has come.
    pub of: usize,
    /// Those that were entered afterwards.
    pub later: usize,
}

impl Coverage {
    /// Of the sessions of a window.
    #[must_use]
    pub fn of(records: &Records, window: super::Window) -> Self {
        let known = records.sessions.iter();
        let known = known.filter(|s| window.holds(records.day_of(s)));
        let open = records.unanswered.iter();
        let open = open.filter(|at| window.holds(at.day(records.zone)));
        let recorded = known.clone().count();
        Self {
            recorded,
            of: recorded + open.count(),
            later: known.filter(|s| s.origin == Origin::Later).count(),
        }
    }

    /// "Covers 12 of 13 sessions, 1 written later."; of none, in which span: there may be others before it.
    #[must_use]
    pub fn words(self, span: Span) -> String {
        match self.later {
            _ if self.of == 0 => format!("Covers no session {}.", span.title()),
            0 => format!("Covers {} of {} sessions.", self.recorded, self.of),
            later => format!(
                "Covers {} of {} sessions, {later} written later.",
                self.recorded, self.of
            ),
        }
    }
}
