//! How the user writes days and begins weeks: told once at the start, before anything is shown or read.
//!
//! The one value of the domain that is not handed to each rule: as with a locale, every sentence that names a day would
//! carry it along. What is told later changes nothing.

use std::sync::OnceLock;

use chrono::Weekday;

/// How a day is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayStyle {
    /// `26 Nov`.
    #[default]
    DayFirst,
    /// `Nov 26`.
    MonthFirst,
    /// `2026-11-26`.
    Iso,
}

/// How the user writes days and begins weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// How a day is written.
    pub days: DayStyle,
    /// The first day of the week, Monday or Sunday.
    pub week_starts: Weekday,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            days: DayStyle::default(),
            week_starts: Weekday::Mon,
        }
    }
}

static HABITS: OnceLock<Habits> = OnceLock::new();

impl Habits {
    /// Holds from now on, unless others hold already.
    pub fn keep(self) {
        HABITS.get_or_init(|| self);
    }

    /// Those that hold.
    pub(super) fn held() -> Self {
        HABITS.get().copied().unwrap_or_default()
    }
}
