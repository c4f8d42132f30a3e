//! What the evidence board counts: one narrow query an entity, over the index of the date that counts, as far back as is
//! asked for; and what may be worth raising. The rules are the domain's.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Row, ToSql, params};
use serde_json::Value as Json;

use super::window::offers::QUIET;
use super::{Result, Store, day, id, instant, word};
use crate::domain::agenda::CARRIED_OFTEN;
use crate::domain::evidence::{
    ANSWER_DAYS, Grounds, Raising, Records, SILENT_SESSIONS, SessionRecord, Window,
};
use crate::domain::feedback::Direction;
use crate::domain::moment::{Now, days_on};
use crate::domain::{
    Commitment, Id, Instant, Link, Pulse, Relationship, Side, Table, Visibility, Word,
};

/// Sessions that are not ahead: relationship, from, until.
pub const SESSIONS: &str = "SELECT s.id, s.planned_start, s.status, s.changed_at, s.notice_hours, s.started_at, s.start_corrected, s.grace_minutes,
    s.agenda_shared_at, s.agenda_lead_hours, s.origin,
    s.status = 'held' AND EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = s.id AND i.deleted_at IS NULL),
    s.status = 'held' AND (EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = s.id AND i.deleted_at IS NULL AND i.link ->> 'table' IN ('goals', 'milestones'))
        OR EXISTS (SELECT 1 FROM goal_updates u WHERE u.session_id = s.id AND u.session_id IS NOT NULL AND u.deleted_at IS NULL))
    FROM sessions s WHERE s.relationship_id = ?1 AND s.status NOT IN ('planned', 'live') AND s.planned_start >= ?2 AND s.planned_start < ?3 AND s.deleted_at IS NULL";

/// Sessions whose time has come, of which nobody said what became: relationship, from, until.
pub const UNANSWERED: &str = "SELECT planned_start FROM sessions
    WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND status = 'planned' AND planned_start >= ?2 AND planned_start < ?3 AND deleted_at IS NULL";

/// Promises with a date: relationship, from.
pub const PROMISES: &str =
    "SELECT id, owner, due, status, done_on, support, renegotiated FROM commitments
    WHERE relationship_id = ?1 AND due IS NOT NULL AND due >= ?2 AND deleted_at IS NULL";

/// Feedback that was said: relationship, from, until.
pub const FEEDBACK: &str = "SELECT id, direction, said_on, state = 'responded' FROM feedback
    WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND said_on >= ?2 AND said_on <= ?3 AND deleted_at IS NULL";

/// Challenges: relationship, from, until.
pub const CHALLENGES: &str = "SELECT id, owner, opened_on FROM challenges
    WHERE relationship_id = ?1 AND opened_on IS NOT NULL AND opened_on >= ?2 AND opened_on <= ?3 AND deleted_at IS NULL";

/// Questions that were asked: relationship, from, until.
pub const QUESTIONS: &str = "SELECT id, ask_by, asked_on FROM questions
    WHERE relationship_id = ?1 AND status = 'asked' AND asked_on >= ?2 AND asked_on <= ?3 AND deleted_at IS NULL";

/// Decisions that were made: relationship, from, until.
pub const DECISIONS: &str = "SELECT i.id, i.owner, i.closed_at FROM agenda_items i LEFT JOIN sessions s ON s.id = i.session_id
    WHERE i.relationship_id = ?1 AND i.kind = 'decision' AND i.status = 'done' AND i.closed_at >= ?2 AND i.closed_at < ?3 AND i.deleted_at IS NULL AND s.deleted_at IS NULL";

/// Open items that were carried often, on an agenda ahead or in the backlog.
pub const PUT_OFF: &str = "SELECT i.id, i.carry_count FROM agenda_items i LEFT JOIN sessions s ON s.id = i.session_id
    WHERE i.relationship_id = ?1 AND i.status = 'open' AND i.carry_count >= 3 AND i.deleted_at IS NULL
    AND (s.id IS NULL AND i.session_id IS NULL OR s.status IN ('planned', 'live') AND s.deleted_at IS NULL)";

/// Wins: relationship, from, until.
pub const WINS: &str = "SELECT id, happened_on, told_in_id IS NOT NULL FROM wins
    WHERE relationship_id = ?1 AND happened_on >= ?2 AND happened_on <= ?3 AND deleted_at IS NULL";

/// Active goals.
pub const GOALS: &str = "SELECT id, status, success_test IS NOT NULL FROM goals WHERE relationship_id = ?1 AND status = 'active' AND deleted_at IS NULL";

/// Milestones that were due: relationship, from, until.
pub const MILESTONES: &str = "SELECT m.id, m.due, m.status FROM milestones m JOIN goals g ON g.id = m.goal_id
    WHERE m.relationship_id = ?1 AND m.due IS NOT NULL AND m.due >= ?2 AND m.due <= ?3 AND m.deleted_at IS NULL AND g.deleted_at IS NULL";

/// My open promises whose date has passed: relationship, today.
pub const PASSED: &str = "SELECT id, due FROM commitments
    WHERE relationship_id = ?1 AND status = 'open' AND due IS NOT NULL AND due < ?2 AND owner IN ('me', 'both') AND deleted_at IS NULL";

/// Feedback to me without an answer: relationship, said before.
pub const WAITING: &str = "SELECT id, said_on FROM feedback
    WHERE relationship_id = ?1 AND state = 'said' AND said_on < ?2 AND direction = 'from_partner' AND deleted_at IS NULL";

/// The sessions that were held last: relationship, how many.
pub const HELD: &str = "SELECT id, coalesce(started_at, planned_start) FROM sessions
    WHERE relationship_id = ?1 AND status = 'held' AND deleted_at IS NULL ORDER BY coalesce(started_at, planned_start) DESC LIMIT ?2";

/// When feedback was said last.
pub const SAID_LAST: &str = "SELECT max(said_on) FROM feedback WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND deleted_at IS NULL";

/// Pulses of one side, the newest first: relationship, side, how many.
const PULSES: &str = "WHERE relationship_id = ?1 AND side = ?2 AND deleted_at IS NULL ORDER BY taken_on DESC LIMIT ?3";

/// Whether an open item at the end of an agenda has this title, which is where it was put: session, title.
pub const CALLED_SO: &str = "SELECT 1 FROM (SELECT title, status FROM agenda_items
    WHERE session_id = ?1 AND deleted_at IS NULL ORDER BY position DESC, id DESC LIMIT 60) AS last WHERE title = ?2 AND status = 'open' LIMIT 1";

/// The same at the end of the backlog: relationship, title.
pub const CALLED_SO_LATER: &str = "SELECT 1 FROM (SELECT title FROM agenda_items
    WHERE relationship_id = ?1 AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL ORDER BY position DESC, id DESC LIMIT 60) AS last WHERE title = ?2 LIMIT 1";

/// How many pulses there are of mine, and of the partner's.
pub const PULSE_COUNTS: &str = "SELECT count(*) FILTER (WHERE side = 'me'), count(*) FILTER (WHERE side = 'partner') FROM pulses WHERE relationship_id = ?1 AND deleted_at IS NULL";

/// The pulses that the board reads of one side; of two on one day the later counts.
const LAST_PULSES: usize = 8;

/// The bounds of a window, as the file has them.
struct Bounds {
    from: String,
    to: String,
    /// The instants of its first and of the day after its last.
    begins: String,
    ends: String,
    /// Before which a session counts that is not ahead: in a window up to now also what was held before its planned day.
    planned: String,
}

/// After every instant.
const EVER: &str = "9999";

impl Bounds {
    fn of(window: Window, now: Now) -> Self {
        let starts = |day| Instant::from_day(day, NaiveTime::MIN, now.zone).to_string();
        Self {
            from: window.from.map_or_else(String::new, |d| d.to_string()),
            to: window.to.to_string(),
            begins: window.from.map_or_else(String::new, starts),
            planned: if window.to < now.today() {
                starts(days_on(window.to, 1))
            } else {
                EVER.to_owned()
            },
            ends: starts(days_on(window.to, 1)),
        }
    }
}

impl Store {
    /// What the board counts of a relationship in a window.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn evidence(&self, with: &Relationship, now: Now, window: Window) -> Result<Records> {
        let who = with.id.blob();
        let bounds = Bounds::of(window, now);
        let days: &[&dyn ToSql] = &[&who, &bounds.from, &bounds.to];
        let instants: &[&dyn ToSql] = &[&who, &bounds.begins, &bounds.ends];
        // What is planned later today has not come yet.
        let until = now.at.to_string().min(bounds.ends.clone());
        Ok(Records {
            my_role: with.my_role,
            zone: now.zone,
            today: now.today(),
            sessions: self.rows(
                SESSIONS,
                params![who, bounds.begins, bounds.planned],
                session,
            )?,
            commitments: self.rows(PROMISES, params![who, bounds.from], promise)?,
            feedback: self.rows(FEEDBACK, days, |r| {
                Ok((id(r, 0)?, from(r, 1)?, known(r, 2)?, r.get(3)?))
            })?,
            challenges: self.rows(CHALLENGES, days, |r| {
                Ok((id(r, 0)?, word(r, 1)?, known(r, 2)?))
            })?,
            questions: self.rows(QUESTIONS, days, |r| {
                Ok((id(r, 0)?, word(r, 1)?, known(r, 2)?))
            })?,
            decisions: self.rows(DECISIONS, instants, |r| {
                Ok((id(r, 0)?, word(r, 1)?, instant(r, 2)?.unwrap_or_default()))
            })?,
            put_off: self.gone_on(with.id)?,
            unanswered: self.rows(UNANSWERED, params![who, bounds.begins, until], |r| {
                Ok(instant(r, 0)?.unwrap_or_default())
            })?,
            wins: self.rows(WINS, days, |r| Ok((id(r, 0)?, known(r, 1)?, r.get(2)?)))?,
            goals: self.rows(GOALS, [who], |r| Ok((id(r, 0)?, word(r, 1)?, r.get(2)?)))?,
            milestones: self.rows(MILESTONES, days, |r| {
                Ok((id(r, 0)?, known(r, 1)?, word(r, 2)?))
            })?,
        })
    }

    /// What may be worth raising with someone.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn grounds(&self, relationship: Id, now: Now) -> Result<Grounds> {
        let who = relationship.blob();
        let today = now.today();
        let dated = |r: &Row<'_>| Ok((id(r, 0)?, known(r, 1)?));
        let answer_by = days_on(today, -ANSWER_DAYS).to_string();
        let sessions = i64::try_from(SILENT_SESSIONS).unwrap_or(i64::MAX);
        Ok(Grounds {
            today,
            promises: self.rows(PASSED, params![who, today.to_string()], dated)?,
            feedback: self.rows(WAITING, params![who, answer_by], dated)?,
            carried: self.gone_on(relationship)?,
            sessions: self.rows(HELD, params![who, sessions], |r| {
                Ok((id(r, 0)?, local(r, 1, now)?))
            })?,
            feedback_said: self.first(SAID_LAST, [who], |r| day(r, 0))?.flatten(),
            moved: self.rows(QUIET, params![who, -1], |r| {
                Ok((id(r, 0)?, local(r, 3, now)?))
            })?,
            pulses: self.last_pulses(relationship)?,
        })
    }

    /// What may be worth raising of the rows alone that are not private.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn shared_alone(&self, mut grounds: Grounds) -> Result<Grounds> {
        self.keep_shared(Table::Commitments, &mut grounds.promises)?;
        self.keep_shared(Table::Feedback, &mut grounds.feedback)?;
        self.keep_shared(Table::AgendaItems, &mut grounds.carried)?;
        self.keep_shared(Table::Sessions, &mut grounds.sessions)?;
        self.keep_shared(Table::Goals, &mut grounds.moved)?;
        grounds
            .pulses
            .retain(|pulse| pulse.visibility == Visibility::Shared);
        Ok(grounds)
    }

    fn keep_shared<T: Copy>(&self, table: Table, rows: &mut Vec<(Id, T)>) -> Result<()> {
        let mut shared = Vec::new();
        for row in rows.iter() {
            if !self.is_private(table, row.0)? {
                shared.push(*row);
            }
        }
        *rows = shared;
        Ok(())
    }

    /// The text of the first record of something worth raising, and whether it is private; none where it has no text.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn title_of(&self, raising: &Raising) -> Result<Option<(String, bool)>> {
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

    /// Whether something worth raising stands on the agenda of a session, or in the backlog, as `o` puts it there.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_taken(&self, with: Id, session: Option<Id>, raising: &Raising) -> Result<bool> {
        if let Some((_, title)) = raising.own_words() {
            let (sql, whose) = match session {
                Some(session) => (CALLED_SO, session),
                None => (CALLED_SO_LATER, with),
            };
            let found = self.first(sql, params![whose.blob(), title], |_| Ok(()))?;
            return Ok(found.is_some());
        }
        let Some((table, id)) = raising.rows.first().copied() else {
            return Ok(false);
        };
        if table == Table::AgendaItems {
            let item = self.row(table, id)?;
            let on = item
                .as_ref()
                .and_then(|row| row.get("session_id")?.as_str());
            return Ok(on.is_some() && on == session.map(|id| id.to_string()).as_deref());
        }
        self.is_on_agenda(with, session, Link { table, id })
    }

    /// The last pulses of both, the oldest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_pulses(&self, relationship: Id) -> Result<Vec<Pulse>> {
        let mut pulses = Vec::new();
        for side in [Side::Me, Side::Partner] {
            pulses.extend(self.pulses_of(relationship, side, LAST_PULSES)?);
        }
        pulses.sort_by_key(|pulse: &Pulse| (pulse.taken_on, pulse.created_at, pulse.id));
        Ok(pulses)
    }

    /// How many pulses there are of each side that has any, mine first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn pulse_counts(&self, relationship: Id) -> Result<Vec<(Side, usize)>> {
        let read = |r: &Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?));
        let (mine, theirs) = self
            .first(PULSE_COUNTS, [relationship.blob()], read)?
            .unwrap_or_default();
        let sides = [(Side::Me, mine), (Side::Partner, theirs)].into_iter();
        let sides = sides.filter(|(_, count)| *count > 0);
        Ok(sides
            .map(|(side, count)| (side, usize::try_from(count).unwrap_or(0)))
            .collect())
    }

    /// The last pulses of one side, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn pulses_of(&self, relationship: Id, side: Side, most: usize) -> Result<Vec<Pulse>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(PULSES, params![relationship.blob(), side.word(), most])
    }

    fn gone_on(&self, relationship: Id) -> Result<Vec<(Id, i64)>> {
        // The index holds those alone that have gone on so often.
        const { assert!(CARRIED_OFTEN == 3) };
        self.rows(PUT_OFF, [relationship.blob()], |r| {
            Ok((id(r, 0)?, r.get(1)?))
        })
    }
}

/// A day that the query asked for.
fn known(row: &Row<'_>, n: usize) -> rusqlite::Result<NaiveDate> {
    Ok(day(row, n)?.unwrap_or_default())
}

/// The local day of an instant.
fn local(row: &Row<'_>, n: usize, now: Now) -> rusqlite::Result<NaiveDate> {
    Ok(instant(row, n)?.unwrap_or_default().day(now.zone))
}

fn from(row: &Row<'_>, n: usize) -> rusqlite::Result<Side> {
    Ok(match word::<Direction>(row, n)? {
        Direction::ToPartner => Side::Me,
        Direction::FromPartner => Side::Partner,
    })
}

/// A promise without its text.
fn promise(row: &Row<'_>) -> rusqlite::Result<Commitment> {
    let changes: Option<String> = row.get(6)?;
    Ok(Commitment {
        id: id(row, 0)?,
        owner: word(row, 1)?,
        due: day(row, 2)?,
        status: word(row, 3)?,
        done_on: day(row, 4)?,
        support: row.get(5)?,
        renegotiated: changes
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
        ..Commitment::default()
    })
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
