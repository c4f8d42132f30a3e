//! The Feedback tab: the pieces, and what is read of the selected one.

use crate::domain::{Feedback, FeedbackRequest, Goal, Id, Table};

use super::tab::Panes;

/// What the right pane of the Feedback tab shows, whole.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum Piece {
    Feedback(Box<Feedback>),
    Request(Box<FeedbackRequest>),
    /// A goal that feedback led to.
    Area(Box<Goal>),
}

/// The Feedback tab.
#[derive(Clone, Debug, Default)]
pub struct FeedbackTab {
    /// Feedback in its groups, and what the selected piece is tied to.
    pub panes: Panes,
    /// The row of the right pane.
    pub shown: Option<(Table, Id)>,
    /// The same, whole.
    pub piece: Option<Piece>,
    /// How much was said each way: from the partner, to the partner.
    pub each_way: (usize, usize),
}
