//! Challenges, and the lessons that they end in.

use chrono::NaiveDate;

use super::Id;
use super::entity::{self, entity};
use super::words::{Side, Transition, words};

words! {
    /// `open` → `working` → `resolved` | `accepted` | `dropped`.
    ChallengeStatus {
        /// Named.
        Open = "open",
        /// Worked on.
        Working = "working",
        /// Over.
        Resolved = "resolved",
        /// Lived with.
        Accepted = "accepted",
        /// No longer in the way.
        Dropped = "dropped",
    }
}

impl ChallengeStatus {
    /// Whether it is over, in whichever way.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Resolved | Self::Accepted | Self::Dropped)
    }
}

/// What may follow what, with the letter of the state menu.
pub const TRANSITIONS: &[Transition<ChallengeStatus>] = {
    use ChallengeStatus::{Accepted, Dropped, Open, Resolved, Working};
    &[
        (Open, Working, 'w', "worked on"),
        (Open, Resolved, 'r', "resolved"),
        (Open, Accepted, 'l', "accepted: lived with"),
        (Open, Dropped, 'd', "let go"),
        (Working, Open, 'o', "open, not worked on"),
        (Working, Resolved, 'r', "resolved"),
        (Working, Accepted, 'l', "accepted: lived with"),
        (Working, Dropped, 'd', "let go"),
        (Resolved, Open, 'o', "open again"),
        (Accepted, Open, 'o', "open again"),
        (Dropped, Open, 'o', "open again"),
    ]
};

entity! {
    /// Something that got in the way, thought through in Borton's three questions (1970): what, so what, now what.
    private Challenge in Challenges {
        required {
            /// In one line.
            title: String,
        }
        rest {
            /// Whose it is.
            owner: Side,
            /// What it is about: skill gap, time, confidence …
            area: String,
            /// What happened.
            what: String,
            /// What it means.
            so_what: String,
            /// What follows.
            now_what: String,
            /// The goal that it stands before.
            goal_id: Option<Id>,
            /// Since when.
            opened_on: Option<NaiveDate>,
            /// Until when.
            closed_on: Option<NaiveDate>,
            /// Where it stands.
            status: ChallengeStatus,
            /// The sentence that it ended in.
            lesson_id: Option<Id>,
        }
    }
}

impl Challenge {
    /// The challenge in another state, with the day that belongs to it.
    #[must_use]
    pub fn with_status(&self, status: ChallengeStatus, today: NaiveDate) -> Self {
        Self {
            status,
            closed_on: status.is_closed().then_some(today),
            ..self.clone()
        }
    }
}

entity! {
    /// One sentence that was learned.
    private Lesson in Lessons {
        required {
            /// The sentence.
            text: String,
        }
        rest {
            /// When.
            learned_on: Option<NaiveDate>,
        }
    }
}
