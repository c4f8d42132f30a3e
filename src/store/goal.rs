//! Goals and milestones: what actions read.

use rusqlite::params;

use super::{Result, Store};
use crate::domain::{Id, Milestone};

impl Store {
    /// The milestones of a goal, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn milestones(&self, goal: Id) -> Result<Vec<Milestone>> {
        self.all(
            "WHERE goal_id = ? AND deleted_at IS NULL ORDER BY position, id",
            [goal.blob()],
        )
    }

    /// The place of the last milestone of a goal; 0 where there is none.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_milestone_position(&self, goal: Id) -> Result<i64> {
        self.number(
            "SELECT max(position) FROM milestones WHERE goal_id = ? AND deleted_at IS NULL",
            [goal.blob()],
        )
    }

    /// The places of the next two milestones below (or above) one in its goal, the nearer one first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn milestone_neighbours(&self, milestone: &Milestone, below: bool) -> Result<Vec<i64>> {
        let side = if below {
            "(position, id) > (?2, ?3) ORDER BY position, id"
        } else {
            "(position, id) < (?2, ?3) ORDER BY position DESC, id DESC"
        };
        let sql = format!(
            "SELECT position FROM milestones WHERE goal_id = ?1 AND deleted_at IS NULL AND {side} LIMIT 2"
        );
        let bound = params![
            milestone.goal_id.blob(),
            milestone.position,
            milestone.id.blob()
        ];
        self.rows(&sql, bound, |r| r.get(0))
    }
}
