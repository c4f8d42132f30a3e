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
    /// How many rows of which tables went with it.
    pub with: Vec<(Table, usize)>,
}

impl TrashLine {
    /// How many rows went with it.
    #[must_use]
    pub fn with_it(&self) -> usize {
        self.with.iter().map(|(_, rows)| rows).sum()
    }
}

/// What lies in the trash of a relationship.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrashSum {
    /// How many rows of which tables, each with a line of its own.
    pub own: Vec<(Table, usize)>,
    /// How many rows went with them.
    pub with: usize,
}

impl TrashSum {
    /// How many rows have a line of their own.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.own.iter().map(|(_, rows)| rows).sum()
    }

    /// How many rows that is in all.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.lines() + self.with
    }
}

/// The tables whose rows lie in a relationship's trash.
fn tables() -> impl Iterator<Item = Table> {
    let all = Table::ALL.iter().copied();
    all.filter(|table| !matches!(table, Table::Relationships | Table::Dismissals))
}

/// The tables whose rows go with one of this table, and by which column.
fn along(table: Table) -> impl Iterator<Item = (Table, &'static str)> {
    let column = match table {
        Table::Goals => "goal_id",
        Table::Sessions => "session_id",
        _ => "",
    };
    WITH.into_iter().filter(move |(_, by)| *by == column)
}

/// Every table's newest, each by its own index.
pub static TRASH: LazyLock<String> = LazyLock::new(|| {
    let mut sql = String::new();
    for table in tables() {
        let name = table.name();
        // Two tables at most go along; what lay in the trash before has a line of its own.
        let mut counts = along(table).map(|(child, column)| {
            let name = child.name();
            format!(
                "(SELECT count(*) FROM {name} c WHERE c.{column} = t.id AND c.deleted_at IS NULL)"
            )
        });
        let [first, second] = [counts.next(), counts.next()].map(|c| c.unwrap_or("0".to_owned()));
        let private = match (table.column("visibility"), table.parent()) {
            (Some(_), _) => "t.visibility = 'private'",
            (None, Some("goal_id")) => {
                "(SELECT p.visibility = 'private' FROM goals p WHERE p.id = t.goal_id)"
            }
            (None, Some(_)) => {
                "(SELECT p.visibility = 'private' FROM sessions p WHERE p.id = t.session_id)"
            }
            (None, None) => "0",
        };
        let union = if sql.is_empty() { "" } else { " UNION ALL " };
        // Writing to a text can't fail.
        let _ = write!(
            sql,
            "{union}SELECT * FROM (SELECT '{name}', t.id, t.deleted_at, CAST(t.{} AS TEXT), {private}, {first}, {second} FROM {name} t
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
                with: Vec::new(),
            })
        })
    }

    /// The newest rows of the trash.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn trash(&self, relationship: Id) -> Result<Vec<TrashLine>> {
        let mut lines = self.rows(&TRASH, params![relationship.blob(), MOST], |r| {
            let table = Table::from_name(&text(r, 0)?).unwrap_or(Table::Goals);
            let mut with = Vec::new();
            for (column, (child, _)) in (5..).zip(along(table)) {
                with.push((child, count(r.get(column)?)));
            }
            with.retain(|(_, rows)| *rows > 0);
            Ok(TrashLine {
                table,
                id: id(r, 1)?,
                at: instant(r, 2)?.unwrap_or_default(),
                title: text(r, 3)?,
                private: r.get(4)?,
                with,
            })
        })?;
        lines.sort_by_key(|l| (std::cmp::Reverse(l.at), std::cmp::Reverse(l.id)));
        lines.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// What lies in the trash, by its tables, with what went along.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn trash_sum(&self, relationship: Id) -> Result<TrashSum> {
        let mut sum = TrashSum::default();
        for table in tables() {
            let sql = format!(
                "SELECT count(*) FROM {} WHERE relationship_id = ? AND deleted_at IS NOT NULL",
                table.name()
            );
            let rows = count(self.number(&sql, [relationship.blob()])?);
            if rows > 0 {
                sum.own.push((table, rows));
            }
            for (child, column) in along(table) {
                let sql = format!(
                    "SELECT count(*) FROM {} p JOIN {} c ON c.{column} = p.id WHERE p.relationship_id = ? AND p.deleted_at IS NOT NULL AND c.deleted_at IS NULL",
                    table.name(),
                    child.name()
                );
                sum.with += count(self.number(&sql, [relationship.blob()])?);
            }
        }
        Ok(sum)
    }

    /// How many rows would go to the trash with this one.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn with_it(&self, table: Table, row: Id) -> Result<usize> {
        let mut with = 0;
        for (child, column) in along(table) {
            let sql = format!(
                "SELECT count(*) FROM {} WHERE {column} = ? AND deleted_at IS NULL",
                child.name()
            );
            with += count(self.number(&sql, [row.blob()])?);
        }
        Ok(with)
    }
}
