//! Questions: saved between sessions, asked in one.

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::words;
use super::Id;

words! {
    /// Which of the seven practices something belongs to.
    Practice {
        /// Define goals.
        Goals = "goals",
        /// Communicate openly and often.
        Communication = "communication",
        /// Respect time.
        Time = "time",
        /// Seek feedback and use it.
        Feedback = "feedback",
        /// Be patient; turn challenges into lessons.
        Patience = "patience",
        /// Build trust by honesty and kept promises.
        Trust = "trust",
        /// Never stop learning.
        Learning = "learning",
    }
}

words! {
    /// Who asks.
    AskBy {
        /// Either of us.
        Either = "either",
        /// The mentor.
        Mentor = "mentor",
        /// The mentee.
        Mentee = "mentee",
    }
}

words! {
    /// `queued` → `on_agenda` → `asked` | `dropped`.
    QuestionStatus {
        /// Saved.
        Queued = "queued",
        /// On an agenda.
        OnAgenda = "on_agenda",
        /// Asked.
        Asked = "asked",
        /// Let go.
        Dropped = "dropped",
    }
}

entity! {
    /// A question in the queue between sessions.
    shared Question in Questions {
        required {
            /// The question.
            text: String,
        }
        rest {
            /// The question of the bank that it came from.
            bank_id: String,
            /// The practice that it serves.
            practice: Option<Practice>,
            /// Who asks.
            ask_by: AskBy,
            /// Where it stands.
            status: QuestionStatus,
            /// What was answered.
            answer: String,
            /// When it was asked.
            asked_on: Option<NaiveDate>,
            /// The session in which it is, or was, asked.
            session_id: Option<Id>,
        }
    }
}
