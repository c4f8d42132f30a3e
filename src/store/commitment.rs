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

    /// How many promises that serve a goal are open.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_promises_of_goal(&self, goal: Id) -> Result<i64> {
        self.number("SELECT count(*) FROM commitments WHERE goal_id = ? AND status = 'open' AND deleted_at IS NULL", [goal.blob()])
    }
}
