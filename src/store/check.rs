//! Looks the file over: what `SQLite` says of it, whether every row reads, and whether the rows fit together.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use super::portable::{is_link, target};
use super::{Result, Store, backup, id, row, text};
use crate::domain::table::Kind;
use crate::domain::{Id, Row, Table, incoming};

/// What must hold between rows: a query that finds the ids of those for which it doesn't, their table, and the sentence.
const INVARIANTS: &[(Table, &str, &str)] = &[
    (
        Table::Sessions,
        "SELECT a.session_id FROM agenda_sums a LEFT JOIN (
            SELECT session_id, count(*) AS items, sum(status = 'open') AS open, sum(minutes * (status IN ('open', 'done'))) AS minutes
            FROM agenda_items WHERE session_id IS NOT NULL AND deleted_at IS NULL GROUP BY session_id
        ) i ON i.session_id = a.session_id
        WHERE a.items <> coalesce(i.items, 0) OR a.open <> coalesce(i.open, 0) OR a.minutes <> coalesce(i.minutes, 0)",
        "has another number of items than its list says",
    ),
    (
        Table::Milestones,
        "SELECT c.id FROM milestones c JOIN goals p ON p.id = c.goal_id WHERE c.relationship_id <> p.relationship_id",
        "belongs to another relationship than its goal",
    ),
    (
        Table::GoalUpdates,
        "SELECT c.id FROM goal_updates c JOIN goals p ON p.id = c.goal_id WHERE c.relationship_id <> p.relationship_id",
        "belongs to another relationship than its goal",
    ),
    (
        Table::Materials,
        "SELECT c.id FROM materials c JOIN sessions p ON p.id = c.session_id WHERE c.relationship_id <> p.relationship_id",
        "belongs to another relationship than its session",
    ),
    (
        Table::Sessions,
        "SELECT id FROM sessions WHERE status = 'live' AND deleted_at IS NULL ORDER BY started_at, id LIMIT -1 OFFSET 1",
        "is live beside another one; only one can be",
    ),
    (
        Table::AgendaItems,
        "SELECT max(id) FROM agenda_items WHERE deleted_at IS NULL
         GROUP BY session_id, iif(session_id IS NULL, relationship_id, NULL), position HAVING count(*) > 1",
        "has the same place on its list as another one",
    ),
    (
        Table::Sessions,
        "SELECT s.id FROM sessions s JOIN sessions t ON t.id = s.moved_to_id
         WHERE t.moved_from_id IS NOT s.id AND s.deleted_at IS NULL AND t.deleted_at IS NULL",
        "was moved to a session that says otherwise",
    ),
    (
        Table::Sessions,
        "SELECT t.id FROM sessions t JOIN sessions s ON s.id = t.moved_from_id
         WHERE s.moved_to_id IS NOT t.id AND s.deleted_at IS NULL AND t.deleted_at IS NULL",
        "was moved from a session that says otherwise",
    ),
    (
        Table::AgendaItems,
        "SELECT c.id FROM agenda_items c JOIN agenda_items o ON o.id = c.carried_from_id
         WHERE o.status <> 'carried' AND o.deleted_at IS NULL AND c.deleted_at IS NULL",
        "is a copy of an item that did not go on",
    ),
    (
        Table::Goals,
        "SELECT id FROM goals WHERE status IN ('achieved', 'partly_achieved', 'dropped') AND closed_on IS NULL",
        "is closed and says no day",
    ),
    (Table::Milestones, "SELECT id FROM milestones WHERE status = 'done' AND done_on IS NULL", "is done and says no day"),
    (Table::Commitments, "SELECT id FROM commitments WHERE status = 'done' AND done_on IS NULL", "is done and says no day"),
];

impl Store {
    /// What is wrong with the file, a sentence each; empty where nothing is.
    ///
    /// # Errors
    /// When the file can't be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        // One view of the file, whatever another process writes meanwhile.
        let _view = self.connection.unchecked_transaction()?;
        let mut findings = integrity(&self.connection)?;
        if !findings.is_empty() {
            return Ok(findings);
        }
        self.check_references(&mut findings)?;
        self.check_rows(&mut findings)?;
        for (table, sql, wrong) in INVARIANTS {
            for id in self.rows(sql, [], |r| id(r, 0))? {
                findings.push(format!("The {} {id} {wrong}.", table.noun()));
            }
        }
        if findings.is_empty() {
            findings = self.check_search()?;
        }
        Ok(findings)
    }

    /// References of the schema, which name rows that must be there.
    fn check_references(&self, findings: &mut Vec<String>) -> Result<()> {
        let broken = self.rows("PRAGMA foreign_key_check", [], |r| {
            Ok((text(r, 0)?, r.get::<_, Option<i64>>(1)?, text(r, 2)?))
        })?;
        for (name, rowid, to) in broken {
            let Some(table) = Table::from_name(&name) else {
                findings.push(format!(
                    "The history of the file ({name}) names an entry that is not there."
                ));
                continue;
            };
            let sql = format!("SELECT id FROM {name} WHERE rowid = ?");
            let id = self.first(&sql, [rowid], |r| id(r, 0))?.unwrap_or_default();
            let to = Table::from_name(&to).map_or("row", Table::noun);
            findings.push(format!(
                "The {} {id} names a {to} that is not there.",
                table.noun()
            ));
        }
        Ok(())
    }

    /// Every row reads as what it is, and what it points to is there.
    fn check_rows(&self, findings: &mut Vec<String>) -> Result<()> {
        let mut there: HashSet<(Table, Id)> = HashSet::new();
        let mut links: Vec<(Table, Id, &str, (Table, Id))> = Vec::new();
        for table in Table::ALL {
            let columns = table.columns();
            let sql = format!("SELECT {} FROM {}", row::names(columns), table.name());
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(found) = rows.next()? {
                let own = id(found, 0)?;
                there.insert((*table, own));
                let values = row::read(columns, found)?;
                let mut wrong = unread(*table, found, &values)?;
                wrong.extend(incoming::problems(*table, &values));
                if !wrong.is_empty() {
                    findings.push(format!(
                        "The {} {own} can't be read: {}.",
                        table.noun(),
                        wrong.join("; ")
                    ));
                }
                for column in columns.iter().filter(|c| is_link(c)) {
                    links.extend(
                        values
                            .get(column.name)
                            .and_then(|v| target(column, v))
                            .map(|to| (*table, own, column.name, to)),
                    );
                }
            }
        }
        for (table, own, column, to) in links.into_iter().filter(|(.., to)| !there.contains(to)) {
            findings.push(format!(
                "The {} {own} names a {} that is not there ({column}).",
                table.noun(),
                to.0.noun()
            ));
        }
        Ok(())
    }
}

/// Columns that hold something which reads as nothing.
fn unread(table: Table, found: &rusqlite::Row<'_>, values: &Row) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (n, column) in table.columns().iter().enumerate() {
        let raw = found.get_ref(n)?;
        let is_unread = raw != ValueRef::Null && !values.contains_key(column.name);
        let is_broken_text =
            matches!(raw, ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_err());
        if is_unread
            || is_broken_text
            || (column.kind == Kind::Id && column.name == "id" && raw == ValueRef::Null)
        {
            wrong.push(format!("{} holds something else", column.name));
        }
    }
    Ok(wrong)
}

/// What `SQLite` finds in a file that can't be opened as ours any more. Nothing is written.
///
/// # Errors
/// When the file can't be read at all.
pub fn damage(path: &Path) -> Result<Vec<String>> {
    integrity(&backup::untouched(path)?)
}

fn integrity(connection: &Connection) -> Result<Vec<String>> {
    let found = match integrity_lines(connection) {
        // Too damaged to be looked through.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            vec![error.to_string()]
        }
        found => found?,
    };
    Ok(found
        .into_iter()
        .filter(|line| line != "ok")
        .map(|line| format!("The file is damaged: {line}."))
        .collect())
}

fn integrity_lines(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    statement.query_map([], |r| r.get(0))?.collect()
}
