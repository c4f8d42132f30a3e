//! The Timeline tab: the story, how far one has come, and the board.

use crate::domain::progress::Progress;
use crate::domain::story::{self, StoryKind};
use crate::store::window::story::{MonthLine, StoryLine};

use super::super::board::Board;
use super::tab::Panes;

/// How much of the story one sees at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// Each thing, by month.
    #[default]
    Months,
    /// Each month, by year.
    Years,
}

/// What the left list of the Timeline holds: it follows from the size of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// The story; the board stands beside it, and how far one has come below.
    #[default]
    Story,
    /// The story alone: board and progress each have a column of their own beside it, for the terminal is wide.
    Alone,
    /// The story, and under it how far one has come: the terminal is low.
    WithProgress,
    /// All of it, one under the other: the terminal is narrow.
    All,
}

/// The Timeline tab.
#[derive(Clone, Debug)]
pub struct TimelineTab {
    /// The story, and the evidence board.
    pub panes: Panes,
    /// The kinds that it shows.
    pub kinds: Vec<StoryKind>,
    /// How much one sees at once.
    pub zoom: Zoom,
    /// The months that hold something of the kinds that are shown, the newest first.
    pub months: Vec<MonthLine>,
    /// How much the fullest of them holds.
    pub most: usize,
    /// How far one has come, of whatever kinds are shown.
    pub progress: Vec<Progress>,
    /// The kinds that it showed before the records of one figure: Esc shows them again.
    pub kinds_before: Option<Vec<StoryKind>>,
    /// What stood in the left list when it was read last.
    pub stack: Stack,
    /// How wide the terminal was then: the figures of how far one has come have as many columns as fit.
    pub width: u16,
    /// The first thing of all.
    pub beginning: Option<StoryLine>,
    /// The evidence board.
    pub board: Board,
    /// Its first row is to stand on, once it is read.
    pub wants_story: bool,
    /// The month to stand on, once it is read.
    pub wanted_month: Option<String>,
}

impl Default for TimelineTab {
    fn default() -> Self {
        Self {
            panes: Panes::default(),
            kinds: story::TOLD.to_vec(),
            zoom: Zoom::default(),
            months: Vec::new(),
            most: 0,
            progress: Vec::new(),
            kinds_before: None,
            stack: Stack::default(),
            width: 0,
            beginning: None,
            board: Board::default(),
            wants_story: false,
            wanted_month: None,
        }
    }
}

impl TimelineTab {
    /// Whether other kinds are shown than at first.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let is_told = |kind| self.kinds.contains(kind);
        self.kinds.len() != story::TOLD.len() || !story::TOLD.iter().all(is_told)
    }

    /// What the story shows, beside its title: how much at once, and of which kinds where they are not the usual ones.
    #[must_use]
    pub fn shows(&self) -> String {
        let zoom = match self.zoom {
            Zoom::Months => "by month",
            Zoom::Years => "by year",
        };
        match self.kinds.as_slice() {
            _ if !self.is_filtered() => zoom.to_owned(),
            [] => format!("no kind, {zoom}"),
            [kind] => format!("{}, {zoom}", kind.choice().1),
            kinds => format!("{} kinds, {zoom}", kinds.len()),
        }
    }
}
