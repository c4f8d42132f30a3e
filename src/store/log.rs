//! The change log: applies a batch, takes it back, does it again. Undoing adds to the log; it erases nothing.
//!
//! A change applies only where the row still holds its `before`; a change elsewhere is a conflict, never overwritten.
//! `updated_at` is written with each change and put back by undo, but two writers of different fields don't collide on it.

mod travel;
mod undo;

use std::collections::BTreeSet;

use rusqlite::{params, params_from_iter, types::Value};
use serde_json::Value as Json;

use super::error::{Result, StoreError};
use super::{Store, id, row, text};
use crate::domain::moment::Now;
use crate::domain::{Batch, Change, Id, Row, Table};

pub use travel::Way;
pub use undo::{Passed, Undone};

/// What applying came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It stands in the log under this number.
    Batch(i64),
    /// Nothing was different.
    Nothing,
}

const UPDATED: &str = "updated_at";

/// Stands for the stretch of an action that can't be undone: it has no changes, and tells that something went for good.
pub(super) const FOR_GOOD: &str = "for good";

impl Store {
    /// Writes the changes of a batch and their log.
    pub(super) fn apply(&self, batch: &Batch, now: Now) -> Result<Applied> {
        self.zone.set(now.zone);
        let mut done = Vec::new();
        for change in &batch.changes {
            done.extend(self.write(change, Some(now))?);
        }
        if done.is_empty() {
            return Ok(Applied::Nothing);
        }
        self.check_one_live()?;
        // What is being typed waits for the next action, or for a search.
        if batch.stretch.is_none() {
            self.index()?;
        }
        if let Some(seq) = self.open_stretch(batch)? {
            return self.join_stretch(seq, &batch.label, &done, now);
        }
        let seq = self.log(
            "do",
            batch.relationship_id,
            &batch.label,
            None,
            batch.stretch.as_deref(),
            &done,
            now,
        )?;
        Ok(Applied::Batch(seq))
    }

    /// Writes one change. With `now` it is a new action, which stamps `updated_at`; without, the change brings its own.
    /// Gives the change as the log keeps it; none where nothing was different.
    fn write(&self, change: &Change, now: Option<Now>) -> Result<Option<Change>> {
        self.prepare_to_write_to(change.table)?;
        match (&change.before, &change.after) {
            (None, Some(after)) => self.insert(change, after, now.is_some()).map(Some),
            (Some(_), None) => self.remove(change).map(Some),
            (Some(before), Some(after)) => self.edit(change, before, after, now),
            (None, None) => Ok(None),
        }
    }

    fn insert(&self, change: &Change, after: &Row, is_new: bool) -> Result<Change> {
        self.insert_row(change.table, after)?;
        // An added row keeps only its id in the log; the undo of it holds the row.
        let kept = if is_new { Row::new() } else { after.clone() };
        Ok(Change {
            after: Some(kept),
            ..change.clone()
        })
    }

    /// Inserts a whole row, without the log.
    pub(super) fn insert_row(&self, table: Table, values: &Row) -> Result<()> {
        let columns: Vec<_> = values
            .keys()
            .filter_map(|name| row::column(table, name))
            .collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            table.name(),
            row::names(&columns)
        );
        let bound = columns
            .iter()
            .filter_map(|c| Some(row::to_sql(c.kind, values.get(c.name)?)));
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(bound))?;
        self.tell_new(table, values)
    }

    fn remove(&self, change: &Change) -> Result<Change> {
        let held = self
            .row(change.table, change.id)?
            .ok_or_else(|| conflict(change, "it is gone"))?;
        check_held(change, &held)?;
        let sql = format!("DELETE FROM {} WHERE id = ?", change.table.name());
        self.connection
            .prepare_cached(&sql)?
            .execute([change.id.blob()])?;
        Ok(Change {
            before: Some(held),
            ..change.clone()
        })
    }

    fn edit(
        &self,
        change: &Change,
        before: &Row,
        after: &Row,
        now: Option<Now>,
    ) -> Result<Option<Change>> {
        let held = self
            .row(change.table, change.id)?
            .ok_or_else(|| conflict(change, "it is gone"))?;
        check_held(change, &held)?;
        let is = |name: &str| held.get(name).cloned().unwrap_or(Json::Null);
        let mut after = after.clone();
        let mut before = before.clone();
        // Going back also puts back when the row was changed, where a stretch of + and − came to nothing.
        let counts = |name: &str| now.is_none() || name != UPDATED;
        if !after
            .iter()
            .any(|(name, value)| counts(name) && is(name) != *value)
        {
            return Ok(None);
        }
        if let Some(now) = now {
            before.insert(UPDATED.into(), is(UPDATED));
            // A row from another file brings the time at which it was changed there.
            after
                .entry(UPDATED)
                .or_insert_with(|| Json::String(now.at.to_string()));
        }
        self.update_row(change, &after)?;
        let mut stands = held.clone();
        for (name, value) in &after {
            if value.is_null() {
                stands.remove(name);
            } else {
                stands.insert(name.clone(), value.clone());
            }
        }
        self.tell_again(change.table, change.id, &held, &stands)?;
        Ok(Some(Change {
            before: Some(before),
            after: Some(after),
            ..change.clone()
        }))
    }

    fn update_row(&self, change: &Change, after: &Row) -> Result<()> {
        let columns: Vec<_> = after
            .keys()
            .filter_map(|name| row::column(change.table, name))
            .collect();
        let sets: Vec<_> = columns.iter().map(|c| format!("{} = ?", c.name)).collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?",
            change.table.name(),
            sets.join(", ")
        );
        let values = columns
            .iter()
            .filter_map(|c| Some(row::to_sql(c.kind, after.get(c.name)?)));
        let bound = values.chain([Value::Blob(change.id.blob().to_vec())]);
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(bound))?;
        Ok(())
    }

    /// The newest batch, where it is of the same stretch: typing goes on.
    fn open_stretch(&self, batch: &Batch) -> Result<Option<i64>> {
        let Some(token) = &batch.stretch else {
            return Ok(None);
        };
        let newest = "SELECT seq, stretch, undone FROM batches WHERE relationship_id IS ? ORDER BY seq DESC LIMIT 1";
        let found = self.first(
            newest,
            [batch.relationship_id.as_ref().map(Id::blob)],
            |r| {
                Ok((
                    r.get::<_, i64>(0)?,
                    r.get::<_, Option<String>>(1)?,
                    r.get::<_, bool>(2)?,
                ))
            },
        )?;
        Ok(found
            .filter(|(_, held, undone)| held.as_ref() == Some(token) && !undone)
            .map(|(seq, ..)| seq))
    }

    /// Writes later values, and the name that tells them, into the batch that the stretch already has. Where the rows stand
    /// as before it, nothing was done, and the batch is no more.
    fn join_stretch(&self, seq: i64, label: &str, done: &[Change], now: Now) -> Result<Applied> {
        let mut kept = self.changes(seq)?;
        for change in done {
            match kept
                .iter_mut()
                .find(|k| k.table == change.table && k.id == change.id)
            {
                Some(Change {
                    before: Some(before),
                    after: Some(after),
                    ..
                }) => {
                    for (name, value) in change.before.iter().flatten() {
                        before.entry(name).or_insert_with(|| value.clone());
                    }
                    after.extend(change.after.clone().unwrap_or_default());
                }
                Some(_) => {}
                None => kept.push(change.clone()),
            }
        }
        self.connection
            .prepare_cached("DELETE FROM changes WHERE batch = ?")?
            .execute([seq])?;
        if kept.iter().all(is_void) {
            for change in &kept {
                self.put_back_stamp(change)?;
            }
            self.connection
                .prepare_cached("DELETE FROM batches WHERE seq = ?")?
                .execute([seq])?;
            return Ok(Applied::Nothing);
        }
        self.log_changes(seq, &kept)?;
        self.connection
            .prepare_cached("UPDATE batches SET at = ?, label = ? WHERE seq = ?")?
            .execute(params![now.at.to_string(), label, seq])?;
        Ok(Applied::Batch(seq))
    }

    /// A row that came back to what it was has not been changed.
    fn put_back_stamp(&self, change: &Change) -> Result<()> {
        let stamp = change.before.as_ref().and_then(|row| row.get(UPDATED));
        let Some(stamp) = stamp else { return Ok(()) };
        let row = [(UPDATED.to_owned(), stamp.clone())].into_iter().collect();
        self.update_row(change, &row)
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of one log row")]
    pub(super) fn log(
        &self,
        kind: &str,
        relationship: Option<Id>,
        label: &str,
        of: Option<i64>,
        stretch: Option<&str>,
        done: &[Change],
        now: Now,
    ) -> Result<i64> {
        self.connection
            .prepare_cached("INSERT INTO batches (at, relationship_id, kind, label, of, stretch) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![now.at.to_string(), relationship.as_ref().map(Id::blob), kind, label, of, stretch])?;
        let seq = self.connection.last_insert_rowid();
        self.log_changes(seq, done)?;
        if relationship.is_none() {
            self.log_relationships(seq, done)?;
        }
        Ok(seq)
    }

    /// An action over several relationships belongs to those whose rows it touched.
    fn log_relationships(&self, seq: i64, done: &[Change]) -> Result<()> {
        let tables: BTreeSet<_> = done.iter().map(|c| c.table).collect();
        for table in tables {
            let column = match table {
                Table::Relationships => "id",
                _ => "relationship_id",
            };
            let sql = format!(
                "INSERT OR IGNORE INTO batch_relationships SELECT t.{column}, ?1 FROM changes c JOIN {0} t ON t.id = c.row_id WHERE c.batch = ?1 AND c.table_name = '{0}'",
                table.name()
            );
            self.connection.prepare_cached(&sql)?.execute([seq])?;
        }
        // What is removed is in no table any more.
        let removed = done.iter().filter(|c| c.after.is_none());
        for change in removed {
            let owner = match (change.table, &change.before) {
                (Table::Relationships, _) => Some(change.id),
                (_, Some(row)) => row
                    .get("relationship_id")
                    .and_then(|v| Id::parse(v.as_str()?)),
                _ => None,
            };
            if let Some(owner) = owner {
                self.connection
                    .prepare_cached("INSERT OR IGNORE INTO batch_relationships VALUES (?, ?)")?
                    .execute(params![owner.blob(), seq])?;
            }
        }
        Ok(())
    }

    fn log_changes(&self, seq: i64, done: &[Change]) -> Result<()> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO changes (batch, n, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for (n, change) in done.iter().enumerate() {
            let json =
                |row: &Option<Row>| row.as_ref().map(|r| Json::Object(r.clone()).to_string());
            let (before, after) = (json(&change.before), json(&change.after));
            insert.execute(params![
                seq,
                i64::try_from(n).unwrap_or(i64::MAX),
                change.table.name(),
                change.id.blob(),
                before,
                after
            ])?;
        }
        Ok(())
    }

    pub(super) fn changes(&self, seq: i64) -> Result<Vec<Change>> {
        let sql =
            "SELECT table_name, row_id, before, after FROM changes WHERE batch = ? ORDER BY n";
        let rows = self.rows(sql, [seq], |r| {
            Ok((
                text(r, 0)?,
                id(r, 1)?,
                r.get::<_, Option<String>>(2)?,
                r.get::<_, Option<String>>(3)?,
            ))
        })?;
        let parse = |json: Option<String>| json.and_then(|j| serde_json::from_str::<Row>(&j).ok());
        let known = rows.into_iter().filter_map(|(name, id, before, after)| {
            Some(Change {
                table: Table::from_name(&name)?,
                id,
                before: parse(before),
                after: parse(after),
            })
        });
        Ok(known.collect())
    }

    /// Refuses a second live session, which taking back in one relationship could bring beside another's.
    fn check_one_live(&self) -> Result<()> {
        let live = self.number(
            "SELECT count(*) FROM sessions WHERE status = 'live' AND deleted_at IS NULL",
            [],
        )?;
        if live < 2 {
            return Ok(());
        }
        Err(StoreError::Refused("Not done: another call is running, and only one can. End that one first (x in the call).".into()))
    }
}

/// Whether a change leaves its row as it was, but for when it was changed.
fn is_void(change: &Change) -> bool {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return false;
    };
    let is = |row: &Row, name: &str| row.get(name).cloned().unwrap_or(Json::Null);
    let mut names = after.keys().filter(|name| *name != UPDATED);
    names.all(|name| is(before, name) == is(after, name))
}

/// Refuses where the row does not hold what the change expects.
fn check_held(change: &Change, held: &Row) -> Result<()> {
    let is = |name: &str| held.get(name).unwrap_or(&Json::Null);
    let mut expected = change.before.iter().flatten();
    match expected.find(|(name, was)| *name != UPDATED && is(name) != *was) {
        Some((name, _)) => Err(conflict(change, name)),
        None => Ok(()),
    }
}

fn conflict(change: &Change, field: &str) -> StoreError {
    StoreError::Conflict {
        table: change.table,
        id: change.id,
        field: field.to_owned(),
    }
}
