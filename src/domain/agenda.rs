//! Agenda items: what a session is to talk about, in order, with minutes.

use super::entity::{self, entity};
use super::words::{Side, Transition, words};
use super::{Id, Instant, Link};

/// The distance between two neighbours' positions, so that one move writes one row.
pub const POSITION_STEP: i64 = 1 << 20;

/// How often an item is carried before it asks to be decided.
pub const CARRIED_OFTEN: i64 = 3;

words! {
    /// What an item is for; its sign stands before the text.
    ItemKind {
        /// To talk about.
        Topic = "topic",
        /// To ask.
        Question = "question",
        /// To decide; done, it has an outcome.
        Decision = "decision",
        /// To give or to get.
        Feedback = "feedback",
        /// To look at what moved.
        Progress = "progress",
    }
}

impl ItemKind {
    /// The mark that one types, and that stands before the text; a topic has none.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Topic => ' ',
            Self::Question => '?',
            Self::Decision => '!',
            Self::Feedback => '*',
            Self::Progress => '~',
        }
    }

    /// The next kind, as Tab turns them.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Topic => Self::Question,
            Self::Question => Self::Decision,
            Self::Decision => Self::Progress,
            Self::Progress => Self::Feedback,
            Self::Feedback => Self::Topic,
        }
    }
}

words! {
    /// `open` → `done` | `carried` | `dropped`, and back.
    ItemStatus {
        /// To be talked about.
        Open = "open",
        /// Talked about.
        Done = "done",
        /// Goes on to a later session, as a copy there.
        Carried = "carried",
        /// Let go.
        Dropped = "dropped",
    }
}

/// What may follow what, with the letter of the state menu.
pub const TRANSITIONS: &[Transition<ItemStatus>] = {
    use ItemStatus::{Carried, Done, Dropped, Open};
    &[
        (Open, Done, 'y', "done"),
        (Open, Carried, 'g', "goes on to the next session"),
        (Open, Dropped, 'l', "let go"),
        (Done, Open, 'o', "open again"),
        (Carried, Open, 'o', "back onto this agenda"),
        (Dropped, Open, 'o', "open again"),
    ]
};

entity! {
    /// Something to talk about, in a session or, without one, in the backlog.
    shared AgendaItem in AgendaItems {
        required {
            /// In one line.
            title: String,
        }
        rest {
            /// The session; none means the backlog.
            session_id: Option<Id>,
            /// What it is for.
            kind: ItemKind,
            /// Whose it is.
            owner: Side = Side::Both,
            /// A hint for the conversation.
            prompt: String,
            /// How long, in minutes.
            minutes: i64 = 10,
            /// Its place in the list; gaps are allowed.
            position: i64,
            /// Where it stands.
            status: ItemStatus,
            /// What came of it.
            outcome: String,
            /// When it was closed.
            closed_at: Option<Instant>,
            /// The item of which it is a copy.
            carried_from_id: Option<Id>,
            /// How often it has gone on.
            carry_count: i64,
            /// What it is about.
            link: Option<Link>,
        }
    }
}

/// What is planned against the length, in minutes: `40 min, 5 to spare`.
#[must_use]
pub fn spare_words(planned: i64, length: i64) -> String {
    match length - planned {
        0 => format!("{planned} min, just right"),
        left @ 1.. => format!("{planned} min, {left} to spare"),
        over => format!("{planned} min, {} too many", -over),
    }
}

impl AgendaItem {
    /// The item in another state, with the time that belongs to it.
    #[must_use]
    pub fn with_status(&self, status: ItemStatus, at: Instant) -> Self {
        let closed_at = (status != ItemStatus::Open).then_some(at);
        Self {
            status,
            closed_at,
            ..self.clone()
        }
    }

    /// The copy that joins a later session, or the backlog, when this one goes on.
    #[must_use]
    pub fn carried_to(&self, id: Id, session_id: Option<Id>, position: i64, at: Instant) -> Self {
        Self {
            id,
            created_at: at,
            updated_at: at,
            session_id,
            position,
            status: ItemStatus::Open,
            outcome: String::new(),
            closed_at: None,
            carried_from_id: Some(self.id),
            carry_count: self.carry_count + 1,
            ..self.clone()
        }
    }

    /// Whether a carried copy has not been worked on, so that taking its original back may remove it.
    #[must_use]
    pub fn is_untouched_copy_of(&self, original: &Self) -> bool {
        self.status == ItemStatus::Open
            && self.carried_from_id == Some(original.id)
            && self.title == original.title
            && self.minutes == original.minutes
            && self.kind == original.kind
            && self.owner == original.owner
            && self.outcome.is_empty()
    }
}
