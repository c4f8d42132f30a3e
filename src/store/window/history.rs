//! The history of a relationship: its actions, newest first, by keyset. An action stands there once, with its state; that
//! it was undone and done again is in the log and told by that state alone.

use rusqlite::params;

use super::count;
use crate::domain::{Id, Instant};
use crate::store::{Result, Store, instant, text};

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// Its number in the log.
    pub seq: i64,
    /// When it was done.
    pub at: Instant,
    /// What it was called.
    pub label: String,
    /// It is undone.
    pub undone: bool,
    /// It went to another line of the history.
    pub is_move: bool,
    /// It tells what went for good, and can't be undone.
    pub is_final: bool,
    /// It is about something private; nobody has looked where that is not known.
    pub private: Option<bool>,
}

/// The actions of a relationship before a number, the newest first.
pub const BEFORE: &str = "SELECT seq, at, label, undone, of, stretch IS 'for good' FROM batches WHERE relationship_id = ? AND kind = 'do' AND seq < ? ORDER BY seq DESC LIMIT ?";

/// Those after a number, the oldest first.
pub const AFTER: &str = "SELECT seq, at, label, undone, of, stretch IS 'for good' FROM batches WHERE relationship_id = ? AND kind = 'do' AND seq > ? ORDER BY seq LIMIT ?";

/// The actions over several relationships that touched this one, before a number.
pub const COMMON_BEFORE: &str = "SELECT b.seq, b.at, b.label, b.undone, b.of, b.stretch IS 'for good' FROM batch_relationships t CROSS JOIN batches b ON b.seq = t.batch
    WHERE t.relationship_id = ? AND t.batch < ? AND b.kind = 'do' ORDER BY t.batch DESC LIMIT ?";

/// Those after a number.
pub const COMMON_AFTER: &str = "SELECT b.seq, b.at, b.label, b.undone, b.of, b.stretch IS 'for good' FROM batch_relationships t CROSS JOIN batches b ON b.seq = t.batch
    WHERE t.relationship_id = ? AND t.batch > ? AND b.kind = 'do' ORDER BY t.batch LIMIT ?";

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<HistoryLine> {
    let is_final: bool = row.get(5)?;
    Ok(HistoryLine {
        seq: row.get(0)?,
        at: instant(row, 1)?.unwrap_or_default(),
        label: text(row, 2)?,
        undone: row.get::<_, bool>(3)? && !is_final,
        is_move: row.get::<_, Option<i64>>(4)?.is_some(),
        is_final,
        private: None,
    })
}

impl Store {
    /// So many actions before this number, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn history_before(
        &self,
        relationship: Id,
        seq: i64,
        most: usize,
    ) -> Result<Vec<HistoryLine>> {
        let mut lines = self.history_page([BEFORE, COMMON_BEFORE], relationship, seq, most)?;
        lines.sort_by_key(|l| std::cmp::Reverse(l.seq));
        lines.truncate(most);
        Ok(lines)
    }

    /// So many actions after this number, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn history_after(
        &self,
        relationship: Id,
        seq: i64,
        most: usize,
    ) -> Result<Vec<HistoryLine>> {
        let mut lines = self.history_page([AFTER, COMMON_AFTER], relationship, seq, most)?;
        lines.sort_by_key(|l| l.seq);
        lines.truncate(most);
        lines.reverse();
        Ok(lines)
    }

    fn history_page(
        &self,
        queries: [&str; 2],
        relationship: Id,
        seq: i64,
        most: usize,
    ) -> Result<Vec<HistoryLine>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut lines = Vec::new();
        for sql in queries {
            lines.extend(self.rows(sql, params![relationship.blob(), seq, most], line)?);
        }
        Ok(lines)
    }

    /// Finds out which of these actions are about something private.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn tell_private(&self, lines: &mut [HistoryLine]) -> Result<()> {
        let unknown = lines.iter().filter(|line| line.private.is_none());
        let unknown: Vec<_> = unknown.map(|line| line.seq).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let found = self.about_private(&unknown)?;
        for line in lines.iter_mut().filter(|line| line.private.is_none()) {
            line.private = Some(found.contains(&line.seq));
        }
        Ok(())
    }

    /// How many actions there are after this number.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn history_count(&self, relationship: Id, after: i64) -> Result<usize> {
        let own =
            "SELECT count(*) FROM batches WHERE relationship_id = ? AND kind = 'do' AND seq > ?";
        let common = "SELECT count(*) FROM batch_relationships t CROSS JOIN batches b ON b.seq = t.batch WHERE t.relationship_id = ? AND t.batch > ? AND b.kind = 'do'";
        let mut actions = 0;
        for sql in [own, common] {
            actions += self.number(sql, params![relationship.blob(), after])?;
        }
        Ok(count(actions))
    }
}
