//! The signals of the board: their rows, labels and rules. What each one counts is in `case`.

use super::Dimension;
use crate::domain::words::words;

words! {
    /// What is counted, in the order of the board.
    Signal {
        /// Held, of those that were held, cancelled without notice, or missed.
        TookPlace = "took_place",
        /// Changes told in time, of those whose time is known.
        ToldAhead = "told_ahead",
        /// Begun within the grace, of those held live.
        OnTime = "on_time",
        /// My promises kept, of those that are decided.
        PromisesMine = "promises_mine",
        /// The partner's.
        PromisesTheirs = "promises_theirs",
        /// With an item and the agenda sent in time, of those held.
        Prepared = "prepared",
        /// Feedback said, each way.
        Feedback = "feedback",
        /// Answered, of what was said more than 30 days ago.
        Answered = "answered",
        /// Challenges, questions asked, decisions, by side.
        Raised = "raised",
        /// Open items carried three times or more: a list, not a rate.
        PutOff = "put_off",
        /// Offers of help kept, of those that are decided.
        HelpFollowed = "help_followed",
        /// Wins told, of those recorded.
        WinsTold = "wins_told",
        /// Active goals with a test.
        WithTest = "with_test",
        /// Held sessions in which a goal was talked about or moved.
        OnGoals = "on_goals",
        /// Milestones done, of those due.
        Milestones = "milestones",
    }
}

impl Signal {
    /// The row of the board that it belongs to.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::TookPlace
            | Self::ToldAhead
            | Self::OnTime
            | Self::PromisesMine
            | Self::PromisesTheirs
            | Self::Prepared => Dimension::Reliability,
            Self::Feedback | Self::Answered | Self::Raised | Self::PutOff => Dimension::Openness,
            Self::HelpFollowed | Self::WinsTold => Dimension::Care,
            Self::WithTest | Self::OnGoals | Self::Milestones => Dimension::Direction,
        }
    }

    /// Whether it counts what has a date; what is open now is the same whatever the window.
    #[must_use]
    pub fn is_dated(self) -> bool {
        !matches!(self, Self::PutOff | Self::WithTest)
    }

    /// A word or two for the board.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::TookPlace => "took place",
            Self::ToldAhead => "told ahead",
            Self::OnTime => "on time",
            Self::PromisesMine => "my promises",
            Self::PromisesTheirs => "their promises",
            Self::Prepared => "prepared",
            Self::Feedback => "feedback",
            Self::Answered => "answered",
            Self::Raised => "raised",
            Self::PutOff => "moved on",
            Self::HelpFollowed => "help given",
            Self::WinsTold => "wins told",
            Self::WithTest => "with a test",
            Self::OnGoals => "on goals",
            Self::Milestones => "milestones",
        }
    }

    /// The rule, in one sentence.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::TookPlace => {
                "Sessions held, of those held, cancelled without notice, or not held. What was moved or cancelled in time stands beside."
            }
            Self::ToldAhead => {
                "Changes told within the agreed notice, of those whose time is known."
            }
            Self::OnTime => {
                "Calls begun within the grace, of those held live; a corrected start is left out."
            }
            Self::PromisesMine => {
                "My promises kept by the date in force, of those decided. Released, undated and not yet due ones are left out."
            }
            Self::PromisesTheirs => "Their promises kept by the date in force, of those decided.",
            Self::Prepared => {
                "Sessions with an item on the agenda and the agenda sent by the agreed hour, of those held."
            }
            Self::Feedback => "Feedback said, each way: two counts.",
            Self::Answered => "Feedback with an answer, of what was said more than 30 days ago.",
            Self::Raised => "Challenges, questions asked and decisions, by side.",
            Self::PutOff => {
                "Open items that have moved on to the next session three times or more."
            }
            Self::HelpFollowed => "Offers of help kept, of those decided.",
            Self::WinsTold => "Wins told in a session, of those recorded.",
            Self::WithTest => "Active goals that say how one would know, of all active ones.",
            Self::OnGoals => {
                "Sessions with an item about a goal, or in which one moved, of those held."
            }
            Self::Milestones => "Milestones done, of those due.",
        }
    }
}
