//! Whether rows are private: asked where something is to be said of them while the screen is masked.

use super::{Store, error::Result, id, text};
use crate::domain::{Id, Table};

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
        let sql = "SELECT DISTINCT table_name, row_id FROM changes WHERE batch = ?";
        let rows = self.rows(sql, [batch], |r| Ok((text(r, 0)?, id(r, 1)?)))?;
        for (name, row) in rows {
            let Some(table) = Table::from_name(&name) else {
                return Ok(true);
            };
            if self.is_private(table, row)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
