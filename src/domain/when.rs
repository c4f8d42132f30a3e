//! Days and times as people type them, and as the screens show them.
//!
//! Reading has three steps: words, a phrase (what was said), a day (what it means from now). What isn't understood to its
//! last word is an error that says the way out; nothing is guessed. Nothing here reads a clock or knows a time zone: [`LocalNow`]
//! comes from outside, and all days and times are local ones.

use chrono::{
    Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday,
};
use std::fmt;

mod clock;
mod habits;
mod phrase;
mod show;

use super::moment::days_on;
use clock::clock;
pub use habits::{DayStyle, Habits};
use phrase::{Date, Direction, Phrase, Shift, Span, Unit, Which, number, phrase, shift, words};
pub use show::{
    dated_day, duration_words, far_words, padded_day, padded_day_alone, relative, short_day,
    show_day, show_day_long, show_moment, show_moment_long, show_time, typed_day,
};

/// The local day and time that everything typed is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalNow {
    /// The local day.
    pub day: NaiveDate,
    /// The local time of day.
    pub time: NaiveTime,
}

/// Which way a date leans that doesn't say its year or its week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// Plans: `thu` is the next one, `26 nov` the next one or today.
    Future,
    /// Corrections of what has been: `wed 10` is the most recent one, today's counted.
    Past,
}

/// A day, and a time where one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The local day.
    pub day: NaiveDate,
    /// The local time, in whole minutes.
    pub time: Option<NaiveTime>,
}

/// `Thu 26 Nov 2026, 15:00`: the echo of what was understood; typed again it means the same.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_day_long(self.day))?;
        self.time
            .map_or(Ok(()), |time| write!(f, ", {}", show_time(time)))
    }
}

/// What the field wanted, so that an error suggests what fits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A day alone.
    Day,
    /// A day, a time or both.
    Moment,
}

impl Asked {
    fn example(self, weekday: &str) -> String {
        match self {
            Self::Day => weekday.to_owned(),
            Self::Moment => format!("{weekday} 15:00"),
        }
    }
}

/// What an error names as the way out: a day near now, and a span, both on the side of it that the field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// As `6 dec`, in the style of the user.
    pub day: String,
    /// `in 2 weeks`.
    pub span: &'static str,
}

impl Near {
    /// So many days away a day is plain without its year.
    const DAYS: i64 = 12;

    fn new(today: NaiveDate, leaning: Leaning) -> Self {
        let (days, span) = match leaning {
            Leaning::Future => (Self::DAYS, "in 2 weeks"),
            Leaning::Past => (-Self::DAYS, "2 weeks ago"),
        };
        Self {
            day: typed_day(days_on(today, days)),
            span,
        }
    }
}

/// `6 dec, in 2 weeks`.
impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.day, self.span)
    }
}

/// Why something typed is no date: a sentence to show as it is. What it echoes is short and has no live control characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Nothing was typed.
    #[error("No date yet. Try {}, {}.", .asked.example("thu"), .near)]
    Empty {
        /// A day and a span on the side of now that was asked for, as one types them.
        near: Near,
        /// What the field wanted.
        asked: Asked,
    },
    /// Not all of it was understood.
    #[error("Not a date: '{typed}'. Try {}, {}.", .asked.example("thu"), .near)]
    NotADate {
        /// A day and a span on the side of now that was asked for, as one types them.
        near: Near,
        /// What was typed, cut and cleaned.
        typed: String,
        /// What the field wanted.
        asked: Asked,
    },
    /// A number that could be a day, an hour or a count.
    #[error("Not a date by itself: '{typed}'. Try {}, thu 15, 15:00.", .near.day)]
    NumberAlone {
        /// A day on the side of now that was asked for, as one types it.
        near: Near,
        /// The number.
        typed: String,
    },
    /// A day that the calendar doesn't have, or too far off.
    #[error("No such day: {typed}. Try {instead}, {}, {}.", .asked.example("mon"), .near.span)]
    NoSuchDay {
        /// The day as understood.
        typed: String,
        /// The nearest day that there is.
        instead: String,
        /// A span on the side of now that was asked for.
        near: Near,
        /// What the field wanted.
        asked: Asked,
    },
    /// A weekday and a date that don't go together.
    #[error("No such day: {day} is a {is}, not a {said}. Try {day}, {}, {}.", .asked.example(&.said.to_lowercase()), .near.span)]
    WrongWeekday {
        /// A span on the side of now that was asked for.
        near: Near,
        /// The date, as `26 Nov 2026`.
        day: String,
        /// Its weekday, as `Thu`.
        is: String,
        /// The weekday that was typed.
        said: String,
        /// What the field wanted.
        asked: Asked,
    },
    /// A weekday and a date that go together, but not on this side of now.
    #[error("{day} is {side}. Try {}.", .asked.example(&.weekday.to_lowercase()))]
    OtherSide {
        /// The date, as `Mon 7 Dec`.
        day: String,
        /// `ahead` or `past`.
        side: &'static str,
        /// The weekday that was typed.
        weekday: String,
        /// What the field wanted.
        asked: Asked,
    },
    /// A time that no clock shows.
    #[error("No such time: {typed}. Try 15:00, 9, noon.")]
    NoSuchTime {
        /// What was typed, cut and cleaned.
        typed: String,
    },
}

/// Reads a day, leaning to the future: `fri`, `26 nov`, `in 2 weeks`, `end of month`, `2026-11-26`.
///
/// # Errors
/// Where the text isn't a day to its last word, or the calendar doesn't have it.
pub fn day(text: &str, now: LocalNow) -> Result<NaiveDate, WhenError> {
    day_leaning(text, now, Leaning::Future)
}

/// Reads a day as [`day`] does, or how long it is from now: `a month`, `2 weeks`. For a field of its own: behind other words
/// such a length would be a part of them.
///
/// # Errors
/// As [`day`].
pub fn day_or_length(text: &str, now: LocalNow) -> Result<NaiveDate, WhenError> {
    let read = day(text, now);
    read.or_else(|error| day(&format!("in {text}"), now).map_err(|_| error))
}

/// Reads a day as [`day`] does, leaning as told.
///
/// # Errors
/// As [`day`].
pub fn day_leaning(text: &str, now: LocalNow, leaning: Leaning) -> Result<NaiveDate, WhenError> {
    let reader = Reader {
        now,
        leaning,
        asked: Asked::Day,
    };
    reader.read(text, |words| reader.day(words))
}

/// Reads a day, a time or both: `thu 15:00`, `15:00 thu`, `tomorrow 9`, `15:00`, `2026-11-26T15:00`, `in 30 min`, `now`.
///
/// A time alone is the next one, or with [`Leaning::Past`] the most recent one. `midnight` begins its day.
///
/// # Errors
/// Where the text isn't understood to its last word, or calendar or clock don't have it. A bare number is an error.
pub fn moment(text: &str, now: LocalNow, leaning: Leaning) -> Result<Moment, WhenError> {
    let reader = Reader {
        now,
        leaning,
        asked: Asked::Moment,
    };
    reader.read(text, |words| reader.moment(words))
}

/// Reads a moment that has been, as [`moment`] does leaning to the past; but a day without its year that is nearer ahead is
/// that one, and no year is taken for it that nobody meant.
///
/// # Errors
/// As [`moment`].
pub fn moment_told(text: &str, now: LocalNow) -> Result<Moment, WhenError> {
    let past = moment(text, now, Leaning::Past)?;
    let Ok(ahead) = moment(text, now, Leaning::Future) else {
        return Ok(past);
    };
    // A weekday or a time leans by a week or a day; a year lies between the two of a day without its year alone.
    let is_yearless = (ahead.day - past.day).num_days() > MOST_DAYS_OF_WEEKDAYS;
    let is_nearer = ahead.day - now.day < now.day - past.day;
    Ok(if is_yearless && is_nearer {
        ahead
    } else {
        past
    })
}

/// Between a weekday leaning back and the same leaning ahead lie at most so many days.
const MOST_DAYS_OF_WEEKDAYS: i64 = 14;

/// No phrase has more words than this; longer texts aren't tried.
const MOST_WORDS: usize = 9;

/// Years outside are typing slips.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Nothing where the words have another shape; an error where they have this one but mean nothing.
type Read<T> = Option<Result<T, WhenError>>;

#[derive(Clone, Copy)]
struct Reader {
    now: LocalNow,
    leaning: Leaning,
    asked: Asked,
}

impl Reader {
    fn read<T>(self, text: &str, meaning: impl Fn(&[&str]) -> Read<T>) -> Result<T, WhenError> {
        let owned = words(text);
        let words: Vec<&str> = owned.iter().map(String::as_str).collect();
        if words.is_empty() {
            return Err(WhenError::Empty {
                near: self.near(),
                asked: self.asked,
            });
        }
        let understood = if words.len() > MOST_WORDS {
            None
        } else {
            meaning(&words)
        };
        understood.unwrap_or_else(|| {
            Err(WhenError::NotADate {
                near: self.near(),
                typed: echo(text),
                asked: self.asked,
            })
        })
    }

    /// What the way out of an error names.
    fn near(self) -> Near {
        Near::new(self.now.day, self.leaning)
    }

    fn day(self, words: &[&str]) -> Read<NaiveDate> {
        let phrase = phrase(words)?;
        if let Phrase::Shift(Shift {
            unit: Unit::Minute | Unit::Hour,
            ..
        }) = phrase
        {
            return None;
        }
        let day = self
            .resolve(phrase)
            .filter(|day| YEARS.contains(&day.year()));
        Some(match day {
            Some(day) => self.agreeing(phrase, day),
            None => Err(self.no_such_day(words, phrase)),
        })
    }

    /// The day, where the weekday that was said with it is its own. What is wrong with it is told of the nearest year.
    fn agreeing(self, phrase: Phrase, day: NaiveDate) -> Result<NaiveDate, WhenError> {
        let (said, date) = match phrase {
            Phrase::DateOn(said, date) if said != day.weekday() => (said, date),
            _ => return Ok(day),
        };
        let (asked, near) = (self.asked, self.nearest_year(date).unwrap_or(day));
        Err(if near.weekday() == said {
            WhenError::OtherSide {
                day: show_day(near, self.now.day),
                side: if near > self.now.day { "ahead" } else { "past" },
                weekday: said.to_string(),
                asked,
            }
        } else {
            WhenError::WrongWeekday {
                near: self.near(),
                day: dated_day(near),
                is: near.weekday().to_string(),
                said: said.to_string(),
                asked,
            }
        })
    }

    /// The date in its year; without one in the year that brings it nearest to today, on either side.
    fn nearest_year(self, date: Date) -> Option<NaiveDate> {
        let (today, this_year) = (self.now.day, self.now.day.year());
        let years = date
            .year
            .map_or(this_year - 1..=this_year + 1, |year| year..=year);
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, date.month, date.day));
        days.min_by_key(|day| (*day - today).num_days().abs())
    }

    fn no_such_day(self, words: &[&str], phrase: Phrase) -> WhenError {
        let said = match phrase {
            Phrase::Date(date) | Phrase::DateOn(_, date) => self.nearest_existing(date),
            _ => None,
        };
        let (typed, instead) = said.unwrap_or_else(|| (echo(&words.join(" ")), self.near().day));
        WhenError::NoSuchDay {
            typed,
            instead,
            near: self.near(),
            asked: self.asked,
        }
    }

    /// The date as understood, and the nearest day of its month that there is.
    fn nearest_existing(self, date: Date) -> Option<(String, String)> {
        let (today, leaning) = (self.now.day, self.leaning);
        let is_asked = |day: &NaiveDate| match leaning {
            Leaning::Future => *day >= today,
            Leaning::Past => *day <= today,
        };
        let next = match leaning {
            Leaning::Future => 1,
            Leaning::Past => -1,
        };
        let near = || {
            let years = [today.year(), today.year() + next].into_iter();
            years
                .filter_map(|year| nearest_in(year, date))
                .find(is_asked)
        };
        let day = date.year.map_or_else(near, |year| nearest_in(year, date))?;
        let (form, instead) = if date.year.is_some() {
            ("%b %Y", dated_day(day).to_lowercase())
        } else {
            ("%b", typed_day(day))
        };
        Some((format!("{} {}", date.day, day.format(form)), instead))
    }

    fn resolve(self, phrase: Phrase) -> Option<NaiveDate> {
        let today = self.now.day;
        match phrase {
            Phrase::Days(count) => today.checked_add_signed(TimeDelta::try_days(count)?),
            Phrase::Weekday(which, weekday) => self.weekday(which, weekday),
            Phrase::Shift(shift) => shifted_day(today, shift),
            Phrase::Start(span, later) => first_of_span(today, span, later),
            Phrase::End(span, later) => first_of_span(today, span, later + 1)?.pred_opt(),
            Phrase::Date(date) | Phrase::DateOn(_, date) => self.dated(date),
        }
    }

    fn weekday(self, which: Which, weekday: Weekday) -> Option<NaiveDate> {
        let today = self.now.day;
        let after = today.checked_add_days(Days::new(
            1 + u64::from(weekday.days_since(today.weekday().succ())),
        ))?;
        match (which, self.leaning) {
            (Which::This, _) => {
                let first = first_of_span(today, Span::Week, 0)?;
                first.checked_add_days(Days::new(weekday.days_since(first.weekday()).into()))
            }
            (Which::Next, _) if Some(after) < first_of_span(today, Span::Week, 1) => {
                after.checked_add_days(Days::new(7))
            }
            (Which::Next, _) | (Which::Nearest, Leaning::Future) => Some(after),
            (Which::Nearest, Leaning::Past) if today.weekday() == weekday => Some(today),
            (Which::Nearest, Leaning::Past) => after.checked_sub_days(Days::new(7)),
            (Which::Last, _) => before(today, weekday),
        }
    }

    /// The date in its year; without one in the nearest year that has it, today counted.
    fn dated(self, date: Date) -> Option<NaiveDate> {
        let in_year = |year| NaiveDate::from_ymd_opt(year, date.month, date.day);
        let (today, this_year) = (self.now.day, self.now.day.year());
        // Between two leap days can lie eight years (1896 and 1904).
        match (date.year, self.leaning) {
            (Some(year), _) => in_year(year),
            (None, Leaning::Future) => (this_year..=this_year + 8)
                .filter_map(in_year)
                .find(|day| *day >= today),
            (None, Leaning::Past) => (this_year - 8..=this_year)
                .rev()
                .filter_map(in_year)
                .find(|day| *day <= today),
        }
    }

    /// The first reading that holds; else what is wrong with the first that has a shape at all.
    fn moment(self, words: &[&str]) -> Read<Moment> {
        let day = self
            .day(words)
            .map(|day| day.map(|day| Moment { day, time: None }));
        let whole = [day, self.instant(words), self.time_alone(words)];
        let parts = (1..words.len())
            .rev()
            .map(|at| self.day_and_time(words.split_at(at)));
        let turned = (1..words.len()).map(|at| self.time_and_day(words.split_at(at)));
        let mut fault = None;
        for reading in whole.into_iter().chain(parts).chain(turned).flatten() {
            match reading {
                Ok(moment) => return Some(Ok(moment)),
                Err(error) => fault = fault.or(Some(Err(error))),
            }
        }
        fault
    }

    /// `now`, `in 30 min`, `2 hours ago`.
    fn instant(self, words: &[&str]) -> Read<Moment> {
        let now = NaiveDateTime::new(self.now.day, to_minute(self.now.time));
        let then = match words {
            ["now"] => Some(now),
            _ => shifted_time(now, shift(words)?),
        };
        then.map(|then| {
            Ok(Moment {
                day: then.date(),
                time: Some(then.time()),
            })
        })
    }

    fn time_alone(self, words: &[&str]) -> Read<Moment> {
        if let [word] = words
            && number(word).is_some()
        {
            return Some(Err(WhenError::NumberAlone {
                near: self.near(),
                typed: (*word).to_owned(),
            }));
        }
        Some(time(words)?.and_then(|time| self.nearest_time(time)))
    }

    fn nearest_time(self, time: NaiveTime) -> Result<Moment, WhenError> {
        let (today, now) = (self.now.day, to_minute(self.now.time));
        let day = match self.leaning {
            Leaning::Future if time < now => today.succ_opt(),
            Leaning::Past if time > now => today.pred_opt(),
            _ => Some(today),
        };
        day.map(|day| Moment {
            day,
            time: Some(time),
        })
        .ok_or_else(|| WhenError::NoSuchTime {
            typed: show_time(time),
        })
    }

    fn day_and_time(self, (days, times): (&[&str], &[&str])) -> Read<Moment> {
        let (day, time) = (self.day(days)?, time(times)?);
        Some(day.and_then(|day| {
            let time = time?;
            Ok(Moment {
                day: self.most_recent(days, day, time),
                time: Some(time),
            })
        }))
    }

    /// `15:00 thu`, `at 15:00 on thu`. A number alone before a day is no time: it may belong to the day.
    fn time_and_day(self, (times, days): (&[&str], &[&str])) -> Read<Moment> {
        let is_number = matches!(times, [word] if number(word).is_some());
        let days = days.strip_prefix(&["on"]).unwrap_or(days);
        if is_number || days.is_empty() {
            return None;
        }
        self.day_and_time((days, times))
    }

    /// Leaning to the past, today's weekday with a time still ahead is the one a week ago.
    fn most_recent(self, words: &[&str], day: NaiveDate, time: NaiveTime) -> NaiveDate {
        let ahead = day == self.now.day && time > self.now.time;
        match phrase(words) {
            Some(Phrase::Weekday(Which::Nearest, _)) if ahead => {
                day.checked_sub_days(Days::new(7)).unwrap_or(day)
            }
            _ => day,
        }
    }
}

/// The day of that month nearest to a date which it doesn't have.
fn nearest_in(year: i32, date: Date) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, date.month, 1);
    let first = first.filter(|day| YEARS.contains(&day.year()))?;
    let last = first_of_span(first, Span::Month, 1)?.pred_opt()?.day();
    first.with_day(date.day.clamp(1, last))
}

fn time(words: &[&str]) -> Read<NaiveTime> {
    let words = words.strip_prefix(&["at"]).unwrap_or(words);
    let time = clock(words)?.time();
    Some(time.ok_or_else(|| WhenError::NoSuchTime {
        typed: echo(&words.join(" ")),
    }))
}

/// The latest such weekday before today.
fn before(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let back = 1 + today.weekday().pred().days_since(weekday);
    today.checked_sub_days(Days::new(back.into()))
}

/// The first day of the week or month so many weeks or months from the given day's.
fn first_of_span(day: NaiveDate, span: Span, later: u32) -> Option<NaiveDate> {
    match span {
        Span::Week => week_of(day, Habits::held().week_starts)?
            .checked_add_days(Days::new(7 * u64::from(later))),
        Span::Month => day.with_day(1)?.checked_add_months(Months::new(later)),
    }
}

/// The first day of the day's week.
fn week_of(day: NaiveDate, starts: Weekday) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().days_since(starts).into()))
}

/// Months and years end where the month does: 31 Jan and a month is 28 Feb.
fn shifted_day(day: NaiveDate, shift: Shift) -> Option<NaiveDate> {
    let count = shift.count;
    match (shift.unit, shift.direction) {
        (Unit::Day, direction) => days_off(day, count, direction),
        (Unit::Week, direction) => days_off(day, count * 7, direction),
        (Unit::Month, direction) => months_off(day, count, direction),
        (Unit::Year, direction) => months_off(day, count * 12, direction),
        (Unit::Minute | Unit::Hour, _) => None,
    }
}

fn days_off(day: NaiveDate, count: u32, direction: Direction) -> Option<NaiveDate> {
    let days = Days::new(count.into());
    match direction {
        Direction::Ahead => day.checked_add_days(days),
        Direction::Back => day.checked_sub_days(days),
    }
}

fn months_off(day: NaiveDate, count: u32, direction: Direction) -> Option<NaiveDate> {
    let months = Months::new(count);
    match direction {
        Direction::Ahead => day.checked_add_months(months),
        Direction::Back => day.checked_sub_months(months),
    }
}

fn shifted_time(now: NaiveDateTime, shift: Shift) -> Option<NaiveDateTime> {
    let delta = match shift.unit {
        Unit::Minute => TimeDelta::try_minutes(shift.count.into())?,
        Unit::Hour => TimeDelta::try_hours(shift.count.into())?,
        _ => return None,
    };
    match shift.direction {
        Direction::Ahead => now.checked_add_signed(delta),
        Direction::Back => now.checked_sub_signed(delta),
    }
}

fn to_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

const ECHO_CHARS: usize = 24;

/// What was typed, short enough for one line and harmless to a terminal.
fn echo(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = line
        .chars()
        .map(|c| if is_unsafe(c) { '\u{FFFD}' } else { c });
    let mut short: String = chars.by_ref().take(ECHO_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Control characters, and the invisible ones that turn or hide what stands beside them.
fn is_unsafe(c: char) -> bool {
    let invisible = [
        '\u{200B}'..='\u{200F}',
        '\u{2028}'..='\u{202E}',
        '\u{2060}'..='\u{206F}',
        '\u{FEFF}'..='\u{FEFF}',
    ];
    c.is_control() || invisible.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests;
