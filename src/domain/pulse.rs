//! The pulse: a few prompts for a conversation, answered by each for themselves. Not a validated test.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::{Side, words};

words! {
    /// How many items.
    PulseForm {
        /// Five.
        Quick = "quick",
        /// Twelve.
        Full = "full",
    }
}

entity! {
    /// Answers of one day; a skipped item has none, never a middle value.
    private Pulse in Pulses {
        required {
            /// The day.
            taken_on: NaiveDate,
            /// Whose answers.
            side: Side,
        }
        rest {
            /// How many items.
            form: PulseForm,
            /// From item to 1–5.
            answers: BTreeMap<String, i64>,
            /// A line.
            comment: String,
        }
    }
}
