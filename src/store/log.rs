//! The change log: applies a batch, takes it back, does it again. Undoing adds to the log; it erases nothing.
//!
//! A change applies only where the row still holds its `before`; a change elsewhere is a conflict, never overwritten.
//! `updated_at` is written with each change and put back by undo, but two writers of different fields don't collide on it.

use rusqlite::{params, params_from_iter, types::Value};
use serde_json::Value as Json;

use super::error::{Result, StoreError};
use super::{Store, id, row, text};
use crate::domain::moment::Now;
use crate::domain::{Batch, Change, Id, Row, Table};

/// What applying came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It stands in the log under this number.
    Batch(i64),
    /// Nothing was different.
    Nothing,
}

/// An action that was taken back, or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What the action was called.
    pub label: String,
    /// The row that it was about, to stand on.
    pub row: Option<(Table, Id)>,
    /// The number under which taking it back stands in the log.
    pub seq: i64,
}

/// A batch of the log.
struct Logged {
    seq: i64,
    label: String,
    relationship_id: Option<Id>,
    of: Option<i64>,
}

const UPDATED: &str = "updated_at";

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
        if let Some(seq) = self.open_stretch(batch)? {
            self.join_stretch(seq, &batch.label, &done, now)?;
            return Ok(Applied::Batch(seq));
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
        let is = |name: &str| held.get(name).cloned().unwrap_or(Json::Null);
        if let Some((name, _)) = before
            .iter()
            .find(|(name, was)| *name != UPDATED && is(name) != **was)
        {
            return Err(conflict(change, name));
        }
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

    /// Writes later values, and the name that tells them, into the batch that the stretch already has.
    fn join_stretch(&self, seq: i64, label: &str, done: &[Change], now: Now) -> Result<()> {
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
        self.log_changes(seq, &kept)?;
        self.connection
            .prepare_cached("UPDATE batches SET at = ?, label = ? WHERE seq = ?")?
            .execute(params![now.at.to_string(), label, seq])?;
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of one log row")]
    fn log(
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
        Ok(seq)
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

    /// Takes back the newest action of the relationship that is not undone yet; of any, where none is named.
    /// None where there is nothing to undo.
    ///
    /// # Errors
    /// A conflict, where fields of the action have changed since; or what the file says.
    pub fn undo(&self, relationship: Option<Id>, now: Now) -> Result<Option<Undone>> {
        self.transaction(|| match self.newest("do", relationship)? {
            Some(batch) => self.take_back(&batch, "undo", now).map(Some),
            None => Ok(None),
        })
    }

    /// Does again what was undone last, until the next new action. None where there is nothing.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn redo(&self, relationship: Option<Id>, now: Now) -> Result<Option<Undone>> {
        self.transaction(|| {
            let Some(batch) = self.newest("undo", relationship)? else {
                return Ok(None);
            };
            if self.newest_seq("do", relationship)? > batch.seq {
                return Ok(None);
            }
            self.take_back(&batch, "redo", now).map(Some)
        })
    }

    fn newest(&self, kind: &str, relationship: Option<Id>) -> Result<Option<Logged>> {
        let read = |r: &rusqlite::Row<'_>| {
            Ok(Logged {
                seq: r.get(0)?,
                label: text(r, 1)?,
                relationship_id: super::optional_id(r, 2)?,
                of: r.get(3)?,
            })
        };
        let Some(relationship) = relationship else {
            let sql = "SELECT seq, label, relationship_id, of FROM batches WHERE kind = ? AND undone = 0 ORDER BY seq DESC LIMIT 1";
            return self.first(sql, [kind], read);
        };
        // An action over several relationships, such as an import, belongs to each.
        let one = "SELECT seq, label, relationship_id, of FROM batches WHERE relationship_id IS ? AND kind = ? AND undone = 0 ORDER BY seq DESC LIMIT 1";
        let own = self.first(one, params![relationship.blob(), kind], read)?;
        let common = self.first(one, params![None::<&[u8]>, kind], read)?;
        Ok([own, common].into_iter().flatten().max_by_key(|b| b.seq))
    }

    fn newest_seq(&self, kind: &str, relationship: Option<Id>) -> Result<i64> {
        match relationship {
            Some(id) => self.number(
                "SELECT max(seq) FROM batches WHERE kind = ?1 AND (relationship_id = ?2 OR relationship_id IS NULL)",
                params![kind, id.blob()],
            ),
            None => self.number("SELECT max(seq) FROM batches WHERE kind = ?", [kind]),
        }
    }

    /// Writes the swapped changes of a batch as a batch of their own.
    fn take_back(&self, batch: &Logged, kind: &str, now: Now) -> Result<Undone> {
        self.zone.set(now.zone);
        let changes = self.changes(batch.seq)?;
        let row = changes.first().map(|c| (c.table, c.id));
        let mut done = Vec::new();
        for change in changes.into_iter().rev() {
            done.extend(self.write(&change.swapped(), None)?);
        }
        self.check_one_live()?;
        let seq = self.log(
            kind,
            batch.relationship_id,
            &batch.label,
            Some(batch.seq),
            None,
            &done,
            now,
        )?;
        self.mark(batch.seq, true)?;
        if let (Some(undone), "redo") = (batch.of, kind) {
            self.mark(undone, false)?;
        }
        Ok(Undone {
            label: batch.label.clone(),
            row,
            seq,
        })
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

    fn mark(&self, seq: i64, undone: bool) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE batches SET undone = ? WHERE seq = ?")?
            .execute(params![undone, seq])?;
        Ok(())
    }
}

fn conflict(change: &Change, field: &str) -> StoreError {
    StoreError::Conflict {
        table: change.table,
        field: field.replace('_', " "),
    }
}
