//! A row as search reads it: whose it is, its day, whether it is private, and what a person wrote in it. One statement a
//! table serves the index, the test of a candidate and the hit on the screen.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::Search;
use super::source::{Source, date_in_sql, day_in_sql, meeting_in_sql};
use crate::domain::table::{Column, Kind};
use crate::domain::{self, Id, Table};
use crate::store::portable::Scope;
use crate::store::{Result, Work, id, row, text};

/// A row that may be found: it is not in the trash, nor is what it stands in.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub rowid: i64,
    pub id: Id,
    pub relationship: Id,
    /// The relationship's rowid, by which the index knows it.
    pub relationship_number: i64,
    pub partner: String,
    /// A day or an instant.
    pub date: String,
    /// The number of its day.
    pub day: i64,
    pub is_private: bool,
    /// The word of its `kind`, where it has one.
    pub kind: String,
    /// The columns that are written, in their order.
    pub texts: Vec<(Column, String)>,
}

/// The columns of a [`Reading`] before its texts.
const HEAD: usize = 9;

impl Reading {
    /// The texts that may be shown.
    pub(super) fn texts(&self, scope: Scope) -> impl Iterator<Item = (&'static str, &str)> {
        self.texts
            .iter()
            .filter(move |(column, _)| is_shown(column, scope))
            .map(|(column, text)| (column.name, text.as_str()))
    }
}

/// Whether what the column holds may be shown.
fn is_shown(column: &Column, scope: Scope) -> bool {
    scope == Scope::Everything || !column.always_private()
}

/// The rows by table.
fn by_table(sources: impl IntoIterator<Item = Source>) -> HashMap<Table, Vec<i64>> {
    let mut tables: HashMap<Table, Vec<i64>> = HashMap::new();
    for source in sources {
        tables.entry(source.table).or_default().push(source.rowid);
    }
    tables
}

/// Those of these rows whose texts match. Nothing but the texts is read, so that a row which is no hit costs little.
pub(super) fn matching(
    connection: &Connection,
    sources: impl IntoIterator<Item = Source>,
    search: &Search,
    work: &Work,
) -> Result<HashSet<Source>> {
    let mut found = HashSet::new();
    for (table, rowids) in by_table(sources) {
        let mut columns = domain::search::columns(table);
        columns.retain(|column| is_shown(column, search.scope));
        let mut statement = connection.prepare_cached(&texts_sql(table, &columns))?;
        {
            let mut rows = statement.query([list(&rowids)])?;
            while let Some(row) = rows.next()? {
                let texts = texts(&columns, row)?;
                let shown: Vec<_> = texts
                    .iter()
                    .map(|text| search.hidden.hidden(text))
                    .collect();
                if search.query.matches(shown.iter().map(Cow::as_ref)) {
                    found.insert(Source {
                        table,
                        rowid: row.get(0)?,
                    });
                }
            }
        }
        work.add(rowids.len(), &statement);
    }
    Ok(found)
}

/// The statement that reads these columns of rows by their rowids, a list in JSON.
fn texts_sql(table: Table, columns: &[Column]) -> String {
    let mut names = String::from("t.rowid");
    for column in columns {
        names.push_str(", t.");
        names.push_str(column.name);
    }
    format!(
        "SELECT {names} FROM json_each(?) wanted CROSS JOIN {} t ON t.rowid = wanted.value",
        table.name()
    )
}

/// The texts of such a row, as they lie in the file.
fn texts<'r>(columns: &[Column], row: &'r rusqlite::Row<'_>) -> Result<Vec<Cow<'r, str>>> {
    let text = |(n, column): (usize, &Column)| {
        Ok(match (column.kind, row.get_ref(n + 1)?) {
            (Kind::Text, ValueRef::Text(text)) => row::utf8(text),
            (kind, value) => Cow::Owned(domain::search::text(&row::from_sql(kind, value))),
        })
    };
    columns.iter().enumerate().map(text).collect()
}

/// Reads those of these rows that may be found, table by table.
pub(super) fn read_all(
    connection: &Connection,
    sources: impl IntoIterator<Item = Source>,
    work: &Work,
) -> Result<HashMap<Source, Reading>> {
    let mut all = HashMap::new();
    for (table, rowids) in by_table(sources) {
        let found = read(connection, table, &rowids, work)?;
        all.extend(found.into_iter().map(|row| {
            (
                Source {
                    table,
                    rowid: row.rowid,
                },
                row,
            )
        }));
    }
    Ok(all)
}

fn read(
    connection: &Connection,
    table: Table,
    rowids: &[i64],
    work: &Work,
) -> Result<Vec<Reading>> {
    let mut statement = connection.prepare_cached(&sql(table))?;
    let mut readings = Vec::with_capacity(rowids.len());
    {
        let columns = domain::search::columns(table);
        let mut rows = statement.query([list(rowids)])?;
        while let Some(found) = rows.next()? {
            readings.push(reading(&columns, found)?);
        }
    }
    work.add(readings.len(), &statement);
    Ok(readings)
}

fn reading(columns: &[Column], found: &rusqlite::Row<'_>) -> Result<Reading> {
    let mut texts = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let text = domain::search::text(&row::from_sql(column.kind, found.get_ref(HEAD + n)?));
        if !text.is_empty() {
            texts.push((*column, text));
        }
    }
    Ok(Reading {
        rowid: found.get(0)?,
        id: id(found, 1)?,
        relationship: id(found, 2)?,
        relationship_number: found.get(3)?,
        partner: text(found, 4)?,
        date: text(found, 5)?,
        day: found.get(6)?,
        is_private: found.get(7)?,
        kind: text(found, 8)?,
        texts,
    })
}

fn list(rowids: &[i64]) -> String {
    let all: Vec<_> = rowids.iter().map(i64::to_string).collect();
    format!("[{}]", all.join(","))
}

/// The statement that reads rows of a table by their rowids, a list in JSON.
fn sql(table: Table) -> String {
    let mut texts = String::new();
    for column in domain::search::columns(table) {
        texts.push_str(", t.");
        texts.push_str(column.name);
    }
    let kind = if table.column("kind").is_some() {
        "t.kind"
    } else {
        "NULL"
    };
    let date = date_in_sql(table, "t", &meeting_in_sql("s"));
    format!(
        "SELECT t.rowid, t.id, r.id, r.rowid, r.partner_name, {date}, {}, {}, {kind}{texts}
         FROM json_each(?) wanted CROSS JOIN {} t ON t.rowid = wanted.value {}",
        day_in_sql(&date),
        private(table),
        table.name(),
        joined(table),
    )
}

/// The statement that numbers all rows of a table that may be found, with their days.
pub(super) fn all_in_sql(table: Table) -> String {
    let day = day_in_sql(&date_in_sql(table, "t", &meeting_in_sql("s")));
    format!(
        "SELECT t.rowid, {day} FROM {} t {}",
        table.name(),
        joined(table)
    )
}

fn private(table: Table) -> &'static str {
    if table.column("visibility").is_some() {
        return "t.visibility = 'private'";
    }
    match table.parent() {
        Some("session_id") => "s.visibility = 'private'",
        Some(_) => "p.visibility = 'private'",
        None => "0",
    }
}

/// What a row of the table is private, dated or thrown away with; and the condition that it isn't thrown away.
fn joined(table: Table) -> &'static str {
    match table {
        Table::Relationships => "JOIN relationships r ON r.id = t.id WHERE t.deleted_at IS NULL",
        Table::Milestones | Table::GoalUpdates => {
            "JOIN goals p ON p.id = t.goal_id JOIN relationships r ON r.id = t.relationship_id
             WHERE t.deleted_at IS NULL AND p.deleted_at IS NULL"
        }
        Table::Materials | Table::AgendaItems => {
            "LEFT JOIN sessions s ON s.id = t.session_id JOIN relationships r ON r.id = t.relationship_id
             WHERE t.deleted_at IS NULL AND s.deleted_at IS NULL"
        }
        _ => "JOIN relationships r ON r.id = t.relationship_id WHERE t.deleted_at IS NULL",
    }
}
