//! Relationships and their agreements: what actions read.

use rusqlite::params;

use super::{Result, Store, id};
use crate::domain::{Agreement, Id, Table};

impl Store {
    /// Every version of a relationship's agreement, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn agreements(&self, relationship: Id) -> Result<Vec<Agreement>> {
        let all = "WHERE relationship_id = ? AND deleted_at IS NULL ORDER BY version DESC";
        self.all(all, [relationship.blob()])
    }

    /// How many versions of an agreement there are.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn agreement_count(&self, relationship: Id) -> Result<usize> {
        let sql =
            "SELECT count(*) FROM agreements WHERE relationship_id = ? AND deleted_at IS NULL";
        let found = self.number(sql, [relationship.blob()])?;
        Ok(usize::try_from(found).unwrap_or(0))
    }

    /// The agreement in force: agreed, the highest version.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn agreement_in_force(&self, relationship: Id) -> Result<Option<Agreement>> {
        let agreed = "WHERE relationship_id = ? AND status = 'agreed' AND deleted_at IS NULL ORDER BY version DESC LIMIT 1";
        Ok(self.all(agreed, [relationship.blob()])?.into_iter().next())
    }

    /// All rows of a relationship but its own: those that are kept, or those that lie in the trash since a moment.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn rows_of(&self, relationship: Id, since: Option<&str>) -> Result<Vec<(Table, Id)>> {
        let mut found = Vec::new();
        for table in Table::ALL.iter().filter(|t| **t != Table::Relationships) {
            let sql = format!(
                "SELECT id FROM {} WHERE relationship_id = ?1 AND deleted_at IS ?2 ORDER BY id",
                table.name()
            );
            let rows = self.rows(&sql, params![relationship.blob(), since], |r| id(r, 0))?;
            found.extend(rows.into_iter().map(|row| (*table, row)));
        }
        Ok(found)
    }
}
