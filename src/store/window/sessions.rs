//! The sessions of a relationship: those ahead, then the past ones, newest first.

use std::ops::Range;

use rusqlite::params;

use super::reading::Turn;
use super::{count, is_private, page};
use crate::domain::session::SessionStatus;
use crate::domain::{Id, Instant, Side, Word};
use crate::store::{Result, Store, id, instant, word};

/// A session in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionLine {
    /// The session.
    pub id: Id,
    /// When it is, or was, planned to begin.
    pub planned_start: Instant,
    /// When one that was held began, where that is known.
    pub began: Option<Instant>,
    /// For how long, in minutes.
    pub planned_minutes: i64,
    /// Where it stands.
    pub status: SessionStatus,
    /// Items that are open.
    pub open: i64,
    /// Items that are done.
    pub done: i64,
    /// Items that went on.
    pub carried: i64,
    /// Not for the partner's eyes.
    pub private: bool,
    /// Who asked for another plan, where it was moved or cancelled.
    pub changed_by: Option<Side>,
    /// When its successor is planned, where it was moved.
    pub moved_to: Option<Instant>,
}

impl SessionLine {
    /// When it took place, or is to: a call that was begun on another day stands under that day.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.began.unwrap_or(self.planned_start)
    }
}

/// When a past session took place, or was to: the expression that the index has.
macro_rules! took_place {
    () => {
        "CASE status WHEN 'held' THEN coalesce(started_at, planned_start) ELSE planned_start END"
    };
}
pub(super) use took_place;

/// The same in the statements of other files.
pub(in crate::store) const TOOK_PLACE: &str = took_place!();

/// A page of the sessions ahead, the next one first.
pub const AHEAD: &str = "SELECT id, planned_start, planned_minutes, status,
    coalesce((SELECT open FROM agenda_sums a WHERE a.session_id = s.id), 0), 0, 0, visibility, NULL, NULL, NULL
    FROM sessions s WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND deleted_at IS NULL
    ORDER BY planned_start, id LIMIT ?2 OFFSET ?3";

/// A page of the past sessions, the newest first.
pub const PAST: &str = concat!(
    "SELECT id, planned_start, planned_minutes, status, 0,
    coalesce((SELECT done FROM agenda_sums a WHERE a.session_id = s.id), 0),
    coalesce((SELECT carried FROM agenda_sums a WHERE a.session_id = s.id), 0), visibility, iif(status = 'held', started_at, NULL),
    changed_by, (SELECT planned_start FROM sessions n WHERE n.id = s.moved_to_id AND n.deleted_at IS NULL)
    FROM sessions s WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL
    ORDER BY ",
    took_place!(),
    " DESC, id DESC LIMIT ?2 OFFSET ?3"
);

/// The nearest session on one side of a day, among those ahead, or among those that were.
macro_rules! beside {
    ($among:literal, $at:expr, $is:literal, $order:literal) => {
        concat!(
            "SELECT id, ",
            $at,
            " FROM sessions WHERE relationship_id = ?1 AND status ",
            $among,
            " ('planned', 'live') AND deleted_at IS NULL AND (",
            $at,
            ", id) ",
            $is,
            " (?2, ?3) ORDER BY ",
            $at,
            " ",
            $order,
            ", id ",
            $order,
            " LIMIT 1"
        )
    };
}

/// The session before, among those ahead and among those that were.
pub const BEFORE: [&str; 2] = [
    beside!("IN", "planned_start", "<", "DESC"),
    beside!("NOT IN", took_place!(), "<", "DESC"),
];

/// The session after, among those ahead and among those that were.
pub const AFTER: [&str; 2] = [
    beside!("IN", "planned_start", ">", "ASC"),
    beside!("NOT IN", took_place!(), ">", "ASC"),
];

pub(super) fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<SessionLine> {
    Ok(SessionLine {
        id: id(row, 0)?,
        planned_start: instant(row, 1)?.unwrap_or_default(),
        planned_minutes: row.get::<_, Option<i64>>(2)?.unwrap_or(45),
        status: word(row, 3)?,
        open: row.get(4)?,
        done: row.get(5)?,
        carried: row.get(6)?,
        private: is_private(row, 7)?,
        began: instant(row, 8)?,
        changed_by: row
            .get::<_, Option<String>>(9)?
            .and_then(|side| Side::from_word(&side)),
        moved_to: instant(row, 10)?,
    })
}

/// How many sessions are ahead, past, and held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionCounts {
    /// Planned or live.
    pub ahead: usize,
    /// Held, moved, cancelled, not held.
    pub past: usize,
}

impl Store {
    /// How many sessions are ahead and past.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_counts(&self, relationship: Id) -> Result<SessionCounts> {
        let sql = "SELECT (SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND deleted_at IS NULL),
            (SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL)";
        let found = self.first(sql, [relationship.blob()], |r| {
            Ok(SessionCounts {
                ahead: count(r.get(0)?),
                past: count(r.get(1)?),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// A page of the sessions ahead.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn sessions_ahead(
        &self,
        relationship: Id,
        range: &Range<usize>,
    ) -> Result<Vec<SessionLine>> {
        let (limit, offset) = page(range);
        self.rows(AHEAD, params![relationship.blob(), limit, offset], line)
    }

    /// A page of the past sessions.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn sessions_past(
        &self,
        relationship: Id,
        range: &Range<usize>,
    ) -> Result<Vec<SessionLine>> {
        let (limit, offset) = page(range);
        self.rows(PAST, params![relationship.blob(), limit, offset], line)
    }

    /// The place of a session in its section, from 0: how many stand before it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_place(&self, relationship: Id, session: Id) -> Result<Option<(bool, usize)>> {
        let sql = concat!(
            "SELECT status IN ('planned', 'live'), ",
            took_place!(),
            " FROM sessions WHERE id = ? AND deleted_at IS NULL"
        );
        let Some((ahead, start)) = self.first(sql, [session.blob()], |r| {
            Ok((r.get::<_, bool>(0)?, r.get::<_, String>(1)?))
        })?
        else {
            return Ok(None);
        };
        let sql = if ahead {
            "SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND deleted_at IS NULL AND (planned_start, id) < (?2, ?3)"
        } else {
            concat!(
                "SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL AND (",
                took_place!(),
                ", id) > (?2, ?3)"
            )
        };
        let place = self.number(sql, params![relationship.blob(), start, session.blob()])?;
        Ok(Some((ahead, count(place))))
    }

    /// The session before another one in the order of their days, or after it, whether ahead or past.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_next_to(&self, relationship: Id, session: Id, turn: Turn) -> Result<Option<Id>> {
        let sql = concat!("SELECT ", took_place!(), " FROM sessions WHERE id = ?");
        let at = |r: &rusqlite::Row<'_>| r.get::<_, String>(0);
        let Some(at) = self.first(sql, [session.blob()], at)? else {
            return Ok(None);
        };
        let found = |sql| {
            let here = params![relationship.blob(), at, session.blob()];
            self.first(sql, here, |r| Ok((r.get::<_, String>(1)?, id(r, 0)?)))
        };
        let nearest = match turn {
            Turn::Back => found(BEFORE[0])?.max(found(BEFORE[1])?),
            Turn::On => match (found(AFTER[0])?, found(AFTER[1])?) {
                (Some(ahead), Some(past)) => Some(ahead.min(past)),
                (ahead, past) => ahead.or(past),
            },
        };
        Ok(nearest.map(|(_, id)| id))
    }

    /// The number of a held session that began at `start`: its rank among the held ones.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session_number(&self, relationship: Id, start: Instant) -> Result<i64> {
        let sql = "SELECT count(*) FROM sessions WHERE relationship_id = ? AND status = 'held' AND deleted_at IS NULL AND coalesce(started_at, planned_start) <= ?";
        self.number(sql, params![relationship.blob(), start.to_string()])
    }

    /// How many sessions were held.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn held_count(&self, relationship: Id) -> Result<i64> {
        self.number("SELECT count(*) FROM sessions WHERE relationship_id = ? AND status = 'held' AND deleted_at IS NULL", [relationship.blob()])
    }
}
