//! The Goals tab: its four lists, and what is read of the selected row.

use crate::domain::course::Course;
use crate::domain::{Challenge, Goal, Id, Lesson, Resource, Table};

use super::super::entry::Entry;
use super::tab::Panes;

/// What the list of the Goals tab holds: `[` and `]` turn it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the screen")]
pub enum Growth {
    #[default]
    Goals,
    Challenges,
    Learning,
    Lessons,
}

impl Growth {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Challenges, Self::Learning, Self::Lessons];

    /// As the title writes it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Goals => "Goals",
            Self::Challenges => "Challenges",
            Self::Learning => "Learning",
            Self::Lessons => "Lessons",
        }
    }

    /// So many places on, round and round.
    #[must_use]
    pub fn turned(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|g| *g == self).unwrap_or(0);
        let to = at.saturating_add_signed(by.rem_euclid(4));
        Self::ALL.get(to % 4).copied().unwrap_or_default()
    }
}

/// The row of the right pane of the Goals tab, whole.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum Studied {
    Goal(Goal),
    /// With the lesson that it ended in.
    Challenge(Challenge, Option<Lesson>),
    Resource(Resource),
    Lesson(Lesson),
}

/// The Goals tab.
#[derive(Clone, Debug, Default)]
pub struct GoalsTab {
    /// Goals (challenges, resources, lessons), and what belongs to the selected one.
    pub panes: Panes,
    /// What the list holds.
    pub growth: Growth,
    /// How much there is of each that is open: goals, challenges, resources, lessons.
    pub counts: [usize; 4],
    /// The row of the right pane.
    pub shown: Option<(Table, Id)>,
    /// The same, whole.
    pub studied: Option<Studied>,
    /// What that row is tied to: what it was made from, what it became, where it was used.
    pub links: Vec<Entry>,
    /// What is open with the goal in the right pane, beside its milestones.
    pub open_with: Vec<Entry>,
    /// Held sessions with a linked item, feedback, promises.
    pub ties: (i64, i64, i64),
    /// How it went over time, where there is enough to tell.
    pub course: Option<Course>,
    /// The closed ones are unfolded.
    pub is_unfolded: bool,
}

impl GoalsTab {
    /// The goal of the right pane, where it is one.
    #[must_use]
    pub fn goal(&self) -> Option<&Goal> {
        match &self.studied {
            Some(Studied::Goal(goal)) => Some(goal),
            _ => None,
        }
    }
}
