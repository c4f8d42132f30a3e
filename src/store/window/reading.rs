//! What a past session's page reads beside its items: where they stand now, what became of the promises, what was
//! learned, and the sessions beside it.

use rusqlite::params;

use super::agenda::{PromiseLine, TextLine, promise};
use super::feedback::{self, FeedbackLine};
use super::goals::UpdateLine;
use super::sessions::{self, SessionLine, took_place};
use super::{is_private, page};
use crate::domain::commitment::Renegotiation;
use crate::domain::{Id, Instant, ItemStatus, Session, Table};
use crate::store::{Result, Store, day, id, instant, optional_id, text, word};

/// Where an item that went on stands now: the newest of its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// The item that went on.
    pub from: Id,
    /// The copy.
    pub item: Id,
    /// Where that stands.
    pub status: ItemStatus,
    /// Its session; none is the backlog.
    pub session: Option<Id>,
    /// When that is, or was.
    pub start: Option<Instant>,
}

/// The copies of a session's items that went on, each after the one that it was made from.
pub const ONWARD: &str = "WITH RECURSIVE onward (origin, id, depth) AS (
        SELECT id, id, 0 FROM agenda_items WHERE session_id = ?1 AND status = 'carried' AND deleted_at IS NULL
        UNION ALL SELECT o.origin, n.id, o.depth + 1 FROM onward o CROSS JOIN agenda_items n ON n.carried_from_id = o.id
            WHERE n.deleted_at IS NULL AND o.depth < 100)
    SELECT o.origin, i.id, i.status, i.session_id, iif(s.status = 'held', coalesce(s.started_at, s.planned_start), s.planned_start) FROM onward o
        CROSS JOIN agenda_items i ON i.id = o.id LEFT JOIN sessions s ON s.id = i.session_id WHERE o.depth > 0";

/// The promises that were made in a session, with the changes of their dates.
pub const MADE: &str =
    "SELECT id, owner, text, due, status, visibility, done_on, renegotiated FROM commitments
    WHERE session_id = ?1 AND deleted_at IS NULL ORDER BY created_at LIMIT ?2";

/// The feedback that was said in a session.
pub const SAID: &str = "SELECT id, direction, state, coalesce(behaviour, situation, ''), coalesce(said_on, date(created_at)), response, visibility FROM feedback
    WHERE session_id = ?1 AND deleted_at IS NULL LIMIT ?2";

/// The challenges and lessons that were written between two moments, or made from the session.
pub const LEARNED: &str = "SELECT id, 'challenges', title, opened_on, visibility FROM challenges WHERE relationship_id = ?1 AND deleted_at IS NULL
        AND (created_at BETWEEN ?2 AND ?3 OR made_from ->> 'id' = ?4)
    UNION ALL SELECT id, 'lessons', text, learned_on, visibility FROM lessons WHERE relationship_id = ?1 AND deleted_at IS NULL
        AND (created_at BETWEEN ?2 AND ?3 OR made_from ->> 'id' = ?4) LIMIT ?5";

/// The past session before another one.
pub const BEFORE: &str = concat!(
    "SELECT id FROM sessions WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL
    AND (",
    took_place!(),
    ", id) < (?2, ?3) ORDER BY ",
    took_place!(),
    " DESC, id DESC LIMIT 1"
);

/// The past session after another one.
pub const AFTER: &str = concat!(
    "SELECT id FROM sessions WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL
    AND (",
    took_place!(),
    ", id) > (?2, ?3) ORDER BY ",
    took_place!(),
    ", id LIMIT 1"
);

/// Which way a page is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the session before.
    Back,
    /// To the session after.
    On,
}

impl Store {
    /// Where the items of a session that went on stand now.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn whereabouts(&self, session: Id) -> Result<Vec<Whereabouts>> {
        let copies = self.rows(ONWARD, [session.blob()], |r| {
            Ok(Whereabouts {
                from: id(r, 0)?,
                item: id(r, 1)?,
                status: word(r, 2)?,
                session: optional_id(r, 3)?,
                start: instant(r, 4)?,
            })
        })?;
        let mut newest: Vec<Whereabouts> = Vec::new();
        for copy in copies {
            match newest.iter_mut().find(|w| w.from == copy.from) {
                Some(older) => *older = copy,
                None => newest.push(copy),
            }
        }
        Ok(newest)
    }

    /// The promises that were made in a session, with the changes of their dates.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_of(
        &self,
        session: Id,
        most: usize,
    ) -> Result<Vec<(PromiseLine, Vec<Renegotiation>)>> {
        let (limit, _) = page(&(0..most));
        self.rows(MADE, params![session.blob(), limit], |r| {
            let moves = serde_json::from_str(&text(r, 7)?).unwrap_or_default();
            Ok((promise(r)?, moves))
        })
    }

    /// The feedback that was said in a session, both ways.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_of(&self, session: Id, most: usize) -> Result<Vec<FeedbackLine>> {
        let (limit, _) = page(&(0..most));
        self.rows(SAID, params![session.blob(), limit], feedback::line)
    }

    /// The wins that were told in a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn wins_told(&self, session: Id, most: usize) -> Result<Vec<TextLine>> {
        let (limit, _) = page(&(0..most));
        let sql = "SELECT id, 'wins', text, happened_on, visibility FROM wins WHERE told_in_id = ?1 AND deleted_at IS NULL LIMIT ?2";
        self.rows(sql, params![session.blob(), limit], line)
    }

    /// The challenges and lessons that were written during a session, or made from it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn learned_in(&self, session: &Session, most: usize) -> Result<Vec<TextLine>> {
        let (limit, _) = page(&(0..most));
        let begun = session.started_at.unwrap_or(session.planned_start);
        let over = session.ended_at.unwrap_or(session.planned_end());
        let values = params![
            session.relationship_id.blob(),
            begun.to_string(),
            over.to_string(),
            session.id.to_string(),
            limit
        ];
        self.rows(LEARNED, values, line)
    }

    /// What was written down as moved in a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn updates_of(&self, session: Id, most: usize) -> Result<Vec<UpdateLine>> {
        let (limit, _) = page(&(0..most));
        let sql = "SELECT u.id, u.at, u.text, u.percent, g.visibility, u.confidence FROM goal_updates u JOIN goals g ON g.id = u.goal_id
            WHERE u.session_id = ?1 AND u.deleted_at IS NULL AND g.deleted_at IS NULL LIMIT ?2";
        self.rows(sql, params![session.blob(), limit], |r| {
            Ok(UpdateLine {
                id: id(r, 0)?,
                at: instant(r, 1)?.unwrap_or_default(),
                text: text(r, 2)?,
                percent: r.get(3)?,
                confidence: r.get(5)?,
                private: is_private(r, 4)?,
            })
        })
    }

    /// A session as the list shows it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_line(&self, session: Id) -> Result<Option<SessionLine>> {
        let sql = "SELECT id, planned_start, planned_minutes, status, 0, 0, 0, visibility, iif(status = 'held', started_at, NULL), NULL, NULL FROM sessions WHERE id = ? AND deleted_at IS NULL";
        self.first(sql, [session.blob()], sessions::line)
    }

    /// The past session beside another one.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_beside(&self, session: &Session, turn: Turn) -> Result<Option<Id>> {
        let sql = match turn {
            Turn::Back => BEFORE,
            Turn::On => AFTER,
        };
        let here = params![
            session.relationship_id.blob(),
            session.at().to_string(),
            session.id.blob()
        ];
        self.first(sql, here, |r| id(r, 0))
    }
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<TextLine> {
    let table = Table::from_name(&text(row, 1)?).unwrap_or(Table::Lessons);
    Ok(TextLine {
        id: id(row, 0)?,
        table,
        sign: match table {
            Table::Challenges => '^',
            Table::Wins => '+',
            _ => '=',
        },
        text: text(row, 2)?,
        on: day(row, 3)?,
        aside: String::new(),
        question: None,
        answer: String::new(),
        private: is_private(row, 4)?,
    })
}
