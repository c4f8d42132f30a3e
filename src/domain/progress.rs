//! How far two people have come: goals reached, milestones, sessions held, lessons, each counted by month. Each stands for
//! itself; they are never added to one another.

use chrono::{Datelike, NaiveDate};

use super::story::StoryKind;

/// What is counted, in the order in which it is shown.
pub const STRANDS: [StoryKind; 4] = [
    StoryKind::Goal,
    StoryKind::Milestone,
    StoryKind::Session,
    StoryKind::Lesson,
];

/// The months that are shown one by one.
pub const MONTHS: usize = 12;

/// The months that are told apart at all; what is older counts in the first of them.
const MOST: usize = 600;

/// One of the strands, month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is counted.
    pub kind: StoryKind,
    /// The year of the first month.
    pub since: i32,
    /// Its month, from 0.
    month: usize,
    /// How many in each month, from the first one that holds anything of any strand to this one.
    counts: Vec<usize>,
}

/// The number of a month such as "2026-11".
fn number(month: &str) -> Option<usize> {
    let (year, month) = month.split_once('-')?;
    Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()?.checked_sub(1)?)
}

impl Progress {
    /// The strands, from what each month holds; what is dated after `today` counts in its month.
    #[must_use]
    pub fn strands(held: &[(&str, StoryKind, usize)], today: NaiveDate) -> Vec<Self> {
        let this = usize::try_from(today.year()).unwrap_or(0) * 12 + today.month0() as usize;
        let held = held.iter().filter(|(_, kind, _)| STRANDS.contains(kind));
        let held: Vec<_> = held
            .filter_map(|(month, kind, n)| Some((number(month)?.min(this), *kind, *n)))
            .collect();
        let first = held.iter().map(|(month, ..)| *month).min().unwrap_or(this);
        let first = first.max((this + 1).saturating_sub(MOST));
        let strand = |kind| {
            let mut counts = vec![0; this + 1 - first];
            for (month, _, n) in held.iter().filter(|(_, of, _)| *of == kind) {
                if let Some(count) = counts.get_mut(month.saturating_sub(first)) {
                    *count += n;
                }
            }
            Self {
                kind,
                since: i32::try_from(first / 12).unwrap_or(0),
                month: first % 12,
                counts,
            }
        };
        STRANDS.into_iter().map(strand).collect()
    }

    /// What the strand is called.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.kind {
            StoryKind::Session => "sessions",
            kind => kind.choice().1,
        }
    }

    /// How many there were in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The last 12 months, the oldest first.
    #[must_use]
    pub fn recent(&self) -> Vec<usize> {
        let mut recent = vec![0; MONTHS.saturating_sub(self.counts.len())];
        recent.extend(
            self.counts
                .iter()
                .skip(self.counts.len().saturating_sub(MONTHS)),
        );
        recent
    }

    /// How many there were in the 12 months before those.
    #[must_use]
    pub fn before(&self) -> usize {
        self.counts.iter().rev().skip(MONTHS).take(MONTHS).sum()
    }

    /// How many in each year, the oldest first; a year without any is there too.
    #[must_use]
    pub fn years(&self) -> Vec<(i32, usize)> {
        let mut years: Vec<(i32, usize)> = Vec::new();
        for (n, count) in (self.month..).zip(&self.counts) {
            let year = self.since + i32::try_from(n / 12).unwrap_or(0);
            match years.last_mut() {
                Some((last, sum)) if *last == year => *sum += count,
                _ => years.push((year, *count)),
            }
        }
        years
    }

    /// How many there were so far, at so many points from the first month to this one: slow growth shows.
    #[must_use]
    pub fn adding_up(&self, points: usize) -> Vec<usize> {
        let months = self.counts.len();
        let so_far = |point: usize| self.counts.iter().take((point * months).div_ceil(points));
        (1..=points).map(|point| so_far(point).sum()).collect()
    }
}

/// A strip of bars, one for each count, the highest as high as a line; nothing is a dot.
#[must_use]
pub fn bars(counts: &[usize]) -> String {
    bars_of(counts, counts.iter().copied().max().unwrap_or(0))
}

/// The same, where so many are as high as a line.
#[must_use]
pub fn bars_of(counts: &[usize], whole: usize) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let bar = |count: &usize| match (count * BARS.len()).div_ceil(whole.max(1)).checked_sub(1) {
        Some(height) => BARS.get(height).copied().unwrap_or('█'),
        None => '·',
    };
    counts.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strands(held: &[(&str, StoryKind, usize)]) -> Vec<Progress> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        Progress::strands(held, today)
    }

    #[test]
    fn each_strand_has_its_months_its_years_and_what_it_adds_up_to() {
        let all = strands(&[
            ("2025-04", StoryKind::Session, 2),
            ("2025-12", StoryKind::Session, 1),
            ("2026-11", StoryKind::Session, 3),
            ("2026-11", StoryKind::Lesson, 1),
            ("2025-01", StoryKind::Win, 9),
        ]);
        let [goals, _, sessions, lessons] = all.as_slice() else {
            panic!("{all:?}");
        };
        assert_eq!(sessions.recent(), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
        assert_eq!((sessions.before(), sessions.total()), (2, 6));
        assert_eq!(sessions.years(), [(2025, 3), (2026, 3)]);
        assert_eq!(sessions.adding_up(4), [2, 3, 3, 6]);
        assert_eq!((lessons.total(), goals.total()), (1, 0));
        assert_eq!(goals.years(), [(2025, 0), (2026, 0)]);
    }

    #[test]
    fn what_is_far_away_is_counted_at_the_ends() {
        let all = strands(&[
            ("0003-01", StoryKind::Goal, 1),
            ("2031-01", StoryKind::Goal, 1),
        ]);
        let goals = all
            .first()
            .map(|strand| (strand.recent()[11], strand.total()));
        assert_eq!(goals, Some((1, 2)));
        assert_eq!(strands(&[])[0].recent(), [0; 12]);
    }

    #[test]
    fn bars_tell_none_from_one_and_the_most_from_less() {
        for (counts, strip) in [
            (&[0, 1, 2, 4, 8][..], "·▁▂▄█"),
            (&[0, 0], "··"),
            (&[1, 1], "██"),
            (&[1, 100], "▁█"),
        ] {
            assert_eq!(bars(counts), strip);
        }
    }
}
