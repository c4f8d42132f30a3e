//! Goes to a line of the history: the rows stand as they stood just after it. It is one action, which says in `turned`
//! which actions it undid and which it did again, so that undo and redo take it as any other.

use std::collections::BTreeMap;

use rusqlite::params;

use super::undo::{LOGGED, Logged, Undone, logged};
use crate::domain::moment::Now;
use crate::domain::{Id, Net};
use crate::store::Store;
use crate::store::error::Result;

/// What going to a line comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Actions that are undone.
    pub back: usize,
    /// Actions that are done again.
    pub again: usize,
}

impl Way {
    /// Whether things stand there already.
    #[must_use]
    pub fn is_here(self) -> bool {
        self == Self::default()
    }
}

/// The actions that change their mark, with the new one, and what that comes to.
type Turned = (Vec<(i64, bool)>, Way);

impl Store {
    /// What going to this action of the relationship would come to.
    ///
    /// # Errors
    /// When it is not in the history, or the file can't be read.
    pub fn way_to(&self, relationship: Id, seq: i64) -> Result<Way> {
        self.action(relationship, seq)?;
        let newer = self.newer(relationship, seq)?;
        self.turning(&newer).map(|(_, way)| way)
    }

    /// Puts the rows as they stood just after this action of the relationship, as one action under the name that `label`
    /// makes. None where they stand so.
    ///
    /// # Errors
    /// Where fields have changed since by what is not in this history; or what the file says. Then nothing is written.
    pub fn go_to(
        &self,
        relationship: Id,
        seq: i64,
        label: impl FnOnce(Way, &str) -> String,
        now: Now,
    ) -> Result<Option<(Undone, Way)>> {
        self.transaction(|| {
            self.zone.set(now.zone);
            let target = self.action(relationship, seq)?;
            let newer = self.newer(relationship, seq)?;
            let (turned, way) = self.turning(&newer)?;
            if turned.is_empty() {
                return Ok(None);
            }
            let mut net = Net::default();
            for batch in &newer {
                for change in self.changes(batch.seq)?.into_iter().rev() {
                    net.push(change.swapped());
                }
            }
            let mut done = Vec::new();
            for change in net.into_changes() {
                let written = self.write(&change, None);
                done.extend(written.map_err(|e| self.why_not(e, "done", seq))?);
            }
            self.check_one_live()?;
            self.index()?;
            let label = label(way, &target.label);
            let here = Some(relationship);
            let number = self.log("do", here, &label, Some(seq), None, &done, now)?;
            for (action, undone) in turned {
                self.mark(action, undone)?;
                self.connection
                    .prepare_cached("INSERT INTO turned (batch, action, undone) VALUES (?, ?, ?)")?
                    .execute(params![number, action, undone])?;
            }
            let undone = Undone {
                label,
                row: None,
                seq: number,
            };
            Ok(Some((undone, way)))
        })
    }

    /// The batches of the relationship after this one, the newest first.
    fn newer(&self, relationship: Id, seq: i64) -> Result<Vec<Logged>> {
        let own = format!(
            "SELECT {LOGGED} FROM batches b WHERE b.relationship_id = ? AND b.seq > ? ORDER BY b.seq DESC"
        );
        let common = format!(
            "SELECT {LOGGED} FROM batch_relationships t JOIN batches b ON b.seq = t.batch WHERE t.relationship_id = ? AND t.batch > ? ORDER BY t.batch DESC"
        );
        let mut found = self.rows(&own, params![relationship.blob(), seq], logged)?;
        let common = self.rows(&common, params![relationship.blob(), seq], logged)?;
        if !common.is_empty() {
            found.extend(common);
            found.sort_by_key(|b| std::cmp::Reverse(b.seq));
        }
        Ok(found)
    }

    /// The marks that the actions had before these batches, where they are others now.
    fn turning(&self, newer: &[Logged]) -> Result<Turned> {
        let mut marks = BTreeMap::new();
        // What went for good stays gone: the way leads past it.
        for batch in newer.iter().filter(|b| !b.is_final) {
            let of = batch.of.unwrap_or_default();
            match batch.kind.as_str() {
                "undo" => self.unturn(&mut marks, of, false)?,
                "redo" => {
                    let action = self.taken_back(of)?.unwrap_or_default();
                    self.unturn(&mut marks, action, true)?;
                }
                _ => {
                    if batch.of.is_some() {
                        self.unturn(&mut marks, batch.seq, true)?;
                    }
                    marks.insert(batch.seq, true);
                }
            }
        }
        let mut way = Way::default();
        let mut turned = Vec::new();
        for (action, undone) in marks {
            let Some(held) = self.batch(action)?.filter(|b| b.undone != undone) else {
                continue;
            };
            turned.push((action, undone));
            let counts = usize::from(held.of.is_none());
            if undone {
                way.back += counts;
            } else {
                way.again += counts;
            }
        }
        Ok((turned, way))
    }

    /// The marks before an action was taken back (or done again): its own, and of those that it turned.
    fn unturn(&self, marks: &mut BTreeMap<i64, bool>, action: i64, undone: bool) -> Result<()> {
        marks.insert(action, undone);
        for (turned, mark) in self.turned(action)? {
            marks.insert(turned, mark != undone);
        }
        Ok(())
    }

    /// The actions that going to a line turned, and whether it undid them.
    pub(super) fn turned(&self, batch: i64) -> Result<Vec<(i64, bool)>> {
        let sql = "SELECT action, undone FROM turned WHERE batch = ?";
        self.rows(sql, [batch], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    fn batch(&self, seq: i64) -> Result<Option<Logged>> {
        let sql = format!("SELECT {LOGGED} FROM batches b WHERE b.seq = ?");
        self.first(&sql, [seq], logged)
    }

    /// What a batch took back, or did again.
    fn taken_back(&self, seq: i64) -> Result<Option<i64>> {
        Ok(self.batch(seq)?.and_then(|b| b.of))
    }
}
