//! People: who is next by date, then who waits for an answer, who has no date, who is paused, and whom one met before.
//! And my promises, to everyone.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::agenda::{self, PromiseLine};
use super::header::{SessionHead, head};
use super::sessions::SessionLine;
use super::{count, is_private, page};
use crate::domain::relationship::{self, EndKind, Phase};
use crate::domain::session::SessionStatus;
use crate::domain::{Id, Instant, RelationshipStatus, Word};
use crate::store::{Result, Store, day, id, instant, optional_id, text, word};

/// A person in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonLine {
    /// The relationship.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their IANA zone, empty where it is not known.
    pub zone: String,
    /// Whether one meets.
    pub status: RelationshipStatus,
    /// How far it has come.
    pub phase: Phase,
    /// A pause lasts until then.
    pub paused_until: Option<NaiveDate>,
    /// The last day, and how it ended.
    pub ended: (Option<NaiveDate>, Option<EndKind>),
    /// The first session that is live or planned, also where its time has passed.
    pub session: Option<SessionLine>,
    /// When one met last.
    pub last_met: Option<Instant>,
    /// What one met for last was closing with each other.
    pub is_closed_with: bool,
    /// What I promised next: the text, whether it is private, by when.
    pub promised: Option<(String, bool, Option<NaiveDate>)>,
    /// By when they promised something next; the inner none is a promise without a date.
    pub theirs: Option<Option<NaiveDate>>,
}

impl PersonLine {
    /// The session whose time has passed and which nothing was said of: it asks.
    #[must_use]
    pub fn asks(&self, now: Instant) -> Option<&SessionLine> {
        self.session.as_ref().filter(|s| {
            s.status == SessionStatus::Planned
                && s.planned_start.plus_minutes(s.planned_minutes) < now
                && self.status == RelationshipStatus::Active
        })
    }

    /// The day to which a pause was to last, once it has come.
    #[must_use]
    pub fn pause_ran_out(&self, today: NaiveDate) -> Option<NaiveDate> {
        relationship::ran_out(self.status, self.paused_until, today)
    }
}

/// A promise of mine in the list of those to everyone.
#[derive(Clone, Debug, PartialEq)]
pub struct OwedLine {
    /// The promise.
    pub promise: PromiseLine,
    /// To whom.
    pub relationship_id: Id,
    /// Their name.
    pub name: String,
}

impl OwedLine {
    /// Their name up to the first space.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or("")
    }
}

/// In which part of the list somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// In the call that runs.
    Live,
    /// With a session ahead, the next one first.
    Ahead,
    /// With a session whose time has passed and which nothing was said of.
    Asked,
    /// Without a date.
    Undated,
    /// Paused.
    Paused,
    /// Ended, the newest first.
    Ended,
}

impl Group {
    /// In the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Live,
        Self::Ahead,
        Self::Asked,
        Self::Undated,
        Self::Paused,
        Self::Ended,
    ];

    /// Whether a session stands for the relationship, so that its date gives the order.
    fn goes_by_session(self) -> bool {
        matches!(self, Self::Live | Self::Ahead | Self::Asked)
    }

    /// Who belongs to it; ?1 is the moment before which a session has passed.
    fn condition(self) -> String {
        let status = match self {
            Self::Paused => RelationshipStatus::Paused,
            Self::Ended => RelationshipStatus::Ended,
            _ => RelationshipStatus::Active,
        };
        let kept = format!("r.deleted_at IS NULL AND r.status = '{}'", status.word());
        match self {
            Self::Live => {
                format!("s.status = 'live' AND s.deleted_at IS NULL AND {kept}")
            }
            Self::Ahead => format!("s.planned_start >= ?1 AND {FIRST_PLANNED} AND {kept}"),
            Self::Asked => format!("s.planned_start < ?1 AND {FIRST_PLANNED} AND {kept}"),
            Self::Undated => format!(
                "{kept} AND NOT EXISTS (SELECT 1 FROM sessions f WHERE f.relationship_id = r.id AND {OPEN})"
            ),
            Self::Paused | Self::Ended => kept,
        }
    }

    fn from(self) -> &'static str {
        if self.goes_by_session() {
            "sessions s CROSS JOIN relationships r ON r.id = s.relationship_id"
        } else {
            "relationships r"
        }
    }

    /// A page of it: LIMIT ?2 OFFSET ?3.
    #[must_use]
    pub fn sql(self) -> String {
        let (session, order) = match self {
            Self::Live => ("", "s.rowid"),
            Self::Ahead | Self::Asked => ("", "s.planned_start, s.relationship_id"),
            Self::Undated | Self::Paused => (FIRST_OPEN, "r.id"),
            Self::Ended => (FIRST_OPEN, "r.id DESC"),
        };
        format!(
            "SELECT {COLUMNS} FROM {} {session} {PROMISED} WHERE {} ORDER BY {order} LIMIT ?2 OFFSET ?3",
            self.from(),
            self.condition()
        )
    }

    /// Where somebody belongs: by their status, whether the call with them runs, and when the first session that is open begins.
    fn of(status: RelationshipStatus, is_live: bool, first: Option<&str>, passed: &str) -> Self {
        match (status, first) {
            (RelationshipStatus::Paused, _) => Self::Paused,
            (RelationshipStatus::Ended, _) => Self::Ended,
            (RelationshipStatus::Active, _) if is_live => Self::Live,
            (RelationshipStatus::Active, None) => Self::Undated,
            (RelationshipStatus::Active, Some(start)) if start < passed => Self::Asked,
            (RelationshipStatus::Active, Some(_)) => Self::Ahead,
        }
    }
}

const OPEN: &str = "f.status IN ('planned', 'live') AND f.deleted_at IS NULL";

/// The session is the first that is planned, and none of the relationship's is live.
const FIRST_PLANNED: &str = "s.status IN ('planned', 'live') AND s.status = 'planned' AND s.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM sessions f INDEXED BY sessions_ahead WHERE f.relationship_id = s.relationship_id AND f.status IN ('planned', 'live')
        AND f.deleted_at IS NULL AND f.planned_start < s.planned_start)
    AND NOT EXISTS (SELECT 1 FROM sessions l WHERE l.status = 'live' AND l.deleted_at IS NULL AND l.relationship_id = s.relationship_id)";

/// What says where somebody stands: their status, whether the call with them runs, when the first session that is open begins.
const STANDING: &str = "r.status AS status,
    EXISTS (SELECT 1 FROM sessions l WHERE l.status = 'live' AND l.deleted_at IS NULL AND l.relationship_id = r.id) AS is_live,
    (SELECT f.planned_start FROM sessions f INDEXED BY sessions_ahead WHERE f.relationship_id = r.id
        AND f.status IN ('planned', 'live') AND f.deleted_at IS NULL ORDER BY f.planned_start LIMIT 1) AS first";

/// How many stand in each group, in the order of [`Group::ALL`], from indexes alone: neither the sessions nor the
/// relationships are read. ?1 is the moment before which a session has passed. The limit keeps where somebody stands from
/// being asked for anew by each count.
#[must_use]
pub fn counts_sql() -> String {
    format!(
        "SELECT count(*) FILTER (WHERE status = 'active' AND is_live),
            count(*) FILTER (WHERE status = 'active' AND NOT is_live AND first >= ?1),
            count(*) FILTER (WHERE status = 'active' AND NOT is_live AND first < ?1),
            count(*) FILTER (WHERE status = 'active' AND first IS NULL),
            count(*) FILTER (WHERE status = 'paused'),
            count(*) FILTER (WHERE status = 'ended')
        FROM (SELECT {STANDING} FROM relationships r INDEXED BY relationships_kept WHERE r.deleted_at IS NULL LIMIT -1) people"
    )
}

const FIRST_OPEN: &str = "LEFT JOIN sessions s ON s.rowid = (SELECT f.rowid FROM sessions f WHERE f.relationship_id = r.id
    AND f.status IN ('planned', 'live') AND f.deleted_at IS NULL ORDER BY f.planned_start, f.id LIMIT 1)";

const COLUMNS: &str = "r.id, r.partner_name, r.zone, r.status, r.paused_until, r.ended_on, r.end_kind,
    s.id, s.planned_start, s.planned_minutes, s.status,
    coalesce((SELECT open FROM agenda_sums a WHERE a.session_id = s.id), 0),
    (SELECT coalesce(h.started_at, h.planned_start) FROM sessions h WHERE h.relationship_id = r.id AND h.status = 'held'
        AND h.deleted_at IS NULL ORDER BY coalesce(h.started_at, h.planned_start) DESC LIMIT 1),
    m.id, m.text, m.visibility, m.due,
    (SELECT coalesce(c.due, '') FROM commitments c INDEXED BY commitments_open WHERE c.relationship_id = r.id AND c.status = 'open' AND c.owner = 'partner'
        AND c.deleted_at IS NULL ORDER BY c.due IS NULL, c.due, c.id LIMIT 1),
    r.phase, s.visibility,
    (SELECT h.template FROM sessions h WHERE h.relationship_id = r.id AND h.status = 'held'
        AND h.deleted_at IS NULL ORDER BY coalesce(h.started_at, h.planned_start) DESC LIMIT 1) IS 'closing'";

/// What I promised next; mine before what both of us did.
const PROMISED: &str = "LEFT JOIN commitments m ON m.rowid = coalesce(
    (SELECT c.rowid FROM commitments c INDEXED BY commitments_open WHERE c.relationship_id = r.id AND c.status = 'open' AND c.owner = 'me' AND c.deleted_at IS NULL
        ORDER BY c.due IS NULL, c.due, c.id LIMIT 1),
    (SELECT c.rowid FROM commitments c INDEXED BY commitments_open WHERE c.relationship_id = r.id AND c.status = 'open' AND c.owner = 'both' AND c.deleted_at IS NULL
        ORDER BY c.due IS NULL, c.due, c.id LIMIT 1))";

/// A page of my open promises, to everyone, the next due first.
pub const OWED: &str =
    "SELECT c.id, c.owner, c.text, c.due, c.status, c.visibility, c.done_on, r.id, r.partner_name
    FROM commitments c CROSS JOIN relationships r ON r.id = c.relationship_id
    WHERE c.status = 'open' AND c.owner IN ('me', 'both') AND c.deleted_at IS NULL
    ORDER BY c.due IS NULL, c.due, c.id LIMIT ?1 OFFSET ?2";

const OWED_BY_ME: &str = "status = 'open' AND owner IN ('me', 'both') AND deleted_at IS NULL";

/// How many they are.
pub const OWED_COUNT: &str = "SELECT count(*) FROM commitments WHERE status = 'open' AND owner IN ('me', 'both') AND deleted_at IS NULL";

/// A session whose time has passed and which nothing was said of: the newest one.
pub const UNANSWERED: &str = "SELECT s.id, s.relationship_id, r.partner_name, s.planned_start, s.planned_minutes, s.started_at, s.status
    FROM sessions s CROSS JOIN relationships r ON r.id = s.relationship_id
    WHERE s.planned_start < ?1 AND s.status IN ('planned', 'live') AND s.status = 'planned' AND s.deleted_at IS NULL
    AND r.status <> 'ended' AND r.deleted_at IS NULL ORDER BY s.planned_start DESC LIMIT 1";

/// Before this moment a session has passed, when none is known to take longer: as the header counts.
fn passed(now: Instant) -> String {
    now.plus_minutes(-60).to_string()
}

fn person(row: &rusqlite::Row<'_>) -> rusqlite::Result<PersonLine> {
    let session = match optional_id(row, 7)? {
        Some(id) => Some(SessionLine {
            began: None,
            id,
            planned_start: instant(row, 8)?.unwrap_or_default(),
            planned_minutes: row.get::<_, Option<i64>>(9)?.unwrap_or(45),
            status: word(row, 10)?,
            open: row.get(11)?,
            done: 0,
            carried: 0,
            private: is_private(row, 19)?,
            changed_by: None,
            moved_to: None,
        }),
        None => None,
    };
    let promised = match optional_id(row, 13)? {
        Some(_) => Some((text(row, 14)?, is_private(row, 15)?, day(row, 16)?)),
        None => None,
    };
    Ok(PersonLine {
        id: id(row, 0)?,
        name: text(row, 1)?,
        zone: text(row, 2)?,
        status: word(row, 3)?,
        phase: word(row, 18)?,
        paused_until: day(row, 4)?,
        ended: (
            day(row, 5)?,
            row.get_ref(6)?
                .as_str_or_null()?
                .and_then(EndKind::from_word),
        ),
        session,
        last_met: instant(row, 12)?,
        is_closed_with: row.get(20)?,
        promised,
        theirs: row
            .get_ref(17)?
            .as_str_or_null()?
            .map(|due| due.parse().ok()),
    })
}

impl Store {
    /// How many people stand in each group, in the order of [`Group::ALL`].
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn people_counts(&self, now: Instant) -> Result<[usize; 6]> {
        let counts = self.first(&counts_sql(), [passed(now)], |row| {
            let mut counts = [0; 6];
            for (column, found) in counts.iter_mut().enumerate() {
                *found = count(row.get(column)?);
            }
            Ok(counts)
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// How many relationships have ended.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn ended_count(&self) -> Result<usize> {
        let sql =
            "SELECT count(*) FROM relationships WHERE deleted_at IS NULL AND status = 'ended'";
        self.number(sql, []).map(count)
    }

    /// A page of a group.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn people_page(
        &self,
        group: Group,
        now: Instant,
        range: &Range<usize>,
    ) -> Result<Vec<PersonLine>> {
        let (limit, offset) = page(range);
        self.rows(&group.sql(), params![passed(now), limit, offset], person)
    }

    /// Where somebody stands: the group, and the place in it, from 0.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn person_place(&self, relationship: Id, now: Instant) -> Result<Option<(Group, usize)>> {
        let passed = passed(now);
        let sql = format!(
            "SELECT {STANDING} FROM relationships r WHERE r.id = ?1 AND r.deleted_at IS NULL"
        );
        let standing = self.first(&sql, [relationship.blob()], |row| {
            let first = row.get::<_, Option<String>>(2)?;
            let group = Group::of(word(row, 0)?, row.get(1)?, first.as_deref(), &passed);
            Ok((group, first.unwrap_or_default()))
        })?;
        let Some((group, first)) = standing else {
            return Ok(None);
        };
        let before = match group {
            // At most one call runs in the whole file.
            Group::Live => 0,
            Group::Ahead | Group::Asked => {
                let sql = format!(
                    "SELECT count(*) FROM {} WHERE {} AND (s.planned_start, s.relationship_id) < (?2, ?3)",
                    group.from(),
                    group.condition()
                );
                self.number(&sql, params![passed, first, relationship.blob()])?
            }
            Group::Undated | Group::Paused | Group::Ended => {
                let side = if group == Group::Ended { ">" } else { "<" };
                let (from, condition) = (group.from(), group.condition());
                let sql =
                    format!("SELECT count(*) FROM {from} WHERE {condition} AND r.id {side} ?1");
                self.number(&sql, [relationship.blob()])?
            }
        };
        Ok(Some((group, count(before))))
    }

    /// How many promises of mine are open, to everyone.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn owed_count(&self) -> Result<usize> {
        self.number(OWED_COUNT, []).map(count)
    }

    /// A page of my open promises, to everyone.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn owed_page(&self, range: &Range<usize>) -> Result<Vec<OwedLine>> {
        let (limit, offset) = page(range);
        self.rows(OWED, params![limit, offset], |row| {
            Ok(OwedLine {
                promise: agenda::promise(row)?,
                relationship_id: id(row, 7)?,
                name: text(row, 8)?,
            })
        })
    }

    /// The place of a promise among those to everyone, from 0.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn owed_place(&self, promise: Id) -> Result<Option<usize>> {
        let own = format!("SELECT due FROM commitments WHERE {OWED_BY_ME} AND id = ?");
        let Some(due) = self.first(&own, [promise.blob()], |r| r.get::<_, Option<String>>(0))?
        else {
            return Ok(None);
        };
        let before = format!(
            "SELECT count(*) FROM commitments WHERE {OWED_BY_ME} AND (due IS NULL, coalesce(due, ''), id) < (?1 IS NULL, coalesce(?1, ''), ?2)"
        );
        let place = self.number(&before, params![due, promise.blob()])?;
        Ok(Some(count(place)))
    }

    /// The newest session whose time has passed and which nothing was said of.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn unanswered(&self, now: Instant) -> Result<Option<SessionHead>> {
        self.first(UNANSWERED, [passed(now)], head)
    }
}
