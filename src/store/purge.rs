//! What goes for good: the trash emptied, a person forgotten. The one thing without undo: rows, what the log and the
//! search know of them, drafts. Afterwards the file is written anew, so that its bytes don't hold them either.

mod log;

use rusqlite::params;

use super::draft::EDITOR;
use super::log::FOR_GOOD;
use super::portable::is_link;
use super::{Result, Store, StoreError, id};
use crate::domain::moment::Now;
use crate::domain::{Id, Table};

/// What went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// The rows that went; switched-off offers, which no list shows, are not counted.
    pub rows: Vec<Id>,
    /// The file was written anew; else another program held it, and traces stay in its bytes until the next time.
    pub is_swept: bool,
}

/// The rows that go, while they go.
const GONE: &str = "CREATE TEMP TABLE IF NOT EXISTS gone (id BLOB PRIMARY KEY, text TEXT) WITHOUT ROWID; DELETE FROM gone;";

/// Those of them that are counted.
const COUNTED: &str = "SELECT id FROM gone WHERE id NOT IN (SELECT id FROM dismissals)";

/// The rows that go with another one, and by which column.
pub(super) const WITH: [(Table, &str); 4] = [
    (Table::Milestones, "goal_id"),
    (Table::GoalUpdates, "goal_id"),
    (Table::Materials, "session_id"),
    (Table::AgendaItems, "session_id"),
];

impl Store {
    /// Empties the trash of a relationship. The history keeps that it was emptied, under the name that `label` makes of how
    /// many rows went, and nothing of what they were.
    ///
    /// # Errors
    /// When the file can't be written; then nothing went.
    pub fn empty_trash(
        &self,
        relationship: Id,
        label: impl FnOnce(usize) -> String,
        now: Now,
    ) -> Result<Gone> {
        self.purge(relationship, |store| {
            for table in Table::ALL.iter().filter(|t| **t != Table::Relationships) {
                let rows = format!(
                    "SELECT id FROM {} WHERE relationship_id = ?1 AND deleted_at IS NOT NULL",
                    table.name()
                );
                store.mark_gone(&rows, &[&relationship.blob()])?;
            }
            for (table, column) in WITH {
                let rows = format!(
                    "SELECT id FROM {} WHERE {column} IN (SELECT id FROM gone)",
                    table.name()
                );
                store.mark_gone(&rows, &[])?;
            }
            let rows = store.rows(COUNTED, [], |r| id(r, 0))?.len();
            store.mark_gone(
                "SELECT id FROM dismissals WHERE row_id IN (SELECT id FROM gone)",
                &[],
            )?;
            let (here, label) = (Some(relationship), label(rows));
            store.log("do", here, &label, None, Some(FOR_GOOD), &[], now)?;
            Ok(())
        })
    }

    /// Erases a person: every row, what the log, drafts and memory know.
    ///
    /// # Errors
    /// When the file can't be written; then nothing went.
    pub fn forget(&self, relationship: Id) -> Result<Gone> {
        self.purge(relationship, |store| {
            for table in Table::ALL {
                let owner = match table {
                    Table::Relationships => "id",
                    _ => "relationship_id",
                };
                let rows = format!("SELECT id FROM {} WHERE {owner} = ?1", table.name());
                store.mark_gone(&rows, &[&relationship.blob()])?;
            }
            store.forget_log(relationship)?;
            store.forget_drafts(relationship)
        })
    }

    /// The relationships with this name, those in the trash too.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn named_exactly(&self, name: &str) -> Result<Vec<Id>> {
        self.rows(
            "SELECT id FROM relationships WHERE partner_name = ?",
            [name],
            |r| id(r, 0),
        )
    }

    fn purge(&self, relationship: Id, mark: impl FnOnce(&Self) -> Result<()>) -> Result<Gone> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        self.connection.execute_batch(GONE)?;
        let rows = self.transaction(|| {
            // Rows point at each other; what is whole again at the end is well.
            self.connection
                .pragma_update(None, "defer_foreign_keys", true)?;
            mark(self)?;
            let rows = self.rows(COUNTED, [], |r| id(r, 0))?;
            self.drop_references()?;
            self.scrub_log(relationship)?;
            for table in Table::ALL {
                let sql = format!(
                    "DELETE FROM {} WHERE id IN (SELECT id FROM gone)",
                    table.name()
                );
                self.connection.execute(&sql, [])?;
            }
            let sums = "DELETE FROM agenda_sums WHERE session_id IN (SELECT id FROM gone)";
            self.connection.execute(sums, [])?;
            self.tidy_index()?;
            Ok(rows)
        })?;
        self.connection.execute_batch("DELETE FROM temp.gone")?;
        let is_swept = self.sweep()?;
        Ok(Gone { rows, is_swept })
    }

    fn mark_gone(&self, rows: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<()> {
        let sql = format!(
            "INSERT OR IGNORE INTO gone SELECT id, lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
                || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) FROM ({rows})"
        );
        self.connection.prepare(&sql)?.execute(parameters)?;
        Ok(())
    }

    /// What stays points no more at what goes.
    fn drop_references(&self) -> Result<()> {
        for table in Table::ALL {
            for column in table.columns() {
                let points = match column.reference() {
                    Some(to) if !column.is_needed() => {
                        debug_assert_ne!(to, Table::Relationships);
                        format!("{0} IN (SELECT id FROM gone)", column.name)
                    }
                    None if is_link(column) => {
                        format!(
                            "{0} IS NOT NULL AND {0} ->> 'id' IN (SELECT text FROM gone)",
                            column.name
                        )
                    }
                    _ => continue,
                };
                let sql = format!(
                    "UPDATE {} SET {} = NULL WHERE {points} AND id NOT IN (SELECT id FROM gone)",
                    table.name(),
                    column.name
                );
                self.connection.execute(&sql, [])?;
            }
        }
        Ok(())
    }

    fn forget_drafts(&self, relationship: Id) -> Result<()> {
        let about = format!("%{relationship}%");
        let drafts = "DELETE FROM drafts WHERE field LIKE ?1 OR EXISTS (SELECT 1 FROM gone WHERE instr(field, gone.text))";
        self.connection.execute(drafts, [&about])?;
        let editors = "DELETE FROM drafts WHERE field LIKE ?2 || '%' AND text LIKE ?1";
        self.connection.execute(editors, [&about, EDITOR])?;
        let memory = "DELETE FROM memory WHERE name LIKE ?1 OR value LIKE ?1";
        self.connection.execute(memory, params![about])?;
        Ok(())
    }

    /// Writes the file anew without what was deleted, and empties what lies beside it. Gives false where another program
    /// holds it just now.
    fn sweep(&self) -> Result<bool> {
        let swept = self.connection.execute_batch("VACUUM").and_then(|()| {
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.connection.query_row(sql, [], |r| r.get::<_, i64>(0))
        });
        match swept.map_err(StoreError::from) {
            Ok(busy) => Ok(busy == 0),
            Err(StoreError::Locked) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
