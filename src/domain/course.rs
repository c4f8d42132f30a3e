//! How one goal went, month by month: the milestones reached of all that count, or its percent as it was written down.
//! It tells what was, never what should be, and knows no other goal.

use chrono::{Datelike, Months, NaiveDate};

use super::progress;

/// The most points that are told apart; a longer way is told by as many, evenly apart.
pub const POINTS: usize = 24;

/// What a course is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Milestones reached, of so many that are reached or open.
    Milestones(usize),
    /// A percent.
    Percent,
}

/// One goal over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What is counted.
    measure: Measure,
    /// The first day of each month, the oldest first, and how far the goal was at its end.
    points: Vec<(NaiveDate, usize)>,
}

/// The first days of the months from one day to another, at most [`POINTS`] of them: the first, the last, and others evenly
/// between.
#[must_use]
pub fn months(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let number = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let later = u32::try_from(number(last) - number(first)).unwrap_or(0);
    let Some(start) = first.with_day(1) else {
        return Vec::new();
    };
    let apart = spread(later as usize + 1, POINTS).into_iter();
    let month = |n| start.checked_add_months(Months::new(u32::try_from(n).ok()?));
    apart.filter_map(month).collect()
}

/// At most so many of the places from 0 on, the first and the last among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    let steps = most.saturating_sub(1).max(1);
    (0..=steps).map(|n| n * (count - 1) / steps).collect()
}

impl Course {
    /// From what was known at the end of each month; nothing where that is fewer than two months, or nothing was reached.
    #[must_use]
    pub fn new(measure: Measure, known: &[(NaiveDate, Option<i64>)]) -> Option<Self> {
        let value = |(month, value): &(NaiveDate, Option<i64>)| {
            Some((*month, usize::try_from((*value)?).unwrap_or(0)))
        };
        let points: Vec<_> = known.iter().filter_map(value).collect();
        let has_moved = points.iter().any(|(_, value)| *value > 0);
        (points.len() > 1 && has_moved).then_some(Self { measure, points })
    }

    /// In one line no wider than `room`: `Jan ▁▂▃▅▆ Nov  0 → 60 %`. A month of another year than today's tells its year.
    #[must_use]
    pub fn line(&self, room: usize, today: NaiveDate) -> Option<String> {
        let (since, from) = *self.points.first()?;
        let (until, to) = *self.points.last()?;
        let (whole, unit) = match self.measure {
            Measure::Milestones(of) => (of, format!("of {of}")),
            Measure::Percent => (100, "%".to_owned()),
        };
        let name = |month: NaiveDate| {
            let form = if month.year() == today.year() {
                "%b"
            } else {
                "%b %Y"
            };
            month.format(form).to_string()
        };
        let (since, until) = (name(since), name(until));
        let figures = format!("{from} → {to} {unit}");
        let taken = since.len() + until.len() + figures.chars().count() + 4;
        let cells = room.checked_sub(taken).filter(|cells| *cells > 1)?;
        let shown = spread(self.points.len(), cells).into_iter();
        let values: Vec<_> = shown
            .filter_map(|n| self.points.get(n).map(|(_, value)| *value))
            .collect();
        let strip = progress::bars_of(&values, whole);
        Some(format!("{since} {strip} {until}  {figures}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 24).unwrap_or_default()
    }

    fn line(measure: Measure, since: NaiveDate, values: &[Option<i64>], room: usize) -> String {
        let months = months(since, day(2026, 11)).into_iter();
        let known: Vec<_> = months.zip(values.iter().copied()).collect();
        let course = Course::new(measure, &known);
        let line = course.and_then(|course| course.line(room, day(2026, 11)));
        line.unwrap_or_default()
    }

    #[test]
    fn a_course_is_told_from_its_first_month_to_its_last() {
        let values = [None, Some(0), Some(20), Some(100), Some(60)];
        let told = line(Measure::Percent, day(2026, 7), &values, 40);
        assert_eq!(told, "Aug ·▂█▅ Nov  0 → 60 %");
        let values = [Some(0), Some(1), Some(3)];
        let told = line(Measure::Milestones(5), day(2026, 9), &values, 40);
        assert_eq!(told, "Sep ·▂▅ Nov  0 → 3 of 5");
    }

    #[test]
    fn a_long_way_keeps_its_ends() {
        assert_eq!(months(day(2001, 2), day(2026, 11)).len(), POINTS);
        let values: Vec<_> = (0..23).map(|n| Some(n * 4)).collect();
        let told = line(Measure::Percent, day(2025, 1), &values, 31);
        assert_eq!(told, "Jan 2025 ·▁▂▃▄▅▆█ Nov  0 → 88 %");
    }

    #[test]
    fn one_month_or_none_that_moved_tells_nothing() {
        let now = day(2026, 11);
        assert_eq!(line(Measure::Percent, now, &[Some(40)], 40), "");
        let still = [Some(0), Some(0), Some(0)];
        let told = line(Measure::Milestones(3), day(2026, 9), &still, 40);
        assert_eq!(told, "");
        let values = [Some(0), Some(1), Some(3)];
        let narrow = line(Measure::Milestones(5), day(2026, 9), &values, 18);
        assert_eq!(narrow, "");
    }
}
