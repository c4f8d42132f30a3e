//! What was said: words, then a [`Phrase`]. Syntax alone; whether there is such a day isn't known here.

use chrono::Weekday;

#[derive(Clone, Copy, Debug)]
pub(super) enum Phrase {
    Days(i64),
    Weekday(Which, Weekday),
    Shift(Shift),
    /// The first day of the span that begins so many spans from now.
    Start(Span, u32),
    /// The last day of the span so many spans from now.
    End(Span, u32),
    Date(Date),
    DateOn(Weekday, Date),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    Nearest,
    This,
    Next,
    Last,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Span {
    Week,
    Month,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: Option<i32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Direction {
    Ahead,
    Back,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    pub(super) direction: Direction,
    pub(super) count: u32,
    pub(super) unit: Unit,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const COUNTS: [(&str, u32); 14] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
];

pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower
        .split_whitespace()
        .flat_map(split_instant)
        .map(|word| plain_word(word).to_owned())
        .collect()
}

/// `2026-11-26t15:00` is two words.
fn split_instant(word: &str) -> Vec<&str> {
    match word.split_once('t') {
        Some((date, time)) if iso_date(date).is_some() && !time.is_empty() => vec![date, time],
        _ => vec![word],
    }
}

/// A word without the comma after it, and without the dot where it is an abbreviation's.
fn plain_word(word: &str) -> &str {
    let bare = word
        .strip_suffix(',')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(word);
    bare.strip_suffix('.')
        .filter(|rest| !rest.is_empty() && rest.chars().all(char::is_alphabetic))
        .unwrap_or(bare)
}

pub(super) fn phrase(words: &[&str]) -> Option<Phrase> {
    named(words)
        .or_else(|| weekday_phrase(words))
        .or_else(|| shift(words).map(Phrase::Shift))
        .or_else(|| date(words).map(Phrase::Date))
        .or_else(|| date_on(words))
}

fn named(words: &[&str]) -> Option<Phrase> {
    match words {
        ["today"] => Some(Phrase::Days(0)),
        ["tomorrow" | "tmr" | "tmrw"] => Some(Phrase::Days(1)),
        ["yesterday"] => Some(Phrase::Days(-1)),
        ["next", span] => Some(Phrase::Start(span_named(span)?, 1)),
        ["the", "end", "of", rest @ ..] | ["end", "of", rest @ ..] => end_of(rest),
        _ => None,
    }
}

fn end_of(words: &[&str]) -> Option<Phrase> {
    match words {
        [span] | ["the" | "this", span] => Some(Phrase::End(span_named(span)?, 0)),
        ["next", span] => Some(Phrase::End(span_named(span)?, 1)),
        _ => None,
    }
}

fn span_named(word: &str) -> Option<Span> {
    match word {
        "week" => Some(Span::Week),
        "month" => Some(Span::Month),
        _ => None,
    }
}

fn weekday_phrase(words: &[&str]) -> Option<Phrase> {
    let (which, name) = match words {
        [name] => (Which::Nearest, name),
        ["this", name] => (Which::This, name),
        ["next", name] => (Which::Next, name),
        ["last", name] => (Which::Last, name),
        _ => return None,
    };
    Some(Phrase::Weekday(which, weekday_named(name)?))
}

fn weekday_named(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .into_iter()
        .find(|(name, _)| is_name(word, name))
        .map(|(_, weekday)| weekday)
}

fn month_named(word: &str) -> Option<u32> {
    let word = if word == "sept" { "sep" } else { word };
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| is_name(word, name))
        .map(|(number, _)| number)
}

/// The whole name, or its first three letters.
fn is_name(word: &str, name: &str) -> bool {
    word == name || name.get(..3) == Some(word)
}

pub(super) fn shift(words: &[&str]) -> Option<Shift> {
    let (direction, (count, unit)) = match words {
        ["in", rest @ ..] => (Direction::Ahead, amount(rest)?),
        [rest @ .., "ago"] => (Direction::Back, amount(rest)?),
        [word] => (Direction::Ahead, plus(word.strip_prefix('+')?)?),
        _ => return None,
    };
    Some(Shift {
        direction,
        count,
        unit,
    })
}

/// `3 days`, `a month`, `3d`.
fn amount(words: &[&str]) -> Option<(u32, Unit)> {
    match words {
        [count, unit] => Some((count_named(count)?, unit_named(unit)?)),
        [glued] => {
            let (count, unit) = glued_amount(glued)?;
            Some((number(count)?, unit_named(unit)?))
        }
        _ => None,
    }
}

/// After a plus, where `m` can only be months: minutes aren't counted so.
fn plus(word: &str) -> Option<(u32, Unit)> {
    let (count, unit) = glued_amount(word)?;
    let unit = if unit == "m" {
        Unit::Month
    } else {
        unit_named(unit)?
    };
    Some((number(count)?, unit))
}

fn glued_amount(word: &str) -> Option<(&str, &str)> {
    word.split_at_checked(word.find(|c: char| !c.is_ascii_digit())?)
}

fn count_named(word: &str) -> Option<u32> {
    number(word).or_else(|| {
        COUNTS
            .into_iter()
            .find(|(name, _)| *name == word)
            .map(|(_, count)| count)
    })
}

fn unit_named(word: &str) -> Option<Unit> {
    match word {
        "min" | "mins" | "minute" | "minutes" => Some(Unit::Minute),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(Unit::Hour),
        "d" | "day" | "days" => Some(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "y" | "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

fn date_on(words: &[&str]) -> Option<Phrase> {
    let (first, rest) = words.split_first()?;
    Some(Phrase::DateOn(weekday_named(first)?, date(rest)?))
}

fn date(words: &[&str]) -> Option<Date> {
    match words {
        [word] => iso_date(word).or_else(|| numeric_date(word)),
        [first, second] => month_date(first, second, None),
        [first, second, last] => month_date(first, second, Some(year(last)?)),
        _ => None,
    }
}

/// `26 nov` and `nov 26`.
fn month_date(first: &str, second: &str, year: Option<i32>) -> Option<Date> {
    let day_first = ordinal(first).zip(month_named(second));
    let (day, month) = day_first.or_else(|| ordinal(second).zip(month_named(first)))?;
    Some(Date { day, month, year })
}

fn iso_date(word: &str) -> Option<Date> {
    let (head, rest) = word.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some(Date {
        day: short_number(day)?,
        month: short_number(month)?,
        year: Some(year(head)?),
    })
}

/// `26.11`, `26.11.`, `26.11.2026`, `26/11`, `26/11/2026`: the day comes first.
pub(super) fn numeric_date(word: &str) -> Option<Date> {
    let sign = if word.contains('/') { '/' } else { '.' };
    let (day, rest) = word.split_once(sign)?;
    let (month, tail) = match rest.split_once(sign) {
        Some((month, tail)) => (month, Some(tail)),
        None => (rest, None),
    };
    let year = match tail {
        None => None,
        Some("") if sign == '.' => None,
        Some(digits) => Some(year(digits)?),
    };
    Some(Date {
        day: short_number(day)?,
        month: short_number(month)?,
        year,
    })
}

/// `26`, `26.`, `26th`.
fn ordinal(word: &str) -> Option<u32> {
    let ends = ["st", "nd", "rd", "th", "."];
    let bare = ends
        .into_iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    short_number(bare)
}

fn year(word: &str) -> Option<i32> {
    if word.len() == 4 {
        i32::try_from(number(word)?).ok()
    } else {
        None
    }
}

pub(super) fn short_number(word: &str) -> Option<u32> {
    number(word).filter(|_| word.len() <= 2)
}

/// Up to four digits and nothing else.
pub(super) fn number(word: &str) -> Option<u32> {
    let digits = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if digits { word.parse().ok() } else { None }
}
