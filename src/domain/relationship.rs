//! A relationship: two people who meet so that both get further.

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::words;

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

words! {
    /// How far the relationship has come (Kram's phases, in the words of mentoring programmes).
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
}
