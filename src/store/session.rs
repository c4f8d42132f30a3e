//! Sessions and what to bring: what actions read.

use rusqlite::params;

use super::window::sessions::TOOK_PLACE;
use super::{Result, Store};
use crate::domain::{Id, Instant, Material, Session};

impl Store {
    /// The session that is live; there is at most one in the file.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn live(&self) -> Result<Option<Session>> {
        let found = self.all("WHERE status = 'live' AND deleted_at IS NULL LIMIT 1", [])?;
        Ok(found.into_iter().next())
    }

    /// The first planned session that begins after a moment, but for `except`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn next_planned(
        &self,
        relationship: Id,
        after: Instant,
        except: Option<Id>,
    ) -> Result<Option<Session>> {
        let next = "WHERE relationship_id = ?1 AND planned_start > ?2 AND id IS NOT ?3 AND status IN ('planned', 'live') AND status = 'planned' AND deleted_at IS NULL ORDER BY planned_start, id LIMIT 1";
        let except = except.as_ref().map(Id::blob);
        let found = self.all(
            next,
            params![relationship.blob(), after.to_string(), except],
        )?;
        Ok(found.into_iter().next())
    }

    /// The session that is planned at that very instant.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn planned_at(&self, relationship: Id, start: Instant) -> Result<Option<Session>> {
        let at = "WHERE relationship_id = ? AND planned_start = ? AND status IN ('planned', 'live') AND status = 'planned' AND deleted_at IS NULL LIMIT 1";
        Ok(self
            .all(at, params![relationship.blob(), start.to_string()])?
            .into_iter()
            .next())
    }

    /// The sessions that begin between two moments, the later one not counted: what is ahead, then what is past.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn sessions_between(
        &self,
        relationship: Id,
        from: Instant,
        until: Instant,
    ) -> Result<Vec<Session>> {
        let mut found = Vec::new();
        for (list, start) in [("IN", "planned_start"), ("NOT IN", TOOK_PLACE)] {
            let sql = format!(
                "WHERE relationship_id = ? AND status {list} ('planned', 'live') AND {start} >= ? AND {start} < ? AND deleted_at IS NULL ORDER BY {start}, id"
            );
            let of = params![relationship.blob(), from.to_string(), until.to_string()];
            found.extend(self.all::<Session>(&sql, of)?);
        }
        Ok(found)
    }

    /// What came along from a session that was not held, wherever it is brought to now.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn materials_from(&self, session: &Session) -> Result<Vec<Material>> {
        let (of, from) = (session.relationship_id.blob(), session.id.to_string());
        self.all(
            "WHERE relationship_id = ? AND json_valid(made_from) AND made_from ->> 'id' = ? AND deleted_at IS NULL ORDER BY for_side, created_at, id",
            params![of, from],
        )
    }

    /// What is brought to a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn materials(&self, session: Id) -> Result<Vec<Material>> {
        self.all(
            "WHERE session_id = ? AND deleted_at IS NULL ORDER BY for_side, created_at, id",
            [session.blob()],
        )
    }
}
