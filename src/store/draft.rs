//! What was begun and not yet added, and what the program remembers of its own. Outside the log: no action of the user.

use std::collections::BTreeMap;

use rusqlite::params;

use super::Store;
use super::error::Result;
use crate::domain::Id;
use crate::domain::moment::Now;

/// Under which names it is noted where the text in an editor belongs: its field, and in the next line where its folder is.
pub const EDITOR: &str = "editor-";

impl Store {
    /// The line that was begun in this field.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn draft(&self, field: &str) -> Result<Option<String>> {
        self.first("SELECT text FROM drafts WHERE field = ?", [field], |r| {
            r.get(0)
        })
    }

    /// The texts that were begun in fields whose names begin so, by their names.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn drafts(&self, prefix: &str) -> Result<BTreeMap<String, String>> {
        let sql =
            "SELECT field, text FROM drafts WHERE field >= ?1 AND field < ?1 || char(0x10FFFF)";
        let rows = self.rows(sql, [prefix], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// Keeps the line that was begun in this field; an empty one is forgotten.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn keep_draft(&self, field: &str, text: &str, now: Now) -> Result<()> {
        self.transaction(|| {
            if text.is_empty() {
                self.connection
                    .prepare_cached("DELETE FROM drafts WHERE field = ?")?
                    .execute([field])?;
            } else {
                self.connection
                    .prepare_cached(
                        "INSERT OR REPLACE INTO drafts (field, text, at) VALUES (?, ?, ?)",
                    )?
                    .execute(params![field, text, now.at.to_string()])?;
            }
            Ok(())
        })
    }

    /// The relationship that was opened last.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_opened(&self) -> Result<Option<Id>> {
        let held: Option<String> = self.first(
            "SELECT value FROM memory WHERE name = 'relationship'",
            [],
            |r| r.get(0),
        )?;
        Ok(held.and_then(|id| Id::parse(&id)))
    }

    /// Remembers the relationship that was opened.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn remember_opened(&self, relationship: Id) -> Result<()> {
        if self.last_opened()? == Some(relationship) {
            return Ok(());
        }
        self.transaction(|| {
            let sql = "INSERT OR REPLACE INTO memory (name, value) VALUES ('relationship', ?)";
            self.connection
                .prepare_cached(sql)?
                .execute([relationship.to_string()])?;
            Ok(())
        })
    }
}
