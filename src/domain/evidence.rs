//! The evidence board: counts of what was recorded, each with the records behind it, beside the user's own answers.
//!
//! Nothing here, and nothing anywhere, adds rows up into one number: trust ratings are close to one-dimensional, the two see
//! the same relationship differently, and the program sees one side of it. A sum would claim what nobody knows.
//!
//! What is counted is in [`Signal`], with its rule in a sentence; how sure a count is, in [`Rate`], by Wilson's and Newcombe's
//! intervals. The limits below (days of the window, cases for a range, for a percent, days until feedback counts) are
//! conventions of this program, no findings: they keep a few records from saying much.

mod case;
mod raising;
mod records;
mod signal;
mod statistics;

pub use case::{Case, Counted, Evidence, Figure, Why};
pub use raising::{Grounds, Raising, Reason, SILENT_SESSIONS};
pub use records::{Coverage, Records, SessionRecord};
pub use signal::Signal;
pub use statistics::{Change, Range, Rate};

use chrono::NaiveDate;

use super::moment::days_on;
use super::words::words;

/// The length of the window in days, the last one being today.
pub const WINDOW_DAYS: i64 = 180;

/// From this many cases on a range is worth showing.
pub const RANGE_FROM: u32 = 5;

/// From this many cases on a percent may stand beside the count.
pub const PERCENT_FROM: u32 = 20;

/// Feedback counts as answered or not from this many days after it was said.
pub const ANSWER_DAYS: i64 = 30;

/// What stands where nothing can be counted.
pub const UNSEEN: &str = "not seen from here; only the pulse says";

words! {
    /// The rows of the board.
    Dimension {
        /// What was said is done, and in time.
        Reliability = "reliability",
        /// What is on one's mind is said.
        Openness = "openness",
        /// The other one's good is in view.
        Care = "care",
        /// Both know what it is for.
        Direction = "direction",
        /// Advice that fits: nothing that a program could see.
        Credibility = "credibility",
    }
}

words! {
    /// How far back the board looks.
    Span {
        /// The last 180 days.
        Recent = "180 days",
        /// As far as there is something.
        All = "all",
    }
}

impl Span {
    /// Its window, up to today.
    #[must_use]
    pub fn window(self, today: NaiveDate) -> Window {
        match self {
            Self::Recent => Window::recent(today),
            Self::All => Window::all(today),
        }
    }

    /// As a title has it: "in 180 days", "so far".
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Recent => "in 180 days",
            Self::All => "so far",
        }
    }
}

/// From when to when a record counts; days are local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day; none is the beginning of all.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: NaiveDate,
}

impl Window {
    /// The last 180 days.
    #[must_use]
    pub fn recent(today: NaiveDate) -> Self {
        Self {
            from: Some(days_on(today, 1 - WINDOW_DAYS)),
            to: today,
        }
    }

    /// The window before this one, as long as it; there is none before everything.
    #[must_use]
    pub fn earlier(self) -> Option<Self> {
        self.from
            .map(|_| Self::recent(days_on(self.to, -WINDOW_DAYS)))
    }

    /// Everything up to today.
    #[must_use]
    pub fn all(today: NaiveDate) -> Self {
        Self {
            from: None,
            to: today,
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && day <= self.to
    }
}
