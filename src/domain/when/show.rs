//! Days, distances and durations as the screens show them. Never reads what was typed.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::habits::{DayStyle, Habits};

/// `15:00`.
#[must_use]
pub fn show_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `Thu 26 Nov`; `Thu 26 Nov 2027` where the year isn't plain from today.
#[must_use]
pub fn show_day(day: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", day.weekday(), short_day(day, today))
}

/// `Thu 26 Nov 2026`; typed again it means the same.
#[must_use]
pub fn show_day_long(day: NaiveDate) -> String {
    format!("{} {}", day.weekday(), dated_day(day))
}

/// `26 Nov 2026`; typed again it means the same.
#[must_use]
pub fn dated_day(day: NaiveDate) -> String {
    let written = written(day, Habits::held().days, Year::Shown);
    written.trim_start().to_owned()
}

/// `Thu 26 Nov 15:00`; with its year where that isn't plain from today.
#[must_use]
pub fn show_moment(at: NaiveDateTime, today: NaiveDate) -> String {
    format!("{} {}", show_day(at.date(), today), show_time(at.time()))
}

/// `Thu 26 Nov 2026, 15:00`; typed again it means the same.
#[must_use]
pub fn show_moment_long(at: NaiveDateTime) -> String {
    format!("{}, {}", show_day_long(at.date()), show_time(at.time()))
}

/// `26 Nov`, `1 Oct`; `26 Nov 2024` where the year isn't plain from today. At most 11 columns.
#[must_use]
pub fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    // A padded day stands first, or behind its month.
    padded_day(day, today).trim_start().replace("  ", " ")
}

/// A day without its year as one types it: `26 nov`, in the style of the user.
#[must_use]
pub fn typed_day(day: NaiveDate) -> String {
    let typed = padded_day_alone(day).to_lowercase();
    typed.trim_start().replace("  ", " ")
}

/// As [`short_day`], with one-digit days padded to stand in a column: ` 1 Oct`.
#[must_use]
pub fn padded_day(day: NaiveDate, today: NaiveDate) -> String {
    let year = if needs_year(day, today) {
        Year::Shown
    } else {
        Year::Plain
    };
    written(day, Habits::held().days, year)
}

/// As [`padded_day`] without its year, where there is no room for one.
#[must_use]
pub fn padded_day_alone(day: NaiveDate) -> String {
    written(day, Habits::held().days, Year::Plain)
}

/// Whether the year is written.
#[derive(Clone, Copy)]
pub(super) enum Year {
    /// It is.
    Shown,
    /// It is plain without.
    Plain,
}

/// The months, as short as they are written.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day as its style writes it, one-digit days padded. By hand, as a screen full of days is written for every key.
pub(super) fn written(on: NaiveDate, style: DayStyle, year: Year) -> String {
    let month = MONTHS.get(on.month0() as usize).copied().unwrap_or("");
    let day = on.day();
    match (style, year) {
        (DayStyle::DayFirst, Year::Shown) => format!("{day:>2} {month} {:04}", on.year()),
        (DayStyle::DayFirst, Year::Plain) => format!("{day:>2} {month}"),
        (DayStyle::MonthFirst, Year::Shown) => format!("{month} {day} {:04}", on.year()),
        (DayStyle::MonthFirst, Year::Plain) => format!("{month} {day:>2}"),
        (DayStyle::Iso, _) => on.to_string(),
    }
}

/// Another year, and so far off (some ten months) that the month alone could be taken for a nearer one.
fn needs_year(day: NaiveDate, today: NaiveDate) -> bool {
    day.year() != today.year() && (day - today).num_days().abs() > 300
}

/// `today`, `in 2 d`, `in 3 weeks` (from 14 days), `in 5 months` (from 9 weeks), `2 years ago`; whole units, rounded down.
#[must_use]
pub fn relative(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {}", distance(today, day)),
        _ => format!("{} ago", distance(day, today)),
    }
}

/// Nine weeks are always two whole months, so that no unit is ever one.
fn distance(from: NaiveDate, to: NaiveDate) -> String {
    let (days, months) = ((to - from).num_days(), whole_months(from, to));
    match days {
        ..14 => format!("{days} d"),
        14..63 => format!("{} weeks", days / 7),
        _ if months < 24 => format!("{months} months"),
        _ => format!("{} years", months / 12),
    }
}

/// From so many days on, a day without its year could be meant for the year before: half a year.
const FAR: i64 = 183;

/// `in 11 months; Sun 15 Nov 2026 was 2 weeks ago`: of a day that is far ahead, as its year was not typed, with the same day
/// looking back. Nothing where it is near, or could be no other.
#[must_use]
pub fn far_words(ahead: NaiveDate, back: Option<NaiveDate>, today: NaiveDate) -> String {
    let back = back.filter(|back| *back < today && (ahead - today).num_days() > FAR);
    back.map_or_else(String::new, |back| {
        format!(
            "{}; {} was {}",
            relative(ahead, today),
            show_day_long(back),
            relative(back, today)
        )
    })
}

fn whole_months(from: NaiveDate, to: NaiveDate) -> i32 {
    let index = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    index(to) - index(from) - i32::from(to.day() < from.day())
}

/// `25 min`, `3 h` (from 2 hours), `2 d` (from 2 days): how long, whichever way; whole units, rounded down.
#[must_use]
pub fn duration_words(minutes: i64) -> String {
    match minutes.unsigned_abs() {
        few @ 0..120 => format!("{few} min"),
        some @ 120..2880 => format!("{} h", some / 60),
        many => format!("{} d", many / 1440),
    }
}
