//! How far one goal was at the end of each month.

use chrono::{Months, NaiveDate, NaiveTime};
use rusqlite::params;

use super::count;
use crate::domain::course::{self, Course, Measure};
use crate::domain::goal::ProgressMode;
use crate::domain::moment::{Instant, Now};
use crate::domain::{Goal, Id};
use crate::store::{Result, Store, day, instant};

/// The first day on which a milestone of a goal was reached.
pub const FIRST_REACHED: &str = "SELECT min(done_on) FROM milestones WHERE goal_id = ?1 AND deleted_at IS NULL AND status = 'done'";

/// The milestones of a goal that are reached or open.
const COUNTED: &str = "SELECT count(*) FROM milestones WHERE goal_id = ?1 AND deleted_at IS NULL AND status IN ('open', 'done')";

/// How many milestones of a goal were reached before each of these days, as one list.
pub const REACHED: &str = "SELECT json_group_array((SELECT count(*) FROM milestones m WHERE m.goal_id = ?1 AND m.deleted_at IS NULL
    AND m.status = 'done' AND m.done_on < value)) FROM json_each(?2)";

/// When a percent of a goal was written down first.
pub const FIRST_PERCENT: &str = "SELECT at FROM goal_updates WHERE goal_id = ?1 AND deleted_at IS NULL AND percent IS NOT NULL ORDER BY at LIMIT 1";

/// The percent of a goal that was written down last before each of these instants, as one list.
pub const PERCENT: &str = "SELECT json_group_array((SELECT u.percent FROM goal_updates u WHERE u.goal_id = ?1 AND u.at < value
    AND u.deleted_at IS NULL AND u.percent IS NOT NULL ORDER BY u.at DESC LIMIT 1)) FROM json_each(?2)";

impl Store {
    /// How a goal went, by its milestones or its percent; nothing where there is too little to tell. Months end where the user
    /// is.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn course(&self, goal: &Goal, now: Now) -> Result<Option<Course>> {
        let counted = match goal.progress_mode {
            ProgressMode::None => return Ok(None),
            ProgressMode::Milestones => count(self.number(COUNTED, [goal.id.blob()])?),
            ProgressMode::Percent => 0,
        };
        let until = goal.closed_on.unwrap_or_else(|| now.today());
        if counted > 0 {
            let began = goal.active_since.unwrap_or(goal.created_at);
            let began = began.day(now.zone);
            let reached = self.first(FIRST_REACHED, [goal.id.blob()], |row| day(row, 0))?;
            let since = reached.flatten().map_or(began, |on| on.min(began));
            let known = self.known(REACHED, goal.id, &course::months(since, until), |day| {
                day.to_string()
            })?;
            return Ok(Course::new(Measure::Milestones(counted), &known));
        }
        let Some(since) = self
            .first(FIRST_PERCENT, [goal.id.blob()], |row| instant(row, 0))?
            .flatten()
        else {
            return Ok(None);
        };
        let months = course::months(since.day(now.zone), until);
        let mut known = self.known(PERCENT, goal.id, &months, |day| {
            Instant::from_day(day, NaiveTime::MIN, now.zone).to_string()
        })?;
        // What was set without a line about it counts from now on.
        if let (Some((_, last)), Some(percent)) = (known.last_mut(), goal.percent) {
            *last = Some(percent);
        }
        Ok(Course::new(Measure::Percent, &known))
    }

    /// What a query knows of the end of each month, which it is asked by the beginning of the next.
    fn known(
        &self,
        sql: &str,
        goal: Id,
        months: &[NaiveDate],
        beginning: impl Fn(NaiveDate) -> String,
    ) -> Result<Vec<(NaiveDate, Option<i64>)>> {
        let next = |month: &NaiveDate| {
            let next = month.checked_add_months(Months::new(1));
            next.unwrap_or(*month)
        };
        let ends: Vec<_> = months.iter().map(|month| beginning(next(month))).collect();
        let ends = serde_json::json!(ends).to_string();
        let list = self.first(sql, params![goal.blob(), ends], |row| {
            row.get::<_, String>(0)
        })?;
        let values: Vec<Option<i64>> =
            serde_json::from_str(&list.unwrap_or_default()).unwrap_or_default();
        Ok(months.iter().copied().zip(values).collect())
    }
}
