//! Whether rows are private: asked where something is to be said of them while the screen is masked.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params_from_iter;

use super::{Store, error::Result, id, text};
use crate::domain::{Id, Table};

impl Store {
    /// Whether a row is private; a child is as private as what it belongs to, and what is gone is.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_private(&self, table: Table, row: Id) -> Result<bool> {
        Ok(self.privacy(table, row)?.unwrap_or(true))
    }

    /// The same; none where it is gone.
    fn privacy(&self, table: Table, row: Id) -> Result<Option<bool>> {
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
            (None, None) => return Ok(Some(false)),
        };
        self.first(&sql, [row.blob()], |r| r.get(0))
    }

    /// Whether what an action of the log says is about something private.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn touched_private(&self, batch: i64) -> Result<bool> {
        Ok(!self.about_private(&[batch])?.is_empty())
    }

    /// Which of these actions of the log are about something private: a row that is so now, that was left so by the action, or
    /// that is gone and was so at last. Of a row that is gone without a word of that nobody knows, so it counts as private;
    /// so does going to another action, which tells that one's name, and what changes very many rows.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn about_private(&self, batches: &[i64]) -> Result<BTreeSet<i64>> {
        let marks = vec!["?"; batches.len()].join(", ");
        let sql = format!("{TOLD} WHERE c.batch IN ({marks}) AND c.n <= {MOST}");
        let told = self.rows(&sql, params_from_iter(batches), |r| {
            Ok(Told {
                batch: r.get(0)?,
                n: r.get(1)?,
                table: text(r, 2)?,
                row: id(r, 3)?,
                left: r.get(4)?,
                spoken_of: r.get::<_, Option<String>>(5)?.and_then(|id| Id::parse(&id)),
            })
        })?;
        let mut known = BTreeMap::new();
        let moves = self.rows(
            &format!("{MOVES} AND b.seq IN ({marks})"),
            params_from_iter(batches),
            |r| r.get(0),
        )?;
        let mut found: BTreeSet<i64> = moves.into_iter().collect();
        for of in told {
            if found.contains(&of.batch) {
                continue;
            }
            if let Some(item) = of.spoken_of
                && self.is_private(Table::AgendaItems, item)?
            {
                found.insert(of.batch);
                continue;
            }
            let is_private = match (Table::from_name(&of.table), of.left.as_deref()) {
                // What changes so many rows is named after none of them.
                _ if of.n == MOST => true,
                (None, _) | (_, Some("private")) => true,
                (Some(table), left) => {
                    let now = match known.entry((table, of.row)) {
                        Entry::Occupied(known) => *known.get(),
                        Entry::Vacant(unknown) => *unknown.insert(self.privacy(table, of.row)?),
                    };
                    now.unwrap_or(left.is_none())
                }
            };
            if is_private {
                found.insert(of.batch);
            }
        }
        Ok(found)
    }
}

/// A row that an action changed, and as how private it was left, where the log tells.
struct Told {
    batch: i64,
    n: i64,
    table: String,
    row: Id,
    left: Option<String>,
    /// What a call speaks of by it, or no longer does: that changes the session, and is named after the item.
    spoken_of: Option<Id>,
}

/// So many rows of an action are looked at.
const MOST: i64 = 50;

/// The rows of actions. How private one left its row is told by itself, else by the first later change of that.
const TOLD: &str = "SELECT c.batch, c.n, c.table_name, c.row_id, coalesce(c.after ->> 'visibility',
        (SELECT l.before ->> 'visibility' FROM changes l WHERE l.row_id = c.row_id AND l.batch > c.batch
            AND l.before ->> 'visibility' IS NOT NULL ORDER BY l.batch LIMIT 1),
        c.before ->> 'visibility'),
    iif(c.n = 0, coalesce(c.after ->> 'current_item_id', c.before ->> 'current_item_id'), NULL) FROM changes c";

/// Going to another action, taking that back, and doing it again.
const MOVES: &str = "SELECT b.seq FROM batches b LEFT JOIN batches o ON o.seq = b.of LEFT JOIN batches p ON p.seq = o.of
    WHERE (b.kind = 'do' AND b.of IS NOT NULL OR b.kind <> 'do' AND o.kind = 'do' AND o.of IS NOT NULL
        OR o.kind = 'undo' AND p.kind = 'do' AND p.of IS NOT NULL)";
