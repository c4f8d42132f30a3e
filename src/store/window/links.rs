//! What a row is tied to: where it was said, what it is about, what it was made from and what was made of it.

use chrono::NaiveDate;
use rusqlite::params;
use serde_json::Value as Json;

use super::is_private;
use crate::domain::link::Tie;
use crate::domain::table::Column;
use crate::domain::{Goal, Id, Link, Row, Table, Visibility, Word};
use crate::store::{Result, Store, id, text};

/// A tie of a row, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkLine {
    /// What it leads to.
    pub to: Link,
    /// How the two hang together.
    pub tie: Tie,
    /// The other row's title; a session has none.
    pub title: String,
    /// The other row's day.
    pub on: Option<NaiveDate>,
    /// The other row is not for the partner's eyes.
    pub private: bool,
}

/// What was made of a row, and what is about it: each table by its own index.
pub const BECAME: &str = "SELECT 'goals', id, title, created_at, 0, visibility FROM goals WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'milestones', id, title, created_at, 0, (SELECT visibility FROM goals WHERE id = goal_id) FROM milestones WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'agenda_items', id, title, created_at, 0, visibility FROM agenda_items WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'questions', id, text, created_at, 0, visibility FROM questions WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'commitments', id, text, created_at, 0, visibility FROM commitments WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'feedback', id, coalesce(behaviour, situation, ''), created_at, 0, visibility FROM feedback WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'challenges', id, title, created_at, 0, visibility FROM challenges WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'lessons', id, text, created_at, 0, visibility FROM lessons WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'resources', id, title, created_at, 0, visibility FROM resources WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'wins', id, text, created_at, 0, visibility FROM wins WHERE made_from ->> 'id' = ?1 AND json_valid(made_from) AND deleted_at IS NULL
    UNION ALL SELECT 'challenges', id, title, created_at, 1, visibility FROM challenges WHERE lesson_id = ?2 AND deleted_at IS NULL
    UNION ALL SELECT 'agenda_items', id, title, created_at, 2, visibility FROM agenda_items WHERE unhex(link ->> 'id', '-') = ?2 AND link IS NOT NULL AND deleted_at IS NULL AND status IN ('open', 'done')
    LIMIT ?3";

/// The ties that are read of a row.
const MOST: i64 = 30;

impl Store {
    /// What a row is tied to: first what it names itself, then what was made of it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn links(&self, table: Table, row: Id) -> Result<Vec<LinkLine>> {
        let Some(values) = self.row(table, row)? else {
            return Ok(Vec::new());
        };
        let mut lines = Vec::new();
        for (tie, to) in named(table, &values) {
            lines.extend(self.titled(tie, to)?);
        }
        for line in self.made_of(row)? {
            if !lines.iter().any(|l: &LinkLine| l.to == line.to) {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    fn titled(&self, tie: Tie, to: Link) -> Result<Option<LinkLine>> {
        let Some(row) = self
            .row(to.table, to.id)?
            .filter(|row| !row.contains_key("deleted_at"))
        else {
            return Ok(None);
        };
        let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default();
        let title = if to.table == Table::Sessions {
            String::new()
        } else {
            let named = text(to.table.title_column());
            if named.is_empty() {
                text("situation")
            } else {
                named
            }
            .to_owned()
        };
        let date = match to.table {
            Table::Sessions if text("status") == "held" && !text("started_at").is_empty() => {
                text("started_at")
            }
            Table::Sessions => text("planned_start"),
            Table::Feedback => text("said_on"),
            _ => text("created_at"),
        };
        let on = date.get(..10).and_then(|d| d.parse().ok());
        let goal = Id::parse(text("goal_id")).filter(|_| to.table.parent().is_some());
        let private = match goal {
            Some(goal) => self.get::<Goal>(goal)?.visibility == Visibility::Private,
            None => text("visibility") == Visibility::Private.word(),
        };
        Ok(Some(LinkLine {
            to,
            tie,
            title,
            on,
            private,
        }))
    }

    fn made_of(&self, row: Id) -> Result<Vec<LinkLine>> {
        let bound = params![row.to_string(), row.blob(), MOST];
        self.rows(BECAME, bound, |r| {
            let table = Table::from_name(&text(r, 0)?).unwrap_or(Table::AgendaItems);
            let tie = match r.get::<_, i64>(4)? {
                0 => Tie::Became,
                1 => Tie::LessonOf,
                _ => Tie::OnAgenda,
            };
            Ok(LinkLine {
                to: Link {
                    table,
                    id: id(r, 1)?,
                },
                tie,
                title: text(r, 2)?,
                on: text(r, 3)?.get(..10).and_then(|d| d.parse().ok()),
                private: is_private(r, 5)?,
            })
        })
    }
}

/// What a row did in its session: feedback is said there, a question asked, the rest made.
fn in_session(from: Table, tie: Tie) -> Tie {
    match (from, tie) {
        (Table::Feedback, Tie::Session) => Tie::Session,
        (Table::Questions, Tie::Session) => Tie::Asked,
        (_, Tie::Session) => Tie::Made,
        (_, tie) => tie,
    }
}

/// What the columns of a row name.
fn named(from: Table, row: &Row) -> Vec<(Tie, Link)> {
    const COLUMNS: &[(&str, Tie)] = &[
        ("made_from", Tie::MadeFrom),
        ("session_id", Tie::Session),
        ("told_in_id", Tie::Told),
        ("goal_id", Tie::Goal),
        ("lesson_id", Tie::Lesson),
        ("link", Tie::About),
        ("used_in", Tie::UsedIn),
    ];
    let read = |(name, tie): &(&str, Tie)| {
        let value = row.get(*name)?;
        let to = match value {
            Json::String(text) => Link {
                table: Column::named_table(name)?,
                id: Id::parse(text)?,
            },
            value => serde_json::from_value(value.clone()).ok()?,
        };
        Some((in_session(from, *tie), to))
    };
    let mut found: Vec<(Tie, Link)> = Vec::new();
    for (tie, to) in COLUMNS.iter().filter_map(read) {
        if !found.iter().any(|(_, seen)| *seen == to) {
            found.push((tie, to));
        }
    }
    found
}
