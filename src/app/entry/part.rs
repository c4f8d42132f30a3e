//! The parts that a list has: each stands under a heading of its own.

use crate::domain::evidence::Dimension;

use crate::store::window::people::Group;

/// Which section of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Sessions ahead.
    Ahead,
    /// What is saved between sessions.
    Saved,
    /// Past sessions.
    Past,
    /// A session's items.
    Items,
    /// Open promises.
    Promises,
    /// Promises done today.
    Kept,
    /// Promises that are closed, whenever.
    Settled,
    /// Promises made in a session.
    Made,
    /// Challenges and lessons of a session.
    Learned,
    /// What to bring.
    Bring,
    /// What is offered.
    Offered,
    /// The backlog.
    Backlog,
    /// Saved questions.
    Questions,
    /// Questions that were asked.
    Asked,
    /// Questions that were let go.
    LetGo,
    /// Wins.
    Wins,
    /// Versions of how we work together.
    Agreements,
    /// What was said and told.
    Said,
    /// My goals.
    Mine,
    /// The partner's goals.
    Theirs,
    /// Closed goals.
    Closed,
    /// The line that unfolds them.
    Fold,
    /// Challenges that are in the way.
    Challenges,
    /// What is there to learn from.
    Learning,
    /// Lessons.
    Lessons,
    /// A goal's milestones.
    Milestones,
    /// What else is open with a goal.
    OpenWith,
    /// What moved.
    Updates,
    /// Feedback that waits for an answer.
    Waiting,
    /// Feedback to say.
    ToSay,
    /// Feedback that was asked for and has not come.
    AskedFor,
    /// The goals that feedback led to.
    Areas,
    /// Feedback that was answered.
    Answered,
    /// Feedback that was asked for, answered or withdrawn.
    AskedBefore,
    /// What a row is tied to.
    Links,
    /// An empty story.
    Story,
    /// A month of the story, by its place among the months.
    Month(usize),
    /// A year of months, by the place of its newest.
    Year(usize),
    /// How it began.
    Begun,
    /// The heading over the board, where it stands in one list with the story.
    Trust,
    /// The heading over the story there.
    Telling,
    /// What the board covers.
    Covers,
    /// How far one has come.
    Progress,
    /// The same year by year, where there is room for both.
    Years,
    /// What is worth raising.
    Raised,
    /// A row of the evidence board.
    Board(Dimension),
    /// Pulses: one that is due, and those that were taken.
    Pulses,
    /// People.
    People(Group),
    /// My promises, to everyone.
    Owed,
}

/// What is saved between sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Questions.
    Questions,
    /// Wins.
    Wins,
    /// Items without a session.
    Backlog,
    /// Promises that are closed.
    Promises,
    /// How we work together, in its versions.
    Agreement,
}

impl Shelf {
    /// As they stand below the sessions.
    pub const ALL: [Self; 5] = [
        Self::Questions,
        Self::Wins,
        Self::Backlog,
        Self::Agreement,
        Self::Promises,
    ];
}
