//! Takes actions back and does them again. Each adds a batch to the log and erases none.

use rusqlite::params;
use serde_json::Value as Json;

use super::{UPDATED, conflict};
use crate::domain::moment::Now;
use crate::domain::table::spoken_field;
use crate::domain::{Change, Id, Net, Row, Table, text as words};
use crate::store::error::{Result, StoreError};
use crate::store::{Store, optional_id, text};

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

/// What can't be undone was passed over, so that the next undo takes back what was done before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// What the next undo would take back, and its number in the log; none where nothing is left.
    pub next: Option<(i64, String)>,
}

/// A batch of the log.
#[derive(Clone)]
pub(super) struct Logged {
    pub(super) seq: i64,
    pub(super) kind: String,
    pub(super) label: String,
    pub(super) relationship_id: Option<Id>,
    pub(super) of: Option<i64>,
    pub(super) undone: bool,
    /// It tells what went for good, and can't be undone.
    pub(super) is_final: bool,
}

/// The columns that [`logged`] reads, of `batches b`.
pub(super) const LOGGED: &str =
    "b.seq, b.kind, b.label, b.relationship_id, b.of, b.undone, b.stretch IS 'for good'";

/// Reads a batch.
pub(super) fn logged(r: &rusqlite::Row<'_>) -> rusqlite::Result<Logged> {
    Ok(Logged {
        seq: r.get(0)?,
        kind: text(r, 1)?,
        label: text(r, 2)?,
        relationship_id: optional_id(r, 3)?,
        of: r.get(4)?,
        undone: r.get(5)?,
        is_final: r.get(6)?,
    })
}

impl Store {
    /// Takes back the newest action of the relationship that is not undone yet; of any, where none is named.
    /// None where there is nothing to undo.
    ///
    /// # Errors
    /// Where fields of the action have changed since, with what would help; or what the file says.
    pub fn undo(&self, relationship: Option<Id>, now: Now) -> Result<Option<Undone>> {
        self.transaction(|| match self.newest("do", relationship)? {
            Some(batch) => self.take_back(&batch, "undo", now).map(Some),
            None => Ok(None),
        })
    }

    /// Passes over the newest action that is not undone yet, where it can't be: that is told once. None where it can be, or
    /// there is none.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn pass_over(&self, relationship: Option<Id>) -> Result<Option<Passed>> {
        if !self.newest("do", relationship)?.is_some_and(|b| b.is_final) {
            return Ok(None);
        }
        self.transaction(|| {
            while let Some(batch) = self.newest("do", relationship)? {
                if !batch.is_final {
                    let next = Some((batch.seq, batch.label));
                    return Ok(Some(Passed { next }));
                }
                self.mark(batch.seq, true)?;
            }
            Ok(Some(Passed { next: None }))
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

    /// Takes back this action of the relationship alone, whatever came after it.
    ///
    /// # Errors
    /// Where it is undone already; and as [`Store::undo`].
    pub fn undo_one(&self, relationship: Id, seq: i64, now: Now) -> Result<Undone> {
        self.transaction(|| {
            let batch = self.action(relationship, seq)?;
            if batch.is_final {
                return Err(StoreError::Refused(
                    "What went for good can't be brought back. Enter on an older line goes back past it.".into(),
                ));
            }
            if batch.undone {
                return Err(StoreError::Refused(
                    "That is undone already. Enter goes forward to it.".into(),
                ));
            }
            self.refuse_changed_since(&batch)?;
            self.take_back(&batch, "undo", now)
        })
    }

    /// The action of the relationship with this number.
    pub(super) fn action(&self, relationship: Id, seq: i64) -> Result<Logged> {
        let sql = format!(
            "SELECT {LOGGED} FROM batches b WHERE b.seq = ?1 AND b.kind = 'do' AND (b.relationship_id = ?2
                OR EXISTS (SELECT 1 FROM batch_relationships t WHERE t.relationship_id = ?2 AND t.batch = ?1))"
        );
        self.first(&sql, params![seq, relationship.blob()], logged)?
            .ok_or_else(|| {
                StoreError::Refused("That action is not in the history any more.".into())
            })
    }

    /// A row that was added keeps no fields in the log: whether it has changed since is told by the batches after it.
    fn refuse_changed_since(&self, batch: &Logged) -> Result<()> {
        let added = self.changes(batch.seq)?.into_iter();
        for change in added.filter(|c| c.before.is_none()) {
            let mut net = Net::default();
            for later in self.changes_of(&change, batch.seq)? {
                net.push(later);
            }
            if let Some(later) = net.into_changes().first() {
                let mut fields = later.after.iter().flatten().map(|(name, _)| name.as_str());
                let field = fields.find(|name| *name != UPDATED);
                let conflict = conflict(&change, field.unwrap_or("it is gone"));
                return Err(self.why_not(conflict, "undone", batch.seq));
            }
        }
        Ok(())
    }

    /// What happened to the change's row after a batch.
    fn changes_of(&self, change: &Change, after: i64) -> Result<Vec<Change>> {
        let sql = "SELECT before, after FROM changes WHERE row_id = ?1 AND batch > ?2 AND table_name = ?3 ORDER BY batch, n";
        let params = params![change.id.blob(), after, change.table.name()];
        let rows = self.rows(sql, params, |r| Ok((r.get(0)?, r.get(1)?)))?;
        let parse = |json: Option<String>| json.and_then(|j| serde_json::from_str(&j).ok());
        let changes = rows.into_iter().map(|(before, after)| Change {
            before: parse(before),
            after: parse(after),
            ..change.clone()
        });
        Ok(changes.collect())
    }

    fn newest(&self, kind: &str, relationship: Option<Id>) -> Result<Option<Logged>> {
        let Some(relationship) = relationship else {
            let sql = format!(
                "SELECT {LOGGED} FROM batches b WHERE b.kind = ? AND b.undone = 0 ORDER BY b.seq DESC LIMIT 1"
            );
            return self.first(&sql, [kind], logged);
        };
        let own = format!(
            "SELECT {LOGGED} FROM batches b WHERE b.relationship_id = ? AND b.kind = ? AND b.undone = 0 ORDER BY b.seq DESC LIMIT 1"
        );
        // An action over several relationships, such as an import, belongs to each that it touched.
        let common = format!(
            "SELECT {LOGGED} FROM batch_relationships t JOIN batches b ON b.seq = t.batch
                WHERE t.relationship_id = ? AND b.kind = ? AND b.undone = 0 ORDER BY t.batch DESC LIMIT 1"
        );
        let own = self.first(&own, params![relationship.blob(), kind], logged)?;
        let common = self.first(&common, params![relationship.blob(), kind], logged)?;
        Ok([own, common].into_iter().flatten().max_by_key(|b| b.seq))
    }

    fn newest_seq(&self, kind: &str, relationship: Option<Id>) -> Result<i64> {
        let Some(relationship) = relationship else {
            return self.number("SELECT max(seq) FROM batches WHERE kind = ?", [kind]);
        };
        let own = "SELECT max(seq) FROM batches WHERE kind = ? AND relationship_id = ?";
        let common = "SELECT max(t.batch) FROM batch_relationships t JOIN batches b ON b.seq = t.batch WHERE b.kind = ? AND t.relationship_id = ?";
        let own = self.number(own, params![kind, relationship.blob()])?;
        Ok(own.max(self.number(common, params![kind, relationship.blob()])?))
    }

    /// Writes the swapped changes of a batch as a batch of their own.
    fn take_back(&self, batch: &Logged, kind: &str, now: Now) -> Result<Undone> {
        self.zone.set(now.zone);
        let changes = self.changes(batch.seq)?;
        let row = changes.first().map(|c| (c.table, c.id));
        let verb = if kind == "undo" {
            "undone"
        } else {
            "done again"
        };
        let mut done = Vec::new();
        for change in changes.into_iter().rev() {
            let written = self.write_back(change.swapped(), now);
            done.extend(written.map_err(|e| self.why_not(e, verb, batch.seq))?);
        }
        self.check_one_live()?;
        self.index()?;
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
        let (action, is_redo) = match (kind, batch.of) {
            ("redo", Some(undone)) => (undone, true),
            _ => (batch.seq, false),
        };
        if is_redo {
            self.mark(action, false)?;
        }
        for (turned, undone) in self.turned(action)? {
            self.mark(turned, undone == is_redo)?;
        }
        Ok(Undone {
            label: batch.label.clone(),
            row,
            seq,
        })
    }

    /// A row that another action has changed since was changed now, not when it stood as it does again.
    fn write_back(&self, mut change: Change, now: Now) -> Result<Option<Change>> {
        let (Some(before), Some(after)) = (&mut change.before, &mut change.after) else {
            return self.write(&change, None);
        };
        let held = self.row(change.table, change.id)?;
        let updated = held.as_ref().and_then(|row| row.get(UPDATED));
        if updated == before.get(UPDATED) {
            return self.write(&change, None);
        }
        before.remove(UPDATED);
        after.remove(UPDATED);
        self.write(&change, Some(now))
    }

    pub(super) fn mark(&self, seq: i64, undone: bool) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE batches SET undone = ? WHERE seq = ?")?
            .execute(params![undone, seq])?;
        Ok(())
    }

    /// Why an action can't be taken back, and what would help; `seq` is its place in the log.
    pub(super) fn why_not(&self, error: StoreError, verb: &str, seq: i64) -> StoreError {
        let StoreError::Conflict { table, id, field } = &error else {
            return error;
        };
        let noun = table.noun();
        if field == "it is gone" {
            return StoreError::ChangedSince(format!(
                "Not {verb}: its {noun} was taken away since."
            ));
        }
        let of = self
            .short_title(*table, *id)
            .unwrap_or_else(|| format!("the {noun}"));
        let what = format!(
            "Not {verb}: the {} of {of} changed since",
            spoken_field(field)
        );
        match self.changed_by(*id, field, seq) {
            Some(label) => {
                // Of what is private only what was done is told, as its title is not.
                let is_private = self.is_private(*table, *id).unwrap_or(true);
                let verb = label.split_once(": ").filter(|_| is_private);
                let by = words::fit(&words::visible(verb.map_or(&label, |(verb, _)| verb)), 30);
                StoreError::ChangedSince(format!("{what}, by '{by}'."))
            }
            // By another program, or by taking back what is not in this history.
            None => StoreError::Refused(format!("{what}, and stands as it is.")),
        }
    }

    /// What the last action after this one is called that changed the field and stands.
    fn changed_by(&self, row: Id, field: &str, seq: i64) -> Option<String> {
        let sql = "SELECT b.label, c.after FROM changes c JOIN batches b ON b.seq = c.batch
            WHERE c.row_id = ?1 AND c.batch > ?2 AND b.kind = 'do' AND b.undone = 0 ORDER BY c.batch DESC LIMIT 20";
        let later = self.rows(sql, params![row.blob(), seq], |r| {
            Ok((text(r, 0)?, r.get::<_, Option<String>>(1)?))
        });
        later.ok()?.into_iter().find_map(|(label, after)| {
            let after: Row = serde_json::from_str(&after?).ok()?;
            after.contains_key(field).then_some(label)
        })
    }

    /// The row's title in quotes; none where it is private, or has none.
    fn short_title(&self, table: Table, id: Id) -> Option<String> {
        let row = self.row(table, id).ok().flatten()?;
        if row.get("visibility").and_then(Json::as_str) == Some("private") {
            return None;
        }
        let title = match row.get(table.title_column())? {
            Json::String(title) if table.title_column() != "planned_start" => words::visible(title),
            _ => return None,
        };
        Some(format!("'{}'", words::fit(&title, 18)))
    }
}
