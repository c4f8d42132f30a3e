//! Feedback both ways: what waits for an answer, what is to say, what was answered.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::{count, is_private, page};
use crate::domain::Id;
use crate::domain::feedback::{Direction, FeedbackState, Response};
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

/// A page of the feedback in one state, the newest first.
pub const IN_STATE: &str = "SELECT id, direction, state, coalesce(behaviour, situation, ''), coalesce(said_on, date(created_at)), response, visibility FROM feedback
    WHERE relationship_id = ?1 AND state = ?2 AND deleted_at IS NULL ORDER BY said_on DESC, id DESC LIMIT ?3 OFFSET ?4";

impl Store {
    /// How much feedback is in a state.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_count(&self, relationship: Id, state: FeedbackState) -> Result<usize> {
        let sql = "SELECT count(*) FROM feedback WHERE relationship_id = ? AND state = ? AND deleted_at IS NULL";
        Ok(count(self.number(
            sql,
            params![relationship.blob(), crate::domain::Word::word(state)],
        )?))
    }

    /// A page of the feedback in a state.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feedback_page(
        &self,
        relationship: Id,
        state: FeedbackState,
        range: &Range<usize>,
    ) -> Result<Vec<FeedbackLine>> {
        let (limit, offset) = page(range);
        self.rows(
            IN_STATE,
            params![
                relationship.blob(),
                crate::domain::Word::word(state),
                limit,
                offset
            ],
            line,
        )
    }
}

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
