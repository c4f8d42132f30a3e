//! Days and times of a demo, told from today. What is over lies before today, whatever the weekday is.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::weekday_after;
use crate::domain::Instant;
use crate::domain::moment::{Now, days_on};

/// The days of a demo.
#[derive(Clone, Copy)]
pub(super) struct Calendar {
    now: Now,
    anchor: NaiveDate,
}

impl Calendar {
    /// Anchored on the first day from Tuesday to Friday that is at least two days ahead: the next session of the first
    /// story. The stories' sessions lie whole weeks from there, or a day less, so that all of them are on weekdays.
    pub(super) fn new(now: Now) -> Self {
        let day = weekday_after(now.today(), 2);
        Self {
            now,
            anchor: if day.weekday() == Weekday::Mon {
                days_on(day, 1)
            } else {
                day
            },
        }
    }

    pub(super) fn now(&self) -> Now {
        self.now
    }

    /// The day so far from the anchor.
    pub(super) fn day(&self, offset: i64) -> NaiveDate {
        days_on(self.anchor, offset)
    }

    /// The same for something that is over: yesterday at the latest.
    pub(super) fn past_day(&self, offset: i64) -> NaiveDate {
        self.over(self.day(offset))
    }

    /// Yesterday at the latest.
    pub(super) fn over(&self, day: NaiveDate) -> NaiveDate {
        day.min(days_on(self.now.today(), -1))
    }

    /// The instant on that day, local time.
    pub(super) fn at(&self, day: NaiveDate, time: NaiveTime) -> Instant {
        Instant::from_day(day, time, self.now.zone)
    }

    /// The evening of a day, now at the latest: when something was written down that has no time of its own.
    pub(super) fn evening(&self, day: NaiveDate) -> Instant {
        self.until_now(self.at(day, clock(18, 0)))
    }

    /// The morning of a day, now at the latest.
    pub(super) fn morning(&self, day: NaiveDate) -> Instant {
        self.until_now(self.at(day, clock(9, 0)))
    }

    /// Now at the latest.
    pub(super) fn until_now(&self, at: Instant) -> Instant {
        at.min(self.now.at)
    }
}

/// A time of day; midnight where there is no such.
pub(super) fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}
