//! From when to when something was held: "15:00–15:43", as it is shown and as it is typed. It writes nothing.

use chrono::NaiveTime;

use crate::domain::moment::{Now, days_on};
use crate::domain::when::{self, Leaning, WhenError};
use crate::domain::{Instant, Row, text};

/// How it is typed, as the way out of an error.
const HOW: &str = "From when to when, such as 15:00–15:43.";

/// Minutes that nothing held across midnight goes beyond: the two were swapped.
const LONGEST: i64 = 12 * 60;

/// Both ends as local times of day.
#[must_use]
pub fn show(start: Instant, stop: Instant, now: Now) -> String {
    let clock = |at: Instant| at.local(now.zone).format("%H:%M").to_string();
    format!("{}–{}", clock(start), clock(stop))
}

/// Whether two instants are the same as far as they are shown.
#[must_use]
pub fn is_same_minute(one: Instant, other: Instant, now: Now) -> bool {
    show(one, one, now) == show(other, other, now)
}

/// What a held session's row says; empty where it was not written down.
#[must_use]
pub fn of_row(row: &Row, now: Now) -> String {
    match (instant(row, "started_at"), instant(row, "ended_at")) {
        (Some(start), Some(stop)) => show(start, stop, now),
        _ => String::new(),
    }
}

/// An instant of a session's row.
#[must_use]
pub fn instant(row: &Row, column: &str) -> Option<Instant> {
    Instant::parse(row.get(column)?.as_str()?).ok()
}

/// Reads both ends, on the day on which it was begun; an end before the start is one after midnight.
///
/// # Errors
/// A sentence that says what is wrong and what to type.
pub fn read(typed: &str, begun: Instant, now: Now) -> Result<(Instant, Instant), String> {
    let day = begun.day(now.zone);
    let times: Vec<_> = typed.split(['–', '-']).collect();
    let [from, to] = times.as_slice() else {
        return Err(HOW.to_owned());
    };
    let (from, to) = (time(from, now)?, time(to, now)?);
    let start = Instant::from_day(day, from, now.zone);
    let mut stop = Instant::from_day(day, to, now.zone);
    if stop < start {
        stop = Instant::from_day(days_on(day, 1), to, now.zone);
        if day >= now.today() || stop.minutes_since(start) > LONGEST {
            return Err(format!(
                "{} is before {}. Its start comes first, such as 15:00–15:43.",
                when::show_time(to),
                when::show_time(from)
            ));
        }
    }
    let clock = when::show_time;
    let (at, way_out) = if start > now.at {
        (from, HOW.to_owned())
    } else if stop > now.at {
        (to, format!("Try {}–{}.", clock(from), clock(now.time())))
    } else {
        return Ok((start, stop));
    };
    let current = clock(now.time());
    Err(format!(
        "{} is not yet; it is {current} now. {way_out}",
        clock(at)
    ))
}

/// A time of day. It is read on a day that nobody typed, so only a time is quoted as the reader quotes it.
fn time(typed: &str, now: Now) -> Result<NaiveTime, String> {
    let typed = typed.trim();
    let today = now.today();
    match when::moment(&format!("{today} {typed}"), now.local(), Leaning::Past) {
        Ok(moment) => moment.time.ok_or_else(|| HOW.to_owned()),
        Err(_) if typed.is_empty() => Err(HOW.to_owned()),
        Err(error @ WhenError::NoSuchTime { .. }) => Err(error.to_string()),
        Err(_) => Err(format!(
            "Not a time: '{}'. {HOW}",
            text::fit(&text::visible(typed), 12)
        )),
    }
}
