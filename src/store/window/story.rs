//! The story of a relationship: everything that has a date, newest first, by keyset.

use chrono::NaiveDate;
use rusqlite::params;

use super::is_private;
use crate::domain::{Id, Table};
use crate::store::{Result, Store, day, id, text};

/// One line of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLine {
    /// The row.
    pub id: Id,
    /// Its table.
    pub table: Table,
    /// Its day.
    pub on: NaiveDate,
    /// Its text, or the state of a session.
    pub text: String,
    /// The state that its sign shows.
    pub state: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A page of the story before a day, each kind by its own index.
pub const STORY: &str = "SELECT * FROM (
    SELECT * FROM (SELECT id, 'sessions' AS kind, substr(planned_start, 1, 10) AS at, coalesce(summary, '') AS said, status AS state, visibility FROM sessions
        WHERE relationship_id = ?1 AND status NOT IN ('planned', 'live') AND deleted_at IS NULL AND planned_start < ?2 ORDER BY planned_start DESC LIMIT ?3)
    UNION ALL SELECT * FROM (SELECT id, 'goals', closed_on, title, status, visibility FROM goals
        WHERE relationship_id = ?1 AND status IN ('achieved', 'partly_achieved', 'dropped') AND deleted_at IS NULL AND closed_on < ?2 ORDER BY closed_on DESC LIMIT ?3)
    UNION ALL SELECT * FROM (SELECT id, 'feedback', said_on, coalesce(behaviour, ''), direction, visibility FROM feedback
        WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND deleted_at IS NULL AND said_on < ?2 ORDER BY said_on DESC LIMIT ?3)
    UNION ALL SELECT * FROM (SELECT id, 'lessons', learned_on, text, '', visibility FROM lessons
        WHERE relationship_id = ?1 AND deleted_at IS NULL AND learned_on < ?2 ORDER BY learned_on DESC LIMIT ?3)
    UNION ALL SELECT * FROM (SELECT id, 'wins', happened_on, text, '', visibility FROM wins
        WHERE relationship_id = ?1 AND deleted_at IS NULL AND happened_on < ?2 ORDER BY happened_on DESC LIMIT ?3)
    ) ORDER BY at DESC, id DESC LIMIT ?3";

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
        let most = i64::try_from(most).unwrap_or(50);
        let lines = self.rows(
            STORY,
            params![relationship.blob(), before.to_string(), most],
            |r| {
                let table = Table::from_name(&text(r, 1)?).unwrap_or(Table::Sessions);
                Ok(StoryLine {
                    id: id(r, 0)?,
                    table,
                    on: day(r, 2)?.unwrap_or_default(),
                    text: text(r, 3)?,
                    state: text(r, 4)?,
                    private: is_private(r, 5)?,
                })
            },
        )?;
        Ok(lines)
    }
}
