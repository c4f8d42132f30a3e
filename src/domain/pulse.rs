//! The pulse: a few prompts for a conversation, answered by each for themselves. Not a validated test.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::content::{self, PulseItem};
use super::entity::{self, entity};
use super::evidence::Dimension;
use super::words::{Side, Word, words};

/// A pulse is due so many days after the last one: 8 weeks, a convention of this program.
pub const DUE_DAYS: i64 = 56;

/// Two medians that are this far apart, of answers from 1 to 5, are worth a word: a convention too.
pub const GAP: f64 = 2.0;

words! {
    /// How many items.
    PulseForm {
        /// Five.
        Quick = "quick",
        /// Twelve.
        Full = "full",
    }
}

entity! {
    /// Answers of one day; a skipped item has none, never a middle value.
    private Pulse in Pulses {
        required {
            /// The day.
            taken_on: NaiveDate,
            /// Whose answers.
            side: Side,
        }
        rest {
            /// How many items.
            form: PulseForm,
            /// From item to 1–5.
            answers: BTreeMap<String, i64>,
            /// A line.
            comment: String,
        }
    }
}

impl PulseForm {
    /// Its items, in order.
    pub fn items(self) -> impl Iterator<Item = &'static PulseItem> {
        let items = content::pulse().items.iter();
        items.filter(move |item| item.core || self == Self::Full)
    }
}

impl Pulse {
    /// The median of what was answered of a dimension, from 1 to 5 in halves: of an even number the mean of the two in the
    /// middle, and a reverse-keyed item turned (6 − x). None where less than half was answered. Answers are ranks, so nothing
    /// here is a mean of all of them.
    #[must_use]
    pub fn median(&self, dimension: Dimension) -> Option<f64> {
        let asked: Vec<_> = self
            .form
            .items()
            .filter(|item| item.dimension == dimension.word())
            .collect();
        let mut answers: Vec<i64> = asked
            .iter()
            .filter_map(|item| {
                let answer = *self.answers.get(&item.id)?;
                (1..=5)
                    .contains(&answer)
                    .then_some(if item.reverse { 6 - answer } else { answer })
            })
            .collect();
        if answers.is_empty() || answers.len() * 2 < asked.len() {
            return None;
        }
        answers.sort_unstable();
        let (low, high) = (
            answers.get((answers.len() - 1) / 2)?,
            answers.get(answers.len() / 2)?,
        );
        Some(f64::from(u32::try_from(low + high).ok()?) / 2.0)
    }
}

impl Pulse {
    /// The median as the screens show it: "4", "3.5", "–" where there is none.
    #[must_use]
    pub fn median_words(&self, dimension: Dimension) -> String {
        let median = self.median(dimension);
        median.map_or_else(|| "–".to_owned(), |median| median.to_string())
    }
}

/// The last pulses of a side, one a day, the oldest of them first; of two on one day the later row counts.
#[must_use]
pub fn last_of(pulses: &[Pulse], side: Side, most: usize) -> Vec<&Pulse> {
    let mut by_day: BTreeMap<NaiveDate, &Pulse> = BTreeMap::new();
    let mut of_side: Vec<_> = pulses.iter().filter(|p| p.side == side).collect();
    of_side.sort_by_key(|p| (p.taken_on, p.created_at, p.id));
    for pulse in of_side {
        by_day.insert(pulse.taken_on, pulse);
    }
    let skipped = by_day.len().saturating_sub(most);
    by_day.into_values().skip(skipped).collect()
}

/// Whether one of my own is due: none was taken, or the last one 8 weeks ago or more.
#[must_use]
pub fn is_due(pulses: &[Pulse], today: NaiveDate) -> bool {
    let mine = pulses.iter().filter(|p| p.side == Side::Me);
    mine.map(|p| p.taken_on)
        .max()
        .is_none_or(|last| (today - last).num_days() >= DUE_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse(form: PulseForm, answers: &[(&str, i64)]) -> Pulse {
        Pulse {
            form,
            answers: answers.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect(),
            ..Pulse::default()
        }
    }

    #[test]
    fn a_median_is_of_what_was_answered_and_of_at_least_half() {
        use Dimension::{Care, Credibility, Openness, Reliability};
        let full = |answers: &[(&str, i64)]| pulse(PulseForm::Full, answers);
        for (answers, dimension, median) in [
            (
                vec![("rel1", 4), ("rel2", 2), ("rel3", 5)],
                Reliability,
                Some(4.0),
            ),
            (vec![("rel1", 4), ("rel2", 3)], Reliability, Some(3.5)),
            // One of three is less than half; one of two is half.
            (vec![("rel1", 4)], Reliability, None),
            (vec![("cre2", 2)], Credibility, Some(2.0)),
            // "I kept something back": 5 counts as 1.
            (vec![("ope1", 3), ("ope2", 5)], Openness, Some(2.0)),
            (vec![("ope2", 1), ("ope3", 5)], Openness, Some(5.0)),
            (vec![], Care, None),
            (vec![("car1", 9), ("car2", 0)], Care, None),
        ] {
            assert_eq!(full(&answers).median(dimension), median, "{answers:?}");
        }
    }

    #[test]
    fn the_quick_form_asks_one_item_of_each_dimension() {
        let quick = pulse(PulseForm::Quick, &[("rel1", 2), ("dir1", 5)]);
        assert_eq!(quick.median(Dimension::Reliability), Some(2.0));
        assert_eq!(quick.median(Dimension::Direction), Some(5.0));
        assert_eq!(quick.median(Dimension::Care), None);
        assert_eq!(PulseForm::Quick.items().count(), 5);
        assert_eq!(PulseForm::Full.items().count(), 12);
    }

    #[test]
    fn one_is_due_eight_weeks_after_my_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let on = |side, taken| Pulse {
            side,
            taken_on: day(taken),
            ..Pulse::default()
        };
        let today = day("2026-11-24");
        assert!(is_due(&[], today));
        assert!(is_due(&[on(Side::Partner, "2026-11-23")], today));
        assert!(is_due(&[on(Side::Me, "2026-09-29")], today));
        assert!(!is_due(&[on(Side::Me, "2026-09-30")], today));
    }
}
