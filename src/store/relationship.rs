//! Relationships and their agreements: what actions read.

use super::{Result, Store};
use crate::domain::{Agreement, Id};

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
}
