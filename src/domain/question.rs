//! Questions: saved between sessions, asked in one.

use chrono::NaiveDate;

use super::Id;
use super::entity::{self, entity};
use super::relationship::Role;
use super::words::{Side, Transition, words};

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

impl AskBy {
    /// The side that asks; between peers both do.
    #[must_use]
    pub fn side(self, my_role: Role) -> Side {
        match (self, my_role) {
            (Self::Either, _) | (_, Role::Peer) => Side::Both,
            (Self::Mentor, Role::Mentor) | (Self::Mentee, Role::Mentee) => Side::Me,
            (Self::Mentor, Role::Mentee) | (Self::Mentee, Role::Mentor) => Side::Partner,
        }
    }

    /// What my own question says of who asks.
    #[must_use]
    pub fn mine(my_role: Role) -> Self {
        match my_role {
            Role::Mentor => Self::Mentor,
            Role::Mentee => Self::Mentee,
            Role::Peer => Self::Either,
        }
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

/// What may follow what. It follows the item that asks it, asked when that is done, let go with it, on the agenda again when
/// it is opened again; what it does on its own, in its queue, is [`OWN`].
pub const TRANSITIONS: &[(QuestionStatus, QuestionStatus)] = {
    use QuestionStatus::{Asked, Dropped, OnAgenda, Queued};
    &[
        (Queued, OnAgenda),
        (Queued, Dropped),
        (Dropped, Queued),
        (OnAgenda, Asked),
        (OnAgenda, Dropped),
        (Asked, OnAgenda),
        (Dropped, OnAgenda),
    ]
};

/// What a question does without an item that asks it, with the letter of the state menu.
pub const OWN: &[Transition<QuestionStatus>] = {
    use QuestionStatus::{Dropped, Queued};
    &[
        (Queued, Dropped, 'l', "let go"),
        (Dropped, Queued, 'q', "saved again"),
    ]
};

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

impl Question {
    /// The question once what it was asked for has an outcome: its answer, where it has none of its own.
    #[must_use]
    pub fn answered(&self, was: &str, outcome: &str) -> Self {
        let answer = if self.answer == was || self.answer.is_empty() {
            outcome.to_owned()
        } else {
            self.answer.clone()
        };
        Self {
            answer,
            ..self.clone()
        }
    }

    /// The question once an item of an agenda asks it.
    #[must_use]
    pub fn on_agenda(&self) -> Self {
        Self {
            status: QuestionStatus::OnAgenda,
            asked_on: None,
            session_id: None,
            ..self.clone()
        }
    }
}
