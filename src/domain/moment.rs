//! Instants and days: stored in UTC to the second, shown in a zone.

use chrono::{
    DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound, TimeZone,
    Timelike, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::when::LocalNow;

/// A point in time, in UTC, to the second; RFC 3339 with `Z` in data, so that text order is time order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// Cuts to the second.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(0))
    }

    /// Reads RFC 3339 in any offset.
    ///
    /// # Errors
    /// When the text is not RFC 3339.
    pub fn parse(text: &str) -> Result<Self, chrono::ParseError> {
        DateTime::parse_from_rfc3339(text).map(|at| Self::new(at.to_utc()))
    }

    /// The UTC time.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// What a clock on the wall shows in `zone`.
    #[must_use]
    pub fn local(self, zone: Tz) -> NaiveDateTime {
        self.0.with_timezone(&zone).naive_local()
    }

    /// The local day in `zone`.
    #[must_use]
    pub fn day(self, zone: Tz) -> NaiveDate {
        self.local(zone).date()
    }

    /// The instant at which the wall in `zone` shows `local`. An hour that occurs twice means the first one;
    /// one that never occurs means the moment that the clock jumps to.
    #[must_use]
    pub fn from_local(local: NaiveDateTime, zone: Tz) -> Self {
        let found = zone.from_local_datetime(&local);
        let at = found.earliest().or_else(|| {
            let shifted = local.checked_add_signed(Duration::hours(1))?;
            zone.from_local_datetime(&shifted).earliest()
        });
        Self::new(at.map_or_else(|| local.and_utc(), |at| at.to_utc()))
    }

    /// The same, from a day and a time.
    #[must_use]
    pub fn from_day(day: NaiveDate, time: NaiveTime, zone: Tz) -> Self {
        Self::from_local(day.and_time(time), zone)
    }

    /// So many minutes later (or earlier); stays where the calendar would end.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Duration::try_minutes(minutes)
            .and_then(|d| self.0.checked_add_signed(d))
            .map_or(self, Self)
    }

    /// The beginning of its minute, as a clock shows it: said at 12:00:05, something was said at 12:00.
    #[must_use]
    pub fn to_minute(self) -> Self {
        Self(self.0.with_second(0).unwrap_or(self.0))
    }

    /// Whole minutes from `earlier` to this; negative where this is before it.
    #[must_use]
    pub fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_minutes()
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| {
            serde::de::Error::custom(format!(
                "'{text}' is not an instant such as 2026-11-26T15:00:00Z"
            ))
        })
    }
}

/// The day so many days on; stays where the calendar would end.
#[must_use]
pub fn days_on(day: NaiveDate, days: i64) -> NaiveDate {
    Duration::try_days(days)
        .and_then(|d| day.checked_add_signed(d))
        .unwrap_or(day)
}

/// Now, where the user is: handed to every rule that needs the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub at: Instant,
    /// The user's zone.
    pub zone: Tz,
}

impl Now {
    /// The local day.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.at.day(self.zone)
    }

    /// The local time of day.
    #[must_use]
    pub fn time(self) -> NaiveTime {
        self.at.local(self.zone).time()
    }

    /// The local day and time, from which what is typed is understood.
    #[must_use]
    pub fn local(self) -> LocalNow {
        LocalNow {
            day: self.today(),
            time: self.time(),
        }
    }
}
