//! Feedback: what actions read.

use rusqlite::params;

use super::{Result, Store};
use crate::domain::{Feedback, Id};

impl Store {
    /// The feedback that was said and waits for an answer, the oldest first, at most `limit`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_waiting(&self, relationship: Id, limit: i64) -> Result<Vec<Feedback>> {
        let waiting = "WHERE relationship_id = ? AND state = 'said' AND deleted_at IS NULL ORDER BY said_on, id LIMIT ?";
        self.all(waiting, params![relationship.blob(), limit])
    }
}
