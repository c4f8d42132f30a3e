//! The relationships by name, for whoever asks for one of them.

use super::{Result, Store, id, text};
use crate::domain::Id;

impl Store {
    /// Every relationship with its partner's name, active ones first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn relationship_names(&self) -> Result<Vec<(Id, String)>> {
        let sql = "SELECT id, partner_name FROM relationships WHERE deleted_at IS NULL ORDER BY status, partner_name, id";
        self.rows(sql, [], |r| Ok((id(r, 0)?, text(r, 1)?)))
    }
}
