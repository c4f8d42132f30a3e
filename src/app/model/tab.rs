//! Which tab is in view, its panes, and which of them the keys are in; People, which has nothing else.

use crate::domain::{Id, Session};

use super::super::entry::{Entry, Part};
use super::super::keymap::Action;
use super::super::list::List;

/// The four tabs of a relationship, and People before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the screen")]
pub enum Tab {
    People,
    Goals,
    #[default]
    Agenda,
    Feedback,
    Timeline,
}

impl Tab {
    /// The four of a relationship, in their order.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Agenda, Self::Feedback, Self::Timeline];

    /// What shows it.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Goals => Action::TabGoals,
            Self::Agenda => Action::TabAgenda,
            Self::Feedback => Action::TabFeedback,
            Self::Timeline => Action::TabTimeline,
            Self::People => Action::People,
        }
    }

    /// As the header writes it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Goals => "Goals",
            Self::Agenda => "Agenda",
            Self::Feedback => "Feedback",
            Self::Timeline => "Timeline",
        }
    }
}

/// Which of a tab's two panes has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    #[default]
    Left,
    /// What is selected there, in detail.
    Right,
    /// What stands below the list: on the Agenda tab the shelves, on the Timeline how far one has come; where that is wide a
    /// third column, with what is worth raising.
    Foot,
}

/// A tab's two lists.
#[derive(Clone, Debug, Default)]
pub struct Panes {
    /// The list.
    pub left: List<Part, Entry>,
    /// The detail.
    pub right: List<Part, Entry>,
    /// What stands below the list: on the Agenda tab the shelves, on the Timeline how far one has come.
    pub foot: List<Part, Entry>,
    /// Where the focus is.
    pub focus: Focus,
}

impl Panes {
    /// The list that has the focus.
    #[must_use]
    pub fn list(&self) -> &List<Part, Entry> {
        match self.focus {
            Focus::Left => &self.left,
            Focus::Right => &self.right,
            Focus::Foot => &self.foot,
        }
    }

    /// The list that has the focus, to move in it.
    pub fn list_mut(&mut self) -> &mut List<Part, Entry> {
        match self.focus {
            Focus::Left => &mut self.left,
            Focus::Right => &mut self.right,
            Focus::Foot => &mut self.foot,
        }
    }
}

/// The People tab. The relationship in view is the one under its cursor.
#[derive(Clone, Debug, Default)]
pub struct PeopleTab {
    /// People and my promises to everyone; what is promised between the selected one and me.
    pub panes: Panes,
    /// Whose promises the right list holds.
    pub shown: Option<Id>,
    /// When one met last.
    pub last_met: Option<Session>,
    /// The columns of the longest name among the people in view, and of the longest first name beside my promises.
    pub longest: (u16, u16),
    /// Those whom one no longer meets are unfolded.
    pub is_unfolded: bool,
    /// The people have been read once, and the relationship in view stood on.
    pub is_placed: bool,
}
