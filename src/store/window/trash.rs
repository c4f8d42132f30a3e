//! What lies in the trash of a relationship, newest first, and who was thrown away as a whole. What went with a row (a goal's milestones, a session's agenda)
//! is counted with it, and no line of its own.

use std::fmt::Write;
use std::sync::LazyLock;

use rusqlite::params;

use super::count;
use crate::domain::{Id, Instant, Table};
use crate::store::purge::WITH;
use crate::store::{Result, Store, id, instant, text};

/// So many lines are shown; what lies under them comes up as those above go.
const MOST: i64 = 500;

/// A row of the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashLine {
    /// Its table.
    pub table: Table,
    /// The row.
    pub id: Id,
    /// When it went.
    pub at: Instant,
    /// What names it; a session's is when it was to begin.
    pub title: String,
    /// It is private.
    pub private: bool,
    /// How many rows went with it.
    pub with: usize,
}

/// The tables whose rows lie in a relationship's trash.
fn tables() -> impl Iterator<Item = Table> {
    let all = Table::ALL.iter().copied();
    all.filter(|table| !matches!(table, Table::Relationships | Table::Dismissals))
}

/// Every table's newest, each by its own index.
pub static TRASH: LazyLock<String> = LazyLock::new(|| {
    let mut sql = String::new();
    for table in tables() {
        let name = table.name();
        let with = match table {
            Table::Goals => {
                "(SELECT count(*) FROM milestones m WHERE m.goal_id = t.id) + (SELECT count(*) FROM goal_updates u WHERE u.goal_id = t.id)"
            }
            Table::Sessions => {
                "(SELECT count(*) FROM agenda_items i WHERE i.session_id = t.id) + (SELECT count(*) FROM materials m WHERE m.session_id = t.id)"
            }
            _ => "0",
        };
        let private = match table.column("visibility") {
            Some(_) => "t.visibility = 'private'",
            None => "0",
        };
        let union = if sql.is_empty() { "" } else { " UNION ALL " };
        // Writing to a text can't fail.
        let _ = write!(
            sql,
            "{union}SELECT * FROM (SELECT '{name}', t.id, t.deleted_at, CAST(t.{} AS TEXT), {private}, {with} FROM {name} t
                WHERE t.relationship_id = ?1 AND t.deleted_at IS NOT NULL ORDER BY t.deleted_at DESC LIMIT ?2)",
            table.title_column()
        );
    }
    sql
});

/// Who was thrown away, with all that is with them.
const PEOPLE: &str = "SELECT id, deleted_at, partner_name FROM relationships WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT ?1";

impl Store {
    /// Who lies in the trash, newest first. Emptying leaves them: that is `ithaca forget`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn people_in_trash(&self) -> Result<Vec<TrashLine>> {
        self.rows(PEOPLE, [MOST], |r| {
            Ok(TrashLine {
                table: Table::Relationships,
                id: id(r, 0)?,
                at: instant(r, 1)?.unwrap_or_default(),
                title: text(r, 2)?,
                private: false,
                with: 0,
            })
        })
    }

    /// The newest rows of the trash.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn trash(&self, relationship: Id) -> Result<Vec<TrashLine>> {
        let mut lines = self.rows(&TRASH, params![relationship.blob(), MOST], |r| {
            Ok(TrashLine {
                table: Table::from_name(&text(r, 0)?).unwrap_or(Table::Goals),
                id: id(r, 1)?,
                at: instant(r, 2)?.unwrap_or_default(),
                title: text(r, 3)?,
                private: r.get(4)?,
                with: count(r.get(5)?),
            })
        })?;
        lines.sort_by_key(|l| (std::cmp::Reverse(l.at), std::cmp::Reverse(l.id)));
        lines.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// How many rows lie in the trash, with those that went with them.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn trash_count(&self, relationship: Id) -> Result<usize> {
        let own = tables().map(|table| {
            format!(
                "SELECT count(*) FROM {} WHERE relationship_id = ? AND deleted_at IS NOT NULL",
                table.name()
            )
        });
        let with = WITH.iter().map(|(table, column)| {
            let parent = if *column == "goal_id" { "goals" } else { "sessions" };
            format!(
                "SELECT count(*) FROM {parent} p JOIN {} c ON c.{column} = p.id WHERE p.relationship_id = ? AND p.deleted_at IS NOT NULL AND c.deleted_at IS NULL",
                table.name()
            )
        });
        let mut rows = 0;
        for sql in own.chain(with) {
            rows += self.number(&sql, [relationship.blob()])?;
        }
        Ok(count(rows))
    }
}
