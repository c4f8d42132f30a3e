//! Promises: what actions read.

use rusqlite::params;

use super::{Result, Store};
use crate::domain::{Commitment, Id};

impl Store {
    /// The open promises that are due by a day, the earliest first, at most `limit`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_due(
        &self,
        relationship: Id,
        by: chrono::NaiveDate,
        limit: i64,
    ) -> Result<Vec<Commitment>> {
        let due = "WHERE relationship_id = ? AND status = 'open' AND due IS NOT NULL AND due <= ? AND deleted_at IS NULL ORDER BY due, id LIMIT ?";
        self.all(due, params![relationship.blob(), by.to_string(), limit])
    }

    /// How much that serves a goal is open: milestones, promises, what there is to learn from, agenda items.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_of_goal(&self, goal: Id) -> Result<[i64; 4]> {
        let sql = "SELECT (SELECT count(*) FROM milestones WHERE goal_id = ?1 AND status = 'open' AND deleted_at IS NULL),
            (SELECT count(*) FROM commitments WHERE goal_id = ?1 AND status = 'open' AND deleted_at IS NULL),
            (SELECT count(*) FROM resources WHERE goal_id = ?1 AND status IN ('doing', 'planned', 'suggested') AND deleted_at IS NULL),
            (SELECT count(*) FROM agenda_items INDEXED BY agenda_items_about WHERE unhex(link ->> 'id', '-') = ?1 AND link IS NOT NULL AND status = 'open' AND deleted_at IS NULL)";
        let found = self.first(sql, [goal.blob()], |r| {
            Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?])
        })?;
        Ok(found.unwrap_or_default())
    }
}
