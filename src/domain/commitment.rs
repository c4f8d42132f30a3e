//! Promises (commitments): who does what by when, and what became of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entity::{self, entity};
use super::words::{Side, Transition, words};
use super::{Id, Instant, when};

words! {
    /// `open` → `done` | `released` | `not_done`, and back.
    CommitmentStatus {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Both agree that it is no longer needed.
        Released = "released",
        /// Not done, and it won't be.
        NotDone = "not_done",
    }
}

impl CommitmentStatus {
    /// What became of a promise, in words; nothing where it is open.
    #[must_use]
    pub fn kept_words(self, done_on: Option<NaiveDate>, today: NaiveDate) -> String {
        match (self, done_on) {
            (Self::Done, Some(on)) => format!("kept {}", when::short_day(on, today)),
            (Self::Done, None) => "kept".to_owned(),
            (Self::Released, _) => "released".to_owned(),
            (Self::NotDone, _) => "not done".to_owned(),
            (Self::Open, _) => String::new(),
        }
    }

    /// The same with the day by which closed promises are ordered, the longest first: that it was kept on it, else due; and
    /// in fewer words, where its sign has to tell the rest.
    #[must_use]
    pub fn settled_words(
        self,
        done_on: Option<NaiveDate>,
        due: Option<NaiveDate>,
        today: NaiveDate,
    ) -> [String; 2] {
        let word = self.kept_words(None, today);
        match (done_on, due) {
            (Some(on), _) => {
                let day = when::short_day(on, today);
                [format!("{word} {day}"), day]
            }
            (None, Some(due)) => {
                let due = format!("was due {}", when::short_day(due, today));
                [format!("{word} · {due}"), due]
            }
            (None, None) => [word.clone(), word],
        }
    }
}

/// What may follow what, with the letter of the state menu.
pub const TRANSITIONS: &[Transition<CommitmentStatus>] = {
    use CommitmentStatus::{Done, NotDone, Open, Released};
    &[
        (Open, Done, 'y', "done"),
        (Open, Released, 'r', "released, no longer needed"),
        (Open, NotDone, 'n', "not done"),
        (Done, Open, 'o', "open again"),
        (Released, Open, 'o', "open again"),
        (NotDone, Open, 'o', "open again"),
    ]
};

/// A change of the due date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Renegotiation {
    /// When it was agreed.
    pub at: Instant,
    /// The date before.
    pub old_due: Option<NaiveDate>,
    /// The date since.
    pub new_due: Option<NaiveDate>,
}

entity! {
    /// A promise: what one of us does, by when.
    shared Commitment in Commitments {
        required {
            /// What.
            text: String,
            /// Who.
            owner: Side,
        }
        rest {
            /// By when.
            due: Option<NaiveDate>,
            /// The session in which it was made.
            session_id: Option<Id>,
            /// The goal that it serves.
            goal_id: Option<Id>,
            /// An offer of help.
            support: bool,
            /// Where it stands.
            status: CommitmentStatus,
            /// When it was done.
            done_on: Option<NaiveDate>,
            /// Changes of the due date, oldest first.
            renegotiated: Vec<Renegotiation>,
            /// A line about how it ended.
            close_note: String,
        }
    }
}

impl Commitment {
    /// The promise in another state, with the day that belongs to it.
    #[must_use]
    pub fn with_status(&self, status: CommitmentStatus, today: NaiveDate) -> Self {
        let done_on = (status == CommitmentStatus::Done).then_some(today);
        Self {
            status,
            done_on,
            ..self.clone()
        }
    }

    /// The promise with another date, the change recorded; a first date is no renegotiation.
    #[must_use]
    pub fn with_due(&self, due: Option<NaiveDate>, at: Instant) -> Self {
        let mut moved = self.clone();
        if self.due.is_some() && self.due != due {
            moved.renegotiated.push(Renegotiation {
                at,
                old_due: self.due,
                new_due: due,
            });
        }
        moved.due = due;
        moved
    }
}
