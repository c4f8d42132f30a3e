//! Feedback, both ways: given, received, to say, asked for, answered.

use chrono::NaiveDate;

use super::Id;
use super::entity::{self, entity};
use super::words::{Side, Transition, Visibility, words};

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
    /// What kind of feedback (Stone and Heen's three, "Thanks for the Feedback", 2014).
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

/// What may follow what, with the letter of the state menu. An answer is one of four words, as complete as each other, and
/// may become another one later.
pub const TRANSITIONS: &[Transition<FeedbackState>] = {
    use FeedbackState::{Draft, Responded, Said};
    &[
        (Draft, Said, 's', "said"),
        (Said, Responded, 't', "trying it"),
        (Said, Responded, 'c', "changed since"),
        (Said, Responded, 'k', "considered"),
        (Said, Responded, 'd', "declined, with a reason"),
        (Said, Draft, 'b', "not said yet"),
        (Responded, Said, 'o', "open again"),
        (Responded, Responded, 't', "trying it"),
        (Responded, Responded, 'c', "changed since"),
        (Responded, Responded, 'k', "considered"),
        (Responded, Responded, 'd', "declined, with a reason"),
    ]
};

impl Response {
    /// The answer that a letter of [`TRANSITIONS`] means.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        Some(match letter {
            't' => Self::Trying,
            'c' => Self::Changed,
            'k' => Self::Considered,
            'd' => Self::Declined,
            _ => return None,
        })
    }
}

/// What may follow what for a request, with the letter of the state menu.
pub const REQUEST_TRANSITIONS: &[Transition<RequestStatus>] = {
    use RequestStatus::{Answered, Asked, Withdrawn};
    &[
        (Asked, Answered, 'a', "answered"),
        (Asked, Withdrawn, 'w', "withdrawn"),
        (Answered, Asked, 'o', "asked again"),
        (Withdrawn, Asked, 'o', "asked again"),
    ]
};

entity! {
    /// A piece of feedback: situation, behaviour, impact (the order that the Center for Creative Leadership teaches); then what
    /// was meant, and one suggestion.
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

impl Feedback {
    /// By what one knows it again: what was seen or heard, else when and where, else what it led to; none of an empty one.
    #[must_use]
    pub fn gist(&self) -> Option<&str> {
        let texts = [&self.behaviour, &self.situation, &self.impact];
        let said = texts.into_iter().find(|text| !text.trim().is_empty());
        said.map(String::as_str)
    }

    /// The piece in another state, with the day, the session and the visibility that belong to it: what is still to say is
    /// private, what was said is known to both.
    #[must_use]
    pub fn with_state(&self, state: FeedbackState, today: NaiveDate, live: Option<Id>) -> Self {
        let mut piece = Self {
            state,
            ..self.clone()
        };
        if state != FeedbackState::Responded {
            (piece.response, piece.responded_on) = (None, None);
            piece.response_note.clear();
        }
        match (self.state, state) {
            (FeedbackState::Draft, FeedbackState::Said) => {
                piece.said_on = Some(today);
                piece.session_id = live.or(piece.session_id);
                piece.visibility = Visibility::Shared;
            }
            (_, FeedbackState::Draft) => {
                (piece.said_on, piece.session_id) = (None, None);
                piece.visibility = Visibility::Private;
            }
            _ => {}
        }
        piece
    }

    /// The piece with its answer; another answer later keeps nothing of the one before.
    #[must_use]
    pub fn answered(&self, response: Response, note: String, today: NaiveDate) -> Self {
        Self {
            state: FeedbackState::Responded,
            response: Some(response),
            response_note: note,
            responded_on: Some(today),
            ..self.clone()
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
