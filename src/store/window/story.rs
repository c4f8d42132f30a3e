//! The story of a relationship: everything that has a date, newest first, by keyset.

use chrono::NaiveDate;
use rusqlite::params;

use super::is_private;
use crate::domain::{Id, Table};
use crate::store::{Result, Store, id, text};

/// One line of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLine {
    /// The row.
    pub id: Id,
    /// Its table.
    pub table: Table,
    /// Its day.
    pub on: NaiveDate,
    /// Where it stands: its day, or the start of a session, as the file has it.
    pub at: String,
    /// Its text, or the state of a session.
    pub text: String,
    /// The state that its sign shows.
    pub state: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A page of the story before a moment and a row, each kind by its own index, joined in their order as they are read.
pub const STORY: &str = "SELECT id, 'sessions' AS kind, planned_start AS at, coalesce(summary, '') AS said, status AS state, visibility FROM sessions
        WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL AND (planned_start, id) < (?2, ?3)
    UNION ALL SELECT id, 'goals', closed_on, title, status, visibility FROM goals
        WHERE relationship_id = ?1 AND status IN ('achieved', 'partly_achieved', 'dropped') AND deleted_at IS NULL AND (closed_on, id) < (?2, ?3)
    UNION ALL SELECT id, 'feedback', said_on, coalesce(behaviour, ''), direction, visibility FROM feedback
        WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND deleted_at IS NULL AND (said_on, id) < (?2, ?3)
    UNION ALL SELECT id, 'lessons', learned_on, text, '', visibility FROM lessons
        WHERE relationship_id = ?1 AND deleted_at IS NULL AND (learned_on, id) < (?2, ?3)
    UNION ALL SELECT id, 'wins', happened_on, text, '', visibility FROM wins
        WHERE relationship_id = ?1 AND deleted_at IS NULL AND (happened_on, id) < (?2, ?3)
    ORDER BY at DESC, id DESC LIMIT ?4";

impl Store {
    /// So many lines of the story before a day, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_before(
        &self,
        relationship: Id,
        before: NaiveDate,
        most: usize,
    ) -> Result<Vec<StoryLine>> {
        self.story(relationship, &before.to_string(), &[], most)
    }

    /// So many lines of the story that follow this one.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_after(
        &self,
        relationship: Id,
        line: &StoryLine,
        most: usize,
    ) -> Result<Vec<StoryLine>> {
        self.story(relationship, &line.at, line.id.blob(), most)
    }

    fn story(
        &self,
        relationship: Id,
        at: &str,
        id_before: &[u8],
        most: usize,
    ) -> Result<Vec<StoryLine>> {
        let most = i64::try_from(most).unwrap_or(50);
        let parameters = params![relationship.blob(), at, id_before, most];
        self.rows(STORY, parameters, |r| {
            let at = text(r, 2)?;
            let day = at.get(..10).and_then(|day| day.parse().ok());
            Ok(StoryLine {
                id: id(r, 0)?,
                table: Table::from_name(&text(r, 1)?).unwrap_or(Table::Sessions),
                on: day.unwrap_or_default(),
                at,
                text: text(r, 3)?,
                state: text(r, 4)?,
                private: is_private(r, 5)?,
            })
        })
    }
}
