//! Times of day as typed: `15:00`, `3pm`, `noon`. Never a day.

use super::phrase::{numeric_date, short_number};
use chrono::NaiveTime;

#[derive(Clone, Copy, Debug)]
enum Half {
    Am,
    Pm,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    hour: u32,
    minute: u32,
    half: Option<Half>,
}

impl Clock {
    pub(super) fn time(self) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(self.hour_of_day()?, self.minute, 0)
    }

    fn hour_of_day(self) -> Option<u32> {
        let within = (1..=12).contains(&self.hour);
        match self.half {
            None => Some(self.hour),
            Some(Half::Am) => within.then_some(self.hour % 12),
            Some(Half::Pm) => within.then_some(self.hour % 12 + 12),
        }
    }
}

pub(super) fn clock(words: &[&str]) -> Option<Clock> {
    match words {
        ["noon"] => Some(Clock {
            hour: 12,
            minute: 0,
            half: None,
        }),
        ["midnight"] => Some(Clock {
            hour: 0,
            minute: 0,
            half: None,
        }),
        [word] => halved(word)
            .or_else(|| digits(word))
            .or_else(|| full_hours(word)),
        [word, half] => Some(Clock {
            half: Some(half_named(half)?),
            ..digits(word)?
        }),
        _ => None,
    }
}

/// `9am`, `3:30pm`.
fn halved(word: &str) -> Option<Clock> {
    let (clock, half) = word.split_at_checked(word.len().checked_sub(2)?)?;
    Some(Clock {
        half: Some(half_named(half)?),
        ..digits(clock)?
    })
}

fn half_named(word: &str) -> Option<Half> {
    match word {
        "am" => Some(Half::Am),
        "pm" => Some(Half::Pm),
        _ => None,
    }
}

/// `15h`.
fn full_hours(word: &str) -> Option<Clock> {
    Some(Clock {
        hour: short_number(word.strip_suffix('h')?)?,
        minute: 0,
        half: None,
    })
}

/// `15:00`, `15`, and `15.30` where that can't be a date.
fn digits(word: &str) -> Option<Clock> {
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((_, minute)) if minute.len() != 2 || could_be_date(word) => return None,
        Some(parts) => parts,
        None => (word, "00"),
    };
    Some(Clock {
        hour: short_number(hour)?,
        minute: short_number(minute)?,
        half: None,
    })
}

fn could_be_date(word: &str) -> bool {
    numeric_date(word)
        .is_some_and(|date| (1..=31).contains(&date.day) && (1..=12).contains(&date.month))
}
