//! Feedback both ways: what waits for an answer, what is to say, what was asked for, what was answered; and the goals that
//! feedback led to.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::goals::{GoalLine, goal, goal_columns, moved_at};
use super::{count, is_private, page};
use crate::domain::feedback::{Direction, FeedbackState, RequestStatus, Response};
use crate::domain::{Goal, Id, Side, Table, Word};
use crate::store::{Result, Store, day, id, text, word};

/// A piece of feedback in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedbackLine {
    /// The row.
    pub id: Id,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub state: FeedbackState,
    /// What was seen or heard.
    pub text: String,
    /// When it was said.
    pub on: Option<NaiveDate>,
    /// What came of it.
    pub response: Option<Response>,
    /// Not for the partner's eyes.
    pub private: bool,
}

impl FeedbackLine {
    /// Whether it is the partner who has not answered yet.
    #[must_use]
    pub fn awaits_partner(&self) -> bool {
        self.state == FeedbackState::Said && self.direction == Direction::ToPartner
    }
}

/// Feedback that one of us asked for, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestLine {
    /// The row.
    pub id: Id,
    /// Who is asked.
    pub to: Side,
    /// About what.
    pub about: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// Where it stands.
    pub status: RequestStatus,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// Which requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Those that wait.
    Waiting,
    /// Those that were answered or withdrawn.
    Before,
}

/// Whether a list leaves out what is not for the partner's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// All of it stands there.
    All,
    /// Only what is shared.
    Shared,
}

impl Seen {
    /// The condition on the rows.
    fn sql(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Shared => " AND visibility = 'shared'",
        }
    }
}

macro_rules! feedback_columns {
    () => {
        "SELECT id, direction, state, coalesce(behaviour, situation, ''), coalesce(said_on, date(created_at)), response, visibility FROM feedback "
    };
}

/// A page of the feedback in one state, the newest first.
pub const IN_STATE: &str = concat!(
    feedback_columns!(),
    "WHERE relationship_id = ?1 AND state = ?2 AND deleted_at IS NULL ORDER BY said_on DESC, id DESC LIMIT ?3 OFFSET ?4"
);

/// The same, of what is shared.
pub const SHARED_IN_STATE: &str = concat!(
    feedback_columns!(),
    "WHERE relationship_id = ?1 AND state = ?2 AND visibility = 'shared' AND deleted_at IS NULL ORDER BY said_on DESC, id DESC LIMIT ?3 OFFSET ?4"
);

/// A page of the feedback about a goal, the newest first.
pub const ABOUT_GOAL: &str = concat!(
    feedback_columns!(),
    "WHERE goal_id = ?1 AND deleted_at IS NULL ORDER BY said_on DESC, id DESC LIMIT ?2"
);

/// One piece.
pub const PIECE: &str = concat!(feedback_columns!(), "WHERE id = ?1 AND deleted_at IS NULL");

/// A page of the requests that wait, the newest first.
pub const REQUESTS: &str = "SELECT id, to_side, about, asked_on, status, visibility FROM feedback_requests
    WHERE relationship_id = ?1 AND status = 'asked' AND deleted_at IS NULL ORDER BY asked_on DESC, id DESC LIMIT ?2 OFFSET ?3";

/// A page of the requests that are closed, the newest first.
pub const REQUESTS_BEFORE: &str = "SELECT id, to_side, about, asked_on, status, visibility FROM feedback_requests
    WHERE relationship_id = ?1 AND status <> 'asked' AND deleted_at IS NULL ORDER BY asked_on DESC, id DESC LIMIT ?2 OFFSET ?3";

/// A goal that feedback led to: turned from a piece, or named by one.
macro_rules! led_to {
    () => {
        "WHERE g.relationship_id = ?1 AND g.deleted_at IS NULL AND ((json_valid(g.made_from) AND g.made_from ->> 'table' = 'feedback')
        OR EXISTS (SELECT 1 FROM feedback f WHERE f.goal_id = g.id AND f.deleted_at IS NULL)) "
    };
}

/// A page of the goals that feedback led to, open ones first.
pub const AREAS: &str = concat!(
    goal_columns!(),
    led_to!(),
    "ORDER BY g.closed_on IS NOT NULL, g.created_at, g.id LIMIT ?2 OFFSET ?3"
);

/// How many goals feedback led to.
const AREA_COUNT: &str = concat!("SELECT count(*) FROM goals g ", led_to!());

pub(super) fn line(r: &rusqlite::Row<'_>) -> rusqlite::Result<FeedbackLine> {
    let answered = word::<FeedbackState>(r, 2)? == FeedbackState::Responded;
    Ok(FeedbackLine {
        id: id(r, 0)?,
        direction: word(r, 1)?,
        state: word(r, 2)?,
        text: text(r, 3)?,
        on: day(r, 4)?,
        response: if answered { Some(word(r, 5)?) } else { None },
        private: is_private(r, 6)?,
    })
}

fn request(r: &rusqlite::Row<'_>) -> rusqlite::Result<RequestLine> {
    Ok(RequestLine {
        id: id(r, 0)?,
        to: word(r, 1)?,
        about: text(r, 2)?,
        on: day(r, 3)?,
        status: word(r, 4)?,
        private: is_private(r, 5)?,
    })
}

impl Store {
    /// How much feedback is in a state.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_count(
        &self,
        relationship: Id,
        state: FeedbackState,
        seen: Seen,
    ) -> Result<usize> {
        let sql = format!(
            "SELECT count(*) FROM feedback WHERE relationship_id = ? AND state = ? AND deleted_at IS NULL{}",
            seen.sql()
        );
        Ok(count(self.number(
            &sql,
            params![relationship.blob(), state.word()],
        )?))
    }

    /// How much feedback was said each way: from the partner, to the partner.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_each_way(&self, relationship: Id) -> Result<(usize, usize)> {
        let way = |direction: Direction| {
            let sql = "SELECT count(*) FROM feedback WHERE relationship_id = ? AND direction = ? AND state IN ('said', 'responded') AND deleted_at IS NULL";
            self.number(sql, params![relationship.blob(), direction.word()])
                .map(count)
        };
        Ok((way(Direction::FromPartner)?, way(Direction::ToPartner)?))
    }

    /// A page of the feedback in a state.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_page(
        &self,
        relationship: Id,
        state: FeedbackState,
        seen: Seen,
        range: &Range<usize>,
    ) -> Result<Vec<FeedbackLine>> {
        let (limit, offset) = page(range);
        let sql = match seen {
            Seen::All => IN_STATE,
            Seen::Shared => SHARED_IN_STATE,
        };
        self.rows(
            sql,
            params![relationship.blob(), state.word(), limit, offset],
            line,
        )
    }

    /// Where a piece of feedback stands: its state, and how many of that state stand before it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_place(
        &self,
        relationship: Id,
        feedback: Id,
        seen: impl Fn(FeedbackState) -> Seen,
    ) -> Result<Option<(FeedbackState, usize)>> {
        let sql =
            "SELECT state, coalesce(said_on, '') FROM feedback WHERE id = ? AND deleted_at IS NULL";
        let Some((state, said)) = self.first(sql, [feedback.blob()], |r| {
            Ok((word::<FeedbackState>(r, 0)?, text(r, 1)?))
        })?
        else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT count(*) FROM feedback WHERE relationship_id = ?1 AND state = ?2 AND deleted_at IS NULL AND (coalesce(said_on, ''), id) > (?3, ?4){}",
            seen(state).sql()
        );
        let before = params![relationship.blob(), state.word(), said, feedback.blob()];
        Ok(Some((state, count(self.number(&sql, before)?))))
    }

    /// How many requests there are.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn request_count(&self, relationship: Id, which: Asked) -> Result<usize> {
        let sql = match which {
            Asked::Waiting => {
                "SELECT count(*) FROM feedback_requests WHERE relationship_id = ? AND status = 'asked' AND deleted_at IS NULL"
            }
            Asked::Before => {
                "SELECT count(*) FROM feedback_requests WHERE relationship_id = ? AND status <> 'asked' AND deleted_at IS NULL"
            }
        };
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of the requests.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn requests_page(
        &self,
        relationship: Id,
        which: Asked,
        range: &Range<usize>,
    ) -> Result<Vec<RequestLine>> {
        let (limit, offset) = page(range);
        let sql = match which {
            Asked::Waiting => REQUESTS,
            Asked::Before => REQUESTS_BEFORE,
        };
        self.rows(sql, params![relationship.blob(), limit, offset], request)
    }

    /// Where a request stands: whether it waits, and how many stand before it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn request_place(&self, relationship: Id, request: Id) -> Result<Option<(Asked, usize)>> {
        let sql = "SELECT status, coalesce(asked_on, '') FROM feedback_requests WHERE id = ? AND deleted_at IS NULL";
        let Some((status, on)) = self.first(sql, [request.blob()], |r| {
            Ok((word::<RequestStatus>(r, 0)?, text(r, 1)?))
        })?
        else {
            return Ok(None);
        };
        let (which, sql) = if status == RequestStatus::Asked {
            (
                Asked::Waiting,
                "SELECT count(*) FROM feedback_requests WHERE relationship_id = ?1 AND status = 'asked' AND deleted_at IS NULL AND (coalesce(asked_on, ''), id) > (?2, ?3)",
            )
        } else {
            (
                Asked::Before,
                "SELECT count(*) FROM feedback_requests WHERE relationship_id = ?1 AND status <> 'asked' AND deleted_at IS NULL AND (coalesce(asked_on, ''), id) > (?2, ?3)",
            )
        };
        let place = self.number(sql, params![relationship.blob(), on, request.blob()])?;
        Ok(Some((which, count(place))))
    }

    /// How many goals feedback led to.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn area_count(&self, relationship: Id) -> Result<usize> {
        Ok(count(self.number(AREA_COUNT, [relationship.blob()])?))
    }

    /// A page of the goals that feedback led to, open ones first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn areas_page(&self, relationship: Id, range: &Range<usize>) -> Result<Vec<GoalLine>> {
        let (limit, offset) = page(range);
        self.rows(AREAS, params![relationship.blob(), limit, offset], goal)
    }

    /// The feedback that names a goal, the newest first, at most `most`, and the piece that it was made from.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_about(&self, goal: &Goal, most: usize) -> Result<Vec<FeedbackLine>> {
        let most = i64::try_from(most).unwrap_or(20);
        let mut found = self.rows(ABOUT_GOAL, params![goal.id.blob(), most], line)?;
        let from = goal.made_from.filter(|from| from.table == Table::Feedback);
        if let Some(from) = from.filter(|from| found.iter().all(|line| line.id != from.id)) {
            found.extend(self.first(PIECE, [from.id.blob()], line)?);
        }
        Ok(found)
    }
}
