//! How often two people meet and for how long, as people write it: "every 2 weeks, 45 min", "weekly", "every month, 1 h".

use std::fmt;

use super::text;

/// Days from one session to the next, and minutes that one is planned for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Days, 1–366.
    pub days: i64,
    /// Minutes, 1–480.
    pub minutes: i64,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            days: 14,
            minutes: 45,
        }
    }
}

/// What could not be read; the sentence says the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RhythmError {
    /// A word that means no length of time.
    #[error("'{0}' is no rhythm. Try weekly, every 2 weeks, every month, 60 min.")]
    Word(String),
    /// A number without a unit.
    #[error("{0} of what? Try every {0} weeks, or {0} min.")]
    Unit(i64),
    /// More than a year from one to the next, or less than a day.
    #[error("From one session to the next it is 1 to 366 days. Try every 2 weeks.")]
    Days,
    /// Longer than a working day, or nothing.
    #[error("A session takes 1 to 480 minutes. Try 45 min.")]
    Minutes,
}

const COUNTS: [(&str, i64); 12] = [
    ("one", 1),
    ("two", 2),
    ("other", 2),
    ("second", 2),
    ("three", 3),
    ("third", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("six", 6),
    ("eight", 8),
    ("ten", 10),
];

/// A rhythm while it is read.
#[derive(Default)]
struct Reading {
    days: Option<i64>,
    minutes: Option<i64>,
    pending: Option<i64>,
}

impl Reading {
    fn word(&mut self, word: &str) -> Result<(), RhythmError> {
        let days = match word {
            "every" | "each" | "a" | "an" | "once" | "for" | "and" | "of" => return Ok(()),
            "daily" => 1,
            "weekly" => 7,
            "biweekly" | "fortnightly" => 14,
            "monthly" => 30,
            "quarterly" => 91,
            _ => return self.counted(word),
        };
        self.days = Some(days);
        Ok(())
    }

    /// A number, a number with its unit, or the unit of the number before it.
    fn counted(&mut self, word: &str) -> Result<(), RhythmError> {
        let end = word
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.len());
        let (digits, unit) = word.split_at_checked(end).unwrap_or((word, ""));
        if !digits.is_empty() {
            let number = digits.parse().ok().filter(|n| *n <= 9_999);
            self.pending = Some(number.ok_or_else(|| unknown(word))?);
            return if unit.is_empty() {
                Ok(())
            } else {
                self.unit(unit.trim_start_matches('-'), word)
            };
        }
        if let Some((_, count)) = COUNTS.iter().find(|(name, _)| *name == word) {
            self.pending = Some(*count);
            return Ok(());
        }
        self.unit(word, word)
    }

    fn unit(&mut self, unit: &str, word: &str) -> Result<(), RhythmError> {
        let count = self.pending.take();
        let (days, minutes) = match unit {
            "min" | "mins" | "minute" | "minutes" | "m" => (0, 1),
            "h" | "hr" | "hour" | "hours" => (0, 60),
            "d" | "day" | "days" => (1, 0),
            "w" | "wk" | "week" | "weeks" => (7, 0),
            "fortnight" | "fortnights" => (14, 0),
            "month" | "months" => (30, 0),
            "quarter" | "quarters" => (91, 0),
            "year" | "years" => (365, 0),
            _ => return Err(unknown(word)),
        };
        let count = count.unwrap_or(1);
        if days > 0 {
            self.days = Some(count * days);
        } else {
            self.minutes = Some(self.minutes.unwrap_or(0) + count * minutes);
        }
        Ok(())
    }
}

fn unknown(word: &str) -> RhythmError {
    RhythmError::Word(text::fit(&text::visible(word), 16))
}

impl Rhythm {
    /// Reads what was typed; what is not said stays as in `usual`.
    ///
    /// # Errors
    /// When a word means no length of time, or a length is out of bounds.
    pub fn read(typed: &str, usual: Self) -> Result<Self, RhythmError> {
        let mut reading = Reading::default();
        let lower = typed.to_lowercase();
        for word in lower.split([' ', ',', ';', '\t']).filter(|w| !w.is_empty()) {
            reading.word(word.trim_end_matches('.'))?;
        }
        if let Some(number) = reading.pending {
            return Err(RhythmError::Unit(number));
        }
        let (days, minutes) = (
            reading.days.unwrap_or(usual.days),
            reading.minutes.unwrap_or(usual.minutes),
        );
        if !(1..=366).contains(&days) {
            return Err(RhythmError::Days);
        }
        if !(1..=480).contains(&minutes) {
            return Err(RhythmError::Minutes);
        }
        Ok(Self { days, minutes })
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let some = |count: i64, unit: &str| match count {
            1 => format!("every {unit}"),
            _ => format!("every {count} {unit}s"),
        };
        let often = match self.days {
            days if days % 7 == 0 => some(days / 7, "week"),
            days if days % 30 == 0 => some(days / 30, "month"),
            days => some(days, "day"),
        };
        write!(f, "{often}, {} min", self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(typed: &str) -> String {
        Rhythm::read(typed, Rhythm::default()).map_or_else(|e| e.to_string(), |r| r.to_string())
    }

    #[test]
    fn a_rhythm_is_read_as_people_write_it() {
        let table = [
            ("", "every 2 weeks, 45 min"),
            ("every 2 weeks, 45 min", "every 2 weeks, 45 min"),
            ("weekly", "every week, 45 min"),
            ("every month, 60 min", "every month, 60 min"),
            ("Every other week, 1 h 30 min", "every 2 weeks, 90 min"),
            ("every ten days", "every 10 days, 45 min"),
            ("monthly 90m", "every month, 90 min"),
            ("30 min", "every 2 weeks, 30 min"),
            ("every 3 months", "every 3 months, 45 min"),
            ("biweekly, 1h", "every 2 weeks, 60 min"),
            ("3 weeks", "every 3 weeks, 45 min"),
        ];
        for (typed, wanted) in table {
            assert_eq!(shown(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn what_is_no_rhythm_says_the_way_out() {
        assert_eq!(
            shown("sometimes"),
            "'sometimes' is no rhythm. Try weekly, every 2 weeks, every month, 60 min."
        );
        assert_eq!(shown("every 2"), "2 of what? Try every 2 weeks, or 2 min.");
        assert_eq!(
            shown("0 min"),
            "A session takes 1 to 480 minutes. Try 45 min."
        );
        assert!(shown("every 99 years").starts_with("From one session"));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(days in 1..=366_i64, minutes in 1..=480_i64) {
            let rhythm = Rhythm { days, minutes };
            prop_assert_eq!(Rhythm::read(&rhythm.to_string(), Rhythm::default()), Ok(rhythm));
        }

        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,40}") {
            let _ = Rhythm::read(&typed, Rhythm::default());
        }
    }
}
