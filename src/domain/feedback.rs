//! Feedback, both ways: given, received, to say, asked for, answered.

use chrono::NaiveDate;

use super::Id;
use super::entity::{self, entity};
use super::words::{Side, words};

words! {
    /// Which way a piece of feedback goes.
    Direction {
        /// From me.
        ToPartner = "to_partner",
        /// To me.
        FromPartner = "from_partner",
    }
}

words! {
    /// What kind of feedback (Stone and Heen's three).
    FeedbackKind {
        /// I see you.
        Appreciation = "appreciation",
        /// Here is how to do better.
        Coaching = "coaching",
        /// Here is where you stand.
        Evaluation = "evaluation",
    }
}

words! {
    /// `draft` (to say) → `said` → `responded`.
    FeedbackState {
        /// To say.
        Draft = "draft",
        /// Said; waits for an answer.
        Said = "said",
        /// Answered.
        Responded = "responded",
    }
}

words! {
    /// What came of it; all four are as complete as each other.
    Response {
        /// Done differently since.
        Changed = "changed",
        /// Being tried.
        Trying = "trying",
        /// Thought about.
        Considered = "considered",
        /// Not taken, with a reason.
        Declined = "declined",
    }
}

words! {
    /// `asked` → `answered` | `withdrawn`.
    RequestStatus {
        /// Waits.
        Asked = "asked",
        /// Came.
        Answered = "answered",
        /// No longer wanted.
        Withdrawn = "withdrawn",
    }
}

entity! {
    /// A piece of feedback: situation, behaviour, impact; then what was meant, and one suggestion.
    shared Feedback in Feedback {
        required {
            /// Which way.
            direction: Direction,
        }
        rest {
            /// What kind.
            kind: Option<FeedbackKind>,
            /// When and where.
            situation: String,
            /// What was seen or heard.
            behaviour: String,
            /// What it led to.
            impact: String,
            /// What was meant.
            intent: String,
            /// One suggestion for next time.
            next_time: String,
            /// The goal that it is about.
            goal_id: Option<Id>,
            /// The session in which it was said.
            session_id: Option<Id>,
            /// It was asked for.
            asked_for: bool,
            /// Where it stands.
            state: FeedbackState,
            /// When it was said.
            said_on: Option<NaiveDate>,
            /// What came of it.
            response: Option<Response>,
            /// In one line.
            response_note: String,
            /// When it was answered.
            responded_on: Option<NaiveDate>,
        }
    }
}

entity! {
    /// Feedback that was asked for.
    shared FeedbackRequest in FeedbackRequests {
        required {
            /// Who is asked.
            to_side: Side,
            /// About what.
            about: String,
        }
        rest {
            /// When.
            asked_on: Option<NaiveDate>,
            /// Where it stands.
            status: RequestStatus,
        }
    }
}
