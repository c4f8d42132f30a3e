//! Relationships and their agreements: what actions read.

use super::{Result, Store};
use crate::domain::{Agreement, Id};

impl Store {
    /// The agreement in force: agreed, the highest version.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn agreement_in_force(&self, relationship: Id) -> Result<Option<Agreement>> {
        let agreed = "WHERE relationship_id = ? AND status = 'agreed' AND deleted_at IS NULL ORDER BY version DESC LIMIT 1";
        Ok(self.all(agreed, [relationship.blob()])?.into_iter().next())
    }
}
