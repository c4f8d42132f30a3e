//! Sessions: planned, live, held, or told otherwise; and what to bring.

use super::entity::{self, entity};
use super::words::{Origin, Side, Transition, words};
use super::{Id, Instant, when};

words! {
    /// Where a session stands; [`TRANSITIONS`] says what may follow.
    SessionStatus {
        /// Ahead.
        Planned = "planned",
        /// Running; at most one in the whole file.
        Live = "live",
        /// Took place.
        Held = "held",
        /// Moved to another date.
        Rescheduled = "rescheduled",
        /// Called off.
        Cancelled = "cancelled",
        /// Did not take place, and nobody said so before.
        Missed = "missed",
    }
}

impl SessionStatus {
    /// Whether the session is over, one way or another.
    #[must_use]
    pub fn is_past(self) -> bool {
        !matches!(self, Self::Planned | Self::Live)
    }
}

/// What may follow what, with the letter of the state menu. Going back to `planned` is what undo is for, but for a
/// cancelled, a missed and an entered session, which may have been a mistake that was found later.
pub const TRANSITIONS: &[Transition<SessionStatus>] = {
    use SessionStatus::{Cancelled, Held, Live, Missed, Planned, Rescheduled};
    &[
        (Planned, Live, 'l', "call now"),
        (Planned, Held, 'h', "held, entered afterwards"),
        (Planned, Rescheduled, 'm', "move"),
        (Planned, Cancelled, 'c', "cancelled"),
        (Planned, Missed, 'n', "not held"),
        (Live, Held, 'h', "end the call"),
        (Live, Missed, 'n', "not held"),
        (Live, Planned, 'p', "planned, the call has not begun"),
        (Held, Missed, 'n', "not held"),
        (Cancelled, Planned, 'p', "planned again"),
        (Missed, Planned, 'p', "planned again"),
        (Cancelled, Held, 'h', "held, entered afterwards"),
        (Missed, Held, 'h', "held, entered afterwards"),
    ]
};

words! {
    /// Why plans changed.
    ChangeReason {
        /// Nobody said why.
        NotSaid = "not said",
        /// Illness.
        Illness = "illness",
        /// Work came up.
        Work = "work came up",
        /// Family.
        Family = "family",
        /// Travel.
        Travel = "travel",
        /// Double booked.
        DoubleBooked = "double booked",
        /// Not prepared.
        NotPrepared = "not prepared",
        /// Nothing to discuss.
        NothingToDiscuss = "nothing to discuss",
        /// Forgot.
        Forgot = "forgot",
        /// Technical.
        Technical = "technical",
        /// Something else.
        Other = "other",
    }
}

entity! {
    /// A meeting. Its number is its rank by start among the held ones, never stored.
    shared Session in Sessions {
        required {
            /// When it is to begin, in UTC.
            planned_start: Instant,
        }
        rest {
            /// The IANA zone in which the start was entered.
            zone: String,
            /// How long it is planned for, in minutes.
            planned_minutes: i64 = 45,
            /// A room or a call link.
            place: String,
            /// The agenda template that was taken.
            template: String,
            /// Where it stands.
            status: SessionStatus,
            /// When its agenda was sent.
            agenda_shared_at: Option<Instant>,
            /// When it began.
            started_at: Option<Instant>,
            /// When it ended.
            ended_at: Option<Instant>,
            /// The start was corrected afterwards, so it says nothing of being on time.
            start_corrected: bool,
            /// In one sentence, shared.
            summary: String,
            /// My own notes, private.
            notes: String,
            /// 1–5.
            usefulness: Option<i64>,
            /// Hours of notice that a change needed, as agreed when it was planned.
            notice_hours: i64 = 24,
            /// Minutes within which its start counts as on time.
            grace_minutes: i64 = 5,
            /// Hours before it by which its agenda was to be shared.
            agenda_lead_hours: i64 = 24,
            /// What is being talked about.
            current_item_id: Option<Id>,
            /// Since when.
            current_since: Option<Instant>,
            /// Who changed the plan.
            changed_by: Option<Side>,
            /// When the other one was told.
            changed_at: Option<Instant>,
            /// Why.
            change_reason: String,
            /// Its successor, when it was moved.
            moved_to_id: Option<Id>,
            /// Its predecessor.
            moved_from_id: Option<Id>,
            /// Who was not there.
            missed_by: Option<Side>,
            /// Entered while it happened, or afterwards.
            origin: Origin,
        }
    }
}

impl Session {
    /// When it is planned to end.
    #[must_use]
    pub fn planned_end(&self) -> Instant {
        self.planned_start.plus_minutes(self.planned_minutes)
    }

    /// Whether it is the one that they close with.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.template == "closing"
    }

    /// When it took place, or is to: a call that was begun on another day than planned was held on that day.
    #[must_use]
    pub fn at(&self) -> Instant {
        match self.status {
            SessionStatus::Held => self.started_at.unwrap_or(self.planned_start),
            _ => self.planned_start,
        }
    }

    /// Whole minutes since it began; never below 0, whatever the clock did.
    #[must_use]
    pub fn elapsed(&self, now: Instant) -> i64 {
        self.started_at
            .map_or(0, |start| now.minutes_since(start).max(0))
    }

    /// Minutes of notice that were given: planned start − the moment when it was told.
    #[must_use]
    pub fn notice_minutes(&self) -> Option<i64> {
        self.changed_at
            .map(|told| self.planned_start.minutes_since(told.to_minute()))
    }

    /// Whether a change was told in time, by the notice as agreed when the session was planned.
    #[must_use]
    pub fn told_in_time(&self) -> Option<bool> {
        self.notice_minutes()
            .map(|minutes| minutes >= self.notice_hours * 60)
    }

    /// What became of it, in the words of the screens: `held · 44 of 45 min`, `moved, told 3 d ahead`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.status {
            SessionStatus::Held => match (self.started_at, self.ended_at) {
                (Some(start), Some(end)) => format!(
                    "held · {} of {} min",
                    end.minutes_since(start),
                    self.planned_minutes
                ),
                _ => format!("held · {} min", self.planned_minutes),
            },
            SessionStatus::Rescheduled => self.changed_words("moved"),
            SessionStatus::Cancelled => self.changed_words("cancelled"),
            SessionStatus::Missed => "not held".to_owned(),
            SessionStatus::Planned => "planned".to_owned(),
            SessionStatus::Live => "now".to_owned(),
        }
    }

    fn changed_words(&self, word: &str) -> String {
        match self.notice_minutes() {
            Some(minutes) if minutes >= 0 => {
                format!("{word}, told {} ahead", when::duration_words(minutes))
            }
            Some(_) => format!("{word}, told after its time"),
            None => word.to_owned(),
        }
    }

    /// Whether it has gone on far beyond its planned length: found open after a forgotten end.
    #[must_use]
    pub fn is_forgotten(&self, now: Instant) -> bool {
        let limit = (self.planned_minutes * 2).max(self.planned_minutes + 60);
        self.status == SessionStatus::Live && self.elapsed(now) > limit
    }
}

/// Each step of [`TRANSITIONS`], with the fields that belong to it.
impl Session {
    /// It begins now, with this item.
    #[must_use]
    pub fn started(&self, at: Instant, first: Option<Id>) -> Self {
        let started = Self {
            status: SessionStatus::Live,
            started_at: Some(at),
            ..self.clone()
        };
        started.talking_about(first, at)
    }

    /// Another item is talked about; none takes it off.
    #[must_use]
    pub fn talking_about(&self, item: Option<Id>, at: Instant) -> Self {
        Self {
            current_item_id: item,
            current_since: item.map(|_| at),
            ..self.clone()
        }
    }

    /// The call is over; a start that differs from the recorded one corrects it.
    #[must_use]
    pub fn ended(&self, started_at: Option<Instant>, ended_at: Instant) -> Self {
        let corrected = started_at.filter(|at| Some(*at) != self.started_at);
        Self {
            status: SessionStatus::Held,
            started_at: corrected.or(self.started_at),
            start_corrected: self.start_corrected || corrected.is_some(),
            ended_at: Some(ended_at),
            ..self.talking_about(None, ended_at)
        }
    }

    /// It took place, and that is entered afterwards: as planned, unless it is known better.
    #[must_use]
    pub fn held_later(&self) -> Self {
        let unchanged = self.unchanged();
        Self {
            status: SessionStatus::Held,
            started_at: self.started_at.or(Some(self.planned_start)),
            ended_at: self.ended_at.or_else(|| Some(self.planned_end())),
            origin: Origin::Later,
            ..unchanged
        }
    }

    /// It is called off.
    #[must_use]
    pub fn cancelled(&self, by: Side, told_at: Option<Instant>, reason: &str) -> Self {
        let status = SessionStatus::Cancelled;
        Self {
            status,
            changed_by: Some(by),
            changed_at: told_at,
            change_reason: reason.to_owned(),
            ..self.clone()
        }
    }

    /// It was not held.
    #[must_use]
    pub fn missed(&self, by: Option<Side>) -> Self {
        Self {
            status: SessionStatus::Missed,
            missed_by: by,
            started_at: None,
            ended_at: None,
            ..self.unchanged()
        }
    }

    /// It is planned again, as if nothing had been said.
    #[must_use]
    pub fn planned_again(&self) -> Self {
        Self {
            status: SessionStatus::Planned,
            started_at: None,
            ended_at: None,
            start_corrected: false,
            ..self.unchanged()
        }
    }

    /// Without what was said about a change of plan, and with nothing talked about.
    fn unchanged(&self) -> Self {
        Self {
            changed_by: None,
            changed_at: None,
            change_reason: String::new(),
            missed_by: None,
            current_item_id: None,
            current_since: None,
            ..self.clone()
        }
    }
}

entity! {
    /// Something to bring to a session.
    child Material in Materials {
        required {
            /// The session.
            session_id: Id,
            /// What.
            label: String,
        }
        rest {
            /// A path or a URL.
            location: String,
            /// Who brings it.
            for_side: Side,
            /// Whether it is there.
            ready: bool,
        }
    }
}
