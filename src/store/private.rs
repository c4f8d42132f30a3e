//! Whether rows are private: asked where something is to be said of them while the screen is masked.

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
        Ok(self.privacies(table, &[row])?.first().map(|(_, is)| *is))
    }

    /// Which rows of a table are private; none of those that are gone is among them.
    fn privacies(&self, table: Table, of: &[Id]) -> Result<Vec<(Id, bool)>> {
        let name = table.name();
        let marks = vec!["?"; of.len()].join(", ");
        let sql = match (table.column("visibility"), table.parent()) {
            (Some(_), _) => {
                format!("SELECT id, visibility = 'private' FROM {name} WHERE id IN ({marks})")
            }
            (None, Some(column)) => {
                let parent = if column == "goal_id" {
                    Table::Goals
                } else {
                    Table::Sessions
                };
                let parent = parent.name();
                format!(
                    "SELECT c.id, p.visibility = 'private' FROM {name} c JOIN {parent} p ON p.id = c.{column} WHERE c.id IN ({marks})"
                )
            }
            (None, None) => return Ok(of.iter().map(|row| (*row, false)).collect()),
        };
        let of = params_from_iter(of.iter().map(Id::blob));
        self.rows(&sql, of, |r| Ok((id(r, 0)?, r.get(1)?)))
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
        let known = self.private_now(&told)?;
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
            let is = |table, row| known.get(&(table, row)).copied();
            let is_spoken_of = of.spoken_of.map(|item| is(Table::AgendaItems, item));
            let is_private = match (Table::from_name(&of.table), of.left.as_deref()) {
                _ if is_spoken_of.is_some_and(|is| is.unwrap_or(true)) => true,
                // What changes so many rows is named after none of them.
                _ if of.n == MOST => true,
                (None, _) | (_, Some("private")) => true,
                (Some(table), left) => is(table, of.row).unwrap_or(left.is_none()),
            };
            if is_private {
                found.insert(of.batch);
            }
        }
        Ok(found)
    }

    /// Which of the rows that actions are about are private now: one query a table.
    fn private_now(&self, told: &[Told]) -> Result<BTreeMap<(Table, Id), bool>> {
        let mut of: BTreeMap<Table, BTreeSet<Id>> = BTreeMap::new();
        for about in told {
            if let Some(table) = Table::from_name(&about.table) {
                of.entry(table).or_default().insert(about.row);
            }
            of.entry(Table::AgendaItems)
                .or_default()
                .extend(about.spoken_of);
        }
        let mut known = BTreeMap::new();
        for (table, rows) in of.iter().filter(|(_, rows)| !rows.is_empty()) {
            let rows: Vec<_> = rows.iter().copied().collect();
            let found = self.privacies(*table, &rows)?;
            known.extend(found.into_iter().map(|(row, is)| ((*table, row), is)));
        }
        Ok(known)
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
