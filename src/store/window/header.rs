//! What the header shows, and where to begin.

use rusqlite::params;

use crate::domain::session::SessionStatus;
use crate::domain::{Id, Instant, Relationship, Session};
use crate::store::portable::Scope;
use crate::store::{Result, Store, id, instant, text, word};

/// The next session, or the live one.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionHead {
    /// The session.
    pub id: Id,
    /// Its relationship.
    pub relationship_id: Id,
    /// The partner's name.
    pub partner_name: String,
    /// When it is planned to begin.
    pub planned_start: Instant,
    /// For how long, in minutes.
    pub planned_minutes: i64,
    /// When it began.
    pub started_at: Option<Instant>,
    /// Where it stands.
    pub status: SessionStatus,
}

/// `CROSS` says that the sessions come first, in the order of their index.
const HEAD: &str = "SELECT s.id, s.relationship_id, r.partner_name, s.planned_start, s.planned_minutes, s.started_at, s.status
    FROM sessions s CROSS JOIN relationships r ON r.id = s.relationship_id WHERE s.deleted_at IS NULL AND r.deleted_at IS NULL";

/// The live session of the whole file.
pub const LIVE: &str = "SELECT s.id, s.relationship_id, r.partner_name, s.planned_start, s.planned_minutes, s.started_at, s.status
    FROM sessions s JOIN relationships r ON r.id = s.relationship_id WHERE s.status = 'live' AND s.deleted_at IS NULL LIMIT 1";

pub(super) fn head(row: &rusqlite::Row<'_>) -> rusqlite::Result<SessionHead> {
    Ok(SessionHead {
        id: id(row, 0)?,
        relationship_id: id(row, 1)?,
        partner_name: text(row, 2)?,
        planned_start: instant(row, 3)?.unwrap_or_default(),
        planned_minutes: row.get::<_, Option<i64>>(4)?.unwrap_or(45),
        started_at: instant(row, 5)?,
        status: word(row, 6)?,
    })
}

impl Store {
    /// The names of everybody but one, also of those in the trash.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn names_but(&self, but: Id) -> Result<Vec<String>> {
        let sql = "SELECT partner_name FROM relationships WHERE id <> ?1";
        self.rows(sql, [but.blob()], |row| text(row, 0))
    }

    /// The live session of the whole file, if any.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn live_head(&self) -> Result<Option<SessionHead>> {
        self.first(LIVE, [], head)
    }

    /// The next planned session of a relationship, whose end is still ahead.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn next_head(&self, relationship: Id, now: Instant) -> Result<Option<SessionHead>> {
        let sql = format!(
            "{HEAD} AND s.relationship_id = ? AND s.status IN ('planned', 'live') AND s.planned_start >= ? ORDER BY s.planned_start LIMIT 1"
        );
        let from = now.plus_minutes(-60).to_string();
        self.first(&sql, params![relationship.blob(), from], head)
    }

    /// What is next: the live session, else the nearest planned one whose hour is not over; of one relationship, or of all.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn next_in(
        &self,
        scope: Scope,
        with: Option<Id>,
        now: Instant,
    ) -> Result<Option<SessionHead>> {
        let seen = match scope {
            Scope::Shared => "s.visibility <> 'private'",
            Scope::Everything => "true",
        };
        let live = format!("{HEAD} AND {seen} AND s.status = 'live' LIMIT 1");
        let live = self.first(&live, [], head)?;
        if let Some(live) = live.filter(|l| with.is_none_or(|id| id == l.relationship_id)) {
            return Ok(Some(live));
        }
        let from = now.plus_minutes(-60).to_string();
        let ahead = "AND s.status IN ('planned', 'live') AND s.status = 'planned' AND s.planned_start >= ?1 AND r.status <> 'ended'";
        let first = "ORDER BY s.planned_start LIMIT 1";
        match with {
            None => self.first(&format!("{HEAD} AND {seen} {ahead} {first}"), [from], head),
            Some(id) => {
                let sql = format!("{HEAD} AND {seen} AND s.relationship_id = ?2 {ahead} {first}");
                self.first(&sql, params![from, id.blob()], head)
            }
        }
    }

    /// The relationship of the nearest planned session, else the one opened last, else any.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn nearest_relationship(&self, now: Instant) -> Result<Option<Relationship>> {
        let sql = "SELECT relationship_id FROM sessions s WHERE status IN ('planned', 'live') AND deleted_at IS NULL AND planned_start >= ?
            AND EXISTS (SELECT 1 FROM relationships r WHERE r.id = s.relationship_id AND r.status <> 'ended' AND r.deleted_at IS NULL) ORDER BY planned_start LIMIT 1";
        let nearest = self.first(sql, [now.plus_minutes(-60).to_string()], |r| id(r, 0))?;
        let chosen = match (self.live_head()?, nearest) {
            (Some(live), _) => Some(live.relationship_id),
            (None, Some(id)) => Some(id),
            (None, None) => self.last_opened()?,
        };
        if let Some(found) = chosen
            .map(|id| self.find::<Relationship>(id))
            .transpose()?
            .flatten()
        {
            return Ok(Some(found));
        }
        Ok(self
            .all::<Relationship>("WHERE deleted_at IS NULL ORDER BY status, id LIMIT 1", [])?
            .into_iter()
            .next())
    }

    /// How many relationships the file holds.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn relationship_count(&self) -> Result<i64> {
        self.number(
            "SELECT count(*) FROM relationships WHERE deleted_at IS NULL",
            [],
        )
    }

    /// The last session that was held up to this moment.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_time(&self, relationship: Id, before: Instant) -> Result<Option<Session>> {
        let condition = "WHERE relationship_id = ? AND status = 'held' AND deleted_at IS NULL AND coalesce(started_at, planned_start) <= ? ORDER BY coalesce(started_at, planned_start) DESC LIMIT 1";
        Ok(self
            .all::<Session>(condition, params![relationship.blob(), before.to_string()])?
            .into_iter()
            .next())
    }
}
