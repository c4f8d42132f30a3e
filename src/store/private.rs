//! Whether rows are private: asked where something is to be said of them while the screen is masked.

use super::{Store, error::Result};
use crate::domain::{Id, Row, Table};

impl Store {
    /// Whether a row is private; a child is as private as what it belongs to, and what is gone is.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_private(&self, table: Table, row: Id) -> Result<bool> {
        let name = table.name();
        let sql = match (table.column("visibility"), table.parent()) {
            (Some(_), _) => format!("SELECT visibility = 'private' FROM {name} WHERE id = ?"),
            (None, Some(column)) => {
                let parent = if column == "goal_id" {
                    Table::Goals
                } else {
                    Table::Sessions
                };
                let parent = parent.name();
                format!(
                    "SELECT p.visibility = 'private' FROM {name} c JOIN {parent} p ON p.id = c.{column} WHERE c.id = ?"
                )
            }
            (None, None) => return Ok(false),
        };
        Ok(self
            .first(&sql, [row.blob()], |r| r.get(0))?
            .unwrap_or(true))
    }

    /// Whether an action of the log touched a private row.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn touched_private(&self, batch: i64) -> Result<bool> {
        let is_private = |row: &Row| row.get("visibility").is_some_and(|v| v == "private");
        for change in self.changes(batch)? {
            // An added row is gone once that is taken back; then the log alone knows what it was.
            let told = change.before.iter().chain(&change.after);
            let is_known = told.clone().any(|row| row.contains_key("visibility"));
            if told.clone().any(is_private)
                || !is_known && self.is_private(change.table, change.id)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
