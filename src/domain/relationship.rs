//! A relationship: two people who meet so that both get further.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::entity::{self, entity};
use super::rhythm::Rhythm;
use super::words::{Transition, words};
use super::{Instant, Word, when};

words! {
    /// What the person at the keyboard is to the other.
    Role {
        /// Being mentored.
        Mentee = "mentee",
        /// Mentoring.
        Mentor = "mentor",
        /// Both at once.
        Peer = "peer",
    }
}

words! {
    /// Whether the two meet: `active` ⇄ `paused`; either → `ended`; `ended` → `active`.
    RelationshipStatus {
        /// They meet.
        Active = "active",
        /// They don't for a while.
        Paused = "paused",
        /// They stopped.
        Ended = "ended",
    }
}

/// What may follow what, with the letter of the state menu. How it ends is asked for with the letters of [`END_KINDS`].
pub const TRANSITIONS: &[Transition<RelationshipStatus>] = {
    use RelationshipStatus::{Active, Ended, Paused};
    &[
        (Active, Paused, 'p', "pause"),
        (Active, Ended, 'e', "end"),
        (Paused, Active, 'a', "goes on"),
        (Paused, Paused, 'p', "pause until another day"),
        (Paused, Ended, 'e', "end"),
        (Ended, Active, 'a', "reopened, all of it is there"),
    ]
};

/// The ways to end, with the letter of the state menu.
pub const END_KINDS: &[(EndKind, char, &str)] = &[
    (EndKind::Completed, 'c', "ended, completed"),
    (EndKind::EndedEarly, 'e', "ended early"),
    (EndKind::Faded, 'f', "ended, it faded"),
    (EndKind::Redefined, 'r', "ended, it became something else"),
];

words! {
    /// How far the relationship has come (Kram's phases of 1983, in the words of mentoring programmes).
    Phase {
        /// Getting to know each other.
        Preparing = "preparing",
        /// Agreeing on goals and ways of working.
        Negotiating = "negotiating",
        /// The work itself.
        Enabling = "enabling",
        /// Finishing on purpose.
        Closing = "closing",
        /// What became of it.
        Redefined = "redefined",
    }
}

/// The phases, with the digit of the state menu, and behind the field's word what it means.
pub const PHASES: &[(Phase, char, &str)] = &[
    (Phase::Preparing, '1', "phase preparing: getting to know"),
    (Phase::Negotiating, '2', "phase negotiating: agreeing goals"),
    (Phase::Enabling, '3', "phase enabling: the work itself"),
    (Phase::Closing, '4', "phase closing: ending on purpose"),
    (Phase::Redefined, '5', "phase redefined: what comes after"),
];

impl Phase {
    /// What the field's word means: "agreeing goals".
    #[must_use]
    pub fn meaning(self) -> &'static str {
        let row = PHASES.iter().find(|row| row.0 == self);
        let words = row.and_then(|(.., words)| words.split_once(": "));
        words.map_or("", |(_, meaning)| meaning)
    }
}

words! {
    /// How a relationship ended.
    EndKind {
        /// As planned.
        Completed = "completed",
        /// Before its time.
        EndedEarly = "ended_early",
        /// Nobody said so.
        Faded = "faded",
        /// It became something else.
        Redefined = "redefined",
    }
}

impl EndKind {
    /// "Ended, completed", "Ended early".
    #[must_use]
    pub fn told(self) -> String {
        match self {
            Self::EndedEarly => "Ended early".to_owned(),
            kind => format!("Ended, {}", kind.spoken()),
        }
    }
}

entity! {
    /// Two people who meet. One file holds any number of these.
    root Relationship in Relationships {
        required {
            /// What the other person is called.
            partner_name: String,
            /// What I am to them.
            my_role: Role,
        }
        rest {
            /// Whether they meet.
            status: RelationshipStatus,
            /// How far it has come.
            phase: Phase,
            /// What it is for.
            purpose: String,
            /// Private: what to remember about them.
            about: String,
            /// Their address.
            email: String,
            /// Their IANA zone.
            zone: String,
            /// Where they work.
            organisation: String,
            /// The first day.
            started_on: Option<NaiveDate>,
            /// When to look back half-way.
            review_on: Option<NaiveDate>,
            /// The agreed end.
            ends_on: Option<NaiveDate>,
            /// A pause lasts until then.
            paused_until: Option<NaiveDate>,
            /// The last day.
            ended_on: Option<NaiveDate>,
            /// How it ended.
            end_kind: Option<EndKind>,
            /// A line about the end.
            end_note: String,
            /// Days from one session to the next.
            cadence_days: i64 = 14,
            /// Minutes that a session is planned for.
            session_minutes: i64 = 45,
        }
    }
}

impl Relationship {
    /// The name as it fits beside an item: the first word.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.partner_name
            .split_whitespace()
            .next()
            .unwrap_or(&self.partner_name)
    }

    /// How often and how long they meet.
    #[must_use]
    pub fn rhythm(&self) -> Rhythm {
        Rhythm {
            days: self.cadence_days,
            minutes: self.session_minutes,
        }
    }

    /// What their clock shows at that moment, where it shows something else than the one here: " · 17:00 there".
    #[must_use]
    pub fn there(&self, at: Instant, zone: Tz) -> String {
        let here = at.local(zone);
        let Some(local) = self.zone().map(|zone| at.local(zone)) else {
            return String::new();
        };
        if local == here {
            return String::new();
        }
        let time = when::show_time(local.time());
        if local.date() == here.date() {
            format!(" · {time} there")
        } else {
            format!(" · {} {time} there", local.format("%a"))
        }
    }

    /// The day to which they paused, once it has come; that alone changes nothing.
    #[must_use]
    pub fn pause_ran_out(&self, today: NaiveDate) -> Option<NaiveDate> {
        ran_out(self.status, self.paused_until, today)
    }

    /// Their zone, where one is known.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.zone.parse().ok()
    }
}

/// The day to which a pause was to last, once it has come.
#[must_use]
pub fn ran_out(
    status: RelationshipStatus,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    until.filter(|day| status == RelationshipStatus::Paused && *day <= today)
}

/// Each step of [`TRANSITIONS`], with the fields that belong to it.
impl Relationship {
    /// They don't meet for a while.
    #[must_use]
    pub fn paused(&self, until: Option<NaiveDate>) -> Self {
        Self {
            status: RelationshipStatus::Paused,
            paused_until: until,
            ..self.clone()
        }
    }

    /// They stopped, in this way; all of it is kept.
    #[must_use]
    pub fn ended(&self, kind: EndKind, note: &str, on: NaiveDate) -> Self {
        Self {
            status: RelationshipStatus::Ended,
            paused_until: None,
            ended_on: Some(on),
            end_kind: Some(kind),
            end_note: note.to_owned(),
            ..self.clone()
        }
    }

    /// They meet again: what was said about a pause or an end no longer holds.
    #[must_use]
    pub fn active_again(&self) -> Self {
        Self {
            status: RelationshipStatus::Active,
            paused_until: None,
            ended_on: None,
            end_kind: None,
            end_note: String::new(),
            ..self.clone()
        }
    }
}
