//! Challenges, and the lessons that they end in.

use chrono::NaiveDate;

use super::Id;
use super::entity::{self, entity};
use super::words::{Side, words};

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

entity! {
    /// Something that got in the way.
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
