//! Agenda items and questions: the lists that actions read.

use rusqlite::params;

use super::{Result, Store};
use crate::domain::{AgendaItem, Id, Question};

impl Store {
    /// The items of a session, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn items(&self, session: Id) -> Result<Vec<AgendaItem>> {
        self.all(
            "WHERE session_id = ? AND deleted_at IS NULL ORDER BY position, id",
            [session.blob()],
        )
    }

    /// The open items of a session, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_items(&self, session: Id) -> Result<Vec<AgendaItem>> {
        let open =
            "WHERE session_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY position, id";
        self.all(open, [session.blob()])
    }

    /// The first open items of a session, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn first_open_items(&self, session: Id, most: i64) -> Result<Vec<AgendaItem>> {
        let open = "WHERE session_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY position, id LIMIT ?";
        self.all(open, params![session.blob(), most])
    }

    /// The next open item of a session below this one.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_item_below(&self, session: Id, item: &AgendaItem) -> Result<Option<AgendaItem>> {
        let below = "WHERE session_id = ? AND status = 'open' AND deleted_at IS NULL AND (position, id) > (?, ?) ORDER BY position, id LIMIT 1";
        Ok(self
            .all(
                below,
                params![session.blob(), item.position, item.id.blob()],
            )?
            .into_iter()
            .next())
    }

    /// The open items without a session, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn backlog(&self, relationship: Id) -> Result<Vec<AgendaItem>> {
        let open = "WHERE relationship_id = ? AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL ORDER BY position, id";
        self.all(open, [relationship.blob()])
    }

    /// The place of what stands last on a session's agenda, or in the backlog; 0 where nothing does.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_item_position(&self, session: Option<Id>) -> Result<i64> {
        // A place in the backlog is never given twice, not even in two relationships: what was let go there may come back.
        let sql =
            "SELECT max(position) FROM agenda_items WHERE session_id IS ? AND deleted_at IS NULL";
        self.number(sql, [session.as_ref().map(Id::blob)])
    }

    /// The list in which the item stands, in order: its session's agenda, or the backlog.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn item_list(&self, item: &AgendaItem) -> Result<Vec<AgendaItem>> {
        match item.session_id {
            Some(session) => self.items(session),
            None => self.backlog(item.relationship_id),
        }
    }

    /// The places of the next two items below (or above) an item in its list, the nearer one first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn item_neighbours(&self, item: &AgendaItem, below: bool) -> Result<Vec<i64>> {
        let list = match item.session_id {
            Some(_) => "session_id = ?1",
            None => "relationship_id = ?1 AND session_id IS NULL AND status = 'open'",
        };
        let side = if below {
            "(position, id) > (?2, ?3) ORDER BY position, id"
        } else {
            "(position, id) < (?2, ?3) ORDER BY position DESC, id DESC"
        };
        let sql = format!(
            "SELECT position FROM agenda_items WHERE {list} AND deleted_at IS NULL AND {side} LIMIT 2"
        );
        let list = item.session_id.unwrap_or(item.relationship_id);
        self.rows(
            &sql,
            params![list.blob(), item.position, item.id.blob()],
            |r| r.get(0),
        )
    }

    /// The copies of an item that went on.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn copies(&self, original: Id) -> Result<Vec<AgendaItem>> {
        self.all(
            "WHERE carried_from_id = ? AND deleted_at IS NULL ORDER BY id",
            [original.blob()],
        )
    }

    /// Whether another row names the item: a copy of it, in the trash or not, or a call that is at it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn item_is_referred_to(&self, item: Id) -> Result<bool> {
        let sql = "SELECT (SELECT count(*) FROM agenda_items WHERE carried_from_id = ?1) + (SELECT count(*) FROM sessions WHERE current_item_id = ?1)";
        Ok(self.number(sql, [item.blob()])? > 0)
    }

    /// The saved questions, oldest first, at most `limit`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn queued_questions(&self, relationship: Id, limit: i64) -> Result<Vec<Question>> {
        let queued = "WHERE relationship_id = ? AND status = 'queued' AND deleted_at IS NULL ORDER BY created_at, id LIMIT ?";
        self.all(queued, params![relationship.blob(), limit])
    }
}
