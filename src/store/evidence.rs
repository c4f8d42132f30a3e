//! What the evidence board counts: one narrow query an entity, by the relationship's indexes. The rules are the domain's.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use serde_json::Value as Json;

use super::window::offers::QUIET;
use super::{Result, Store, day, id, instant, word};
use crate::domain::agenda::CARRIED_OFTEN;
use crate::domain::evidence::{Raising, Records, SessionRecord};
use crate::domain::feedback::Direction;
use crate::domain::moment::Now;
use crate::domain::{Id, Pulse, Relationship, Side};

/// Sessions that are not ahead.
pub const SESSIONS: &str = "SELECT s.id, s.planned_start, s.status, s.changed_at, s.notice_hours, s.started_at, s.start_corrected, s.grace_minutes,
    s.agenda_shared_at, s.agenda_lead_hours, s.origin,
    EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = s.id AND i.deleted_at IS NULL),
    EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = s.id AND i.deleted_at IS NULL AND i.link ->> 'table' IN ('goals', 'milestones'))
        OR EXISTS (SELECT 1 FROM goal_updates u WHERE u.session_id = s.id AND u.session_id IS NOT NULL AND u.deleted_at IS NULL)
    FROM sessions s WHERE s.relationship_id = ?1 AND s.status NOT IN ('planned', 'live') AND s.deleted_at IS NULL";

/// Feedback that was said.
pub const FEEDBACK: &str = "SELECT id, direction, said_on, state = 'responded' FROM feedback
    WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND said_on IS NOT NULL AND deleted_at IS NULL";

/// Decisions that were made.
pub const DECISIONS: &str = "SELECT i.id, i.owner, i.closed_at FROM sessions s JOIN agenda_items i ON i.session_id = s.id
    WHERE s.relationship_id = ?1 AND s.status NOT IN ('planned', 'live') AND s.deleted_at IS NULL
    AND i.kind = 'decision' AND i.status = 'done' AND i.closed_at IS NOT NULL AND i.deleted_at IS NULL";

/// Open items that were carried often, on an agenda or in the backlog.
pub const PUT_OFF: &str = "SELECT i.id, i.carry_count FROM sessions s JOIN agenda_items i ON i.session_id = s.id
    WHERE s.relationship_id = ?1 AND s.status IN ('planned', 'live') AND s.deleted_at IS NULL AND i.status = 'open' AND i.carry_count >= ?2 AND i.deleted_at IS NULL
    UNION ALL SELECT id, carry_count FROM agenda_items WHERE relationship_id = ?1 AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL AND carry_count >= ?2";

/// Sessions whose time has come, of which nobody said what became.
pub const UNANSWERED: &str = "SELECT planned_start FROM sessions WHERE relationship_id = ?1 AND status = 'planned' AND planned_start < ?2 AND deleted_at IS NULL";

impl Store {
    /// Everything that the board counts of a relationship.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn evidence(&self, with: &Relationship, now: Now) -> Result<Records> {
        let dated = "WHERE relationship_id = ?1 AND due IS NOT NULL AND deleted_at IS NULL";
        Ok(Records {
            my_role: with.my_role,
            zone: now.zone,
            today: now.today(),
            sessions: self.rows(SESSIONS, [with.id.blob()], session)?,
            commitments: self.all(dated, [with.id.blob()])?,
            feedback: self.said(with.id)?,
            challenges: self.of(with.id, "SELECT id, owner, opened_on FROM challenges WHERE relationship_id = ?1 AND opened_on IS NOT NULL AND deleted_at IS NULL", |r| {
                Ok((id(r, 0)?, word(r, 1)?, known(r, 2)?))
            })?,
            questions: self.of(with.id, "SELECT id, ask_by, asked_on FROM questions WHERE relationship_id = ?1 AND status = 'asked' AND asked_on IS NOT NULL AND deleted_at IS NULL", |r| {
                Ok((id(r, 0)?, word(r, 1)?, known(r, 2)?))
            })?,
            decisions: self.of(with.id, DECISIONS, |r| {
                Ok((id(r, 0)?, word(r, 1)?, instant(r, 2)?.unwrap_or_default()))
            })?,
            put_off: self.rows(PUT_OFF, params![with.id.blob(), CARRIED_OFTEN], |r| Ok((id(r, 0)?, r.get(1)?)))?,
            moved: self.rows(QUIET, params![with.id.blob(), -1], |r| {
                Ok((id(r, 0)?, instant(r, 3)?.unwrap_or_default().day(now.zone)))
            })?,
            pulses: self.pulses(with.id)?,
            unanswered: self.rows(UNANSWERED, params![with.id.blob(), now.at.to_string()], |r| {
                Ok(instant(r, 0)?.unwrap_or_default())
            })?,
            wins: self.of(with.id, "SELECT id, happened_on, told_in_id IS NOT NULL FROM wins WHERE relationship_id = ?1 AND deleted_at IS NULL", |r| {
                Ok((id(r, 0)?, known(r, 1)?, r.get(2)?))
            })?,
            goals: self.of(with.id, "SELECT id, status, success_test IS NOT NULL FROM goals WHERE relationship_id = ?1 AND deleted_at IS NULL", |r| {
                Ok((id(r, 0)?, word(r, 1)?, r.get(2)?))
            })?,
            milestones: self.of(with.id, "SELECT m.id, m.due, m.status FROM goals g JOIN milestones m ON m.goal_id = g.id WHERE g.relationship_id = ?1 AND g.deleted_at IS NULL AND m.due IS NOT NULL AND m.deleted_at IS NULL", |r| {
                Ok((id(r, 0)?, known(r, 1)?, word(r, 2)?))
            })?,
        })
    }

    /// The text of the first record of something worth raising, and whether it is private; none where it has no text.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn titles_of(&self, raising: &Raising) -> Result<Option<(String, bool)>> {
        let Some((table, row)) = raising.rows.first().copied() else {
            return Ok(None);
        };
        let Some(values) = self.row(table, row)? else {
            return Ok(None);
        };
        let title = values.get(table.title_column()).and_then(Json::as_str);
        let private = self.is_private(table, row)?;
        Ok(title.map(|title| (title.lines().next().unwrap_or_default().to_owned(), private)))
    }

    /// Every pulse with someone, the oldest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn pulses(&self, relationship: Id) -> Result<Vec<Pulse>> {
        let of = "WHERE relationship_id = ?1 AND deleted_at IS NULL ORDER BY taken_on, side";
        self.all(of, [relationship.blob()])
    }

    fn of<T>(
        &self,
        relationship: Id,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(sql, [relationship.blob()], read)
    }

    fn said(&self, relationship: Id) -> Result<Vec<(Id, Side, NaiveDate, bool)>> {
        self.of(relationship, FEEDBACK, |r| {
            let from = match word::<Direction>(r, 1)? {
                Direction::ToPartner => Side::Me,
                Direction::FromPartner => Side::Partner,
            };
            Ok((id(r, 0)?, from, known(r, 2)?, r.get(3)?))
        })
    }
}

/// A day that the query asked for.
fn known(row: &Row<'_>, n: usize) -> rusqlite::Result<NaiveDate> {
    Ok(day(row, n)?.unwrap_or_default())
}

fn session(row: &Row<'_>) -> rusqlite::Result<SessionRecord> {
    Ok(SessionRecord {
        id: id(row, 0)?,
        planned_start: instant(row, 1)?.unwrap_or_default(),
        status: word(row, 2)?,
        changed_at: instant(row, 3)?,
        notice_hours: row.get::<_, Option<i64>>(4)?.unwrap_or(24),
        started_at: instant(row, 5)?,
        start_corrected: row.get(6)?,
        grace_minutes: row.get::<_, Option<i64>>(7)?.unwrap_or(5),
        agenda_shared_at: instant(row, 8)?,
        agenda_lead_hours: row.get::<_, Option<i64>>(9)?.unwrap_or(24),
        origin: word(row, 10)?,
        has_item: row.get(11)?,
        touches_goal: row.get(12)?,
    })
}
