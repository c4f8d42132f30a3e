//! What a line is for: one purpose for each thing that is asked for in one line.

use crate::domain::feedback::Response;
use crate::domain::relationship::EndKind;
use crate::domain::{Id, ItemKind, Link, Side, Table};

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the rows that they are about")]
pub enum Purpose {
    /// An agenda item.
    Item { session: Option<Id> },
    /// What was decided, on the way to done.
    Outcome { item: Id, kind: ItemKind },
    /// A promise.
    Promise { session: Option<Id> },
    /// Another date for a promise.
    PromiseDue { id: Id },
    /// Something to bring.
    Material { session: Id },
    /// A new session.
    Plan,
    /// Another date for a session.
    Move { session: Id },
    /// A session is called off.
    Cancel { session: Id },
    /// A goal.
    Goal { owner: Side },
    /// A milestone.
    Milestone { goal: Id },
    /// Another goal for a milestone.
    MilestoneTo { id: Id },
    /// What moved.
    Update { goal: Id },
    /// How a goal or a promise ended.
    CloseNote { of: Link },
    /// A piece of feedback, from or to whom.
    Feedback { session: Option<Id>, from: Side },
    /// What came of a piece of feedback.
    Answer { id: Id, response: Response },
    /// Feedback is asked for.
    Request,
    /// The feedback that came on a request.
    RequestAnswer { request: Id, to: Side },
    /// A win.
    Win { session: Option<Id> },
    /// A challenge.
    Challenge { session: Option<Id> },
    /// A question for later.
    Question,
    /// A lesson: what a challenge ended in, or one of its own.
    Lesson { challenge: Option<Id> },
    /// Something to learn from.
    Resource,
    /// What stayed of a resource, on the way to done.
    Takeaway { resource: Id },
    /// A pause, and until when.
    Pause { relationship: Id },
    /// An end, and a line on it.
    EndRelationship { relationship: Id, kind: EndKind },
    /// Something is turned into something else; an item joins that session.
    Turn {
        from: Link,
        to: Table,
        session: Option<Id>,
    },
}

impl Purpose {
    /// What a call catches in one line and goes on.
    #[must_use]
    pub fn is_caught(&self) -> bool {
        matches!(
            self,
            Self::Promise { .. }
                | Self::Feedback { .. }
                | Self::Win { .. }
                | Self::Challenge { .. }
        )
    }
}
