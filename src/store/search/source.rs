//! Where an index entry comes from, in one number; and the days by which entries are numbered.

use crate::domain::{Table, search};

/// Numbers that each rowid has for the tables.
const TABLES: i64 = 32;

/// Entries that a day has room for. A day that is full goes on in the next one.
const PER_DAY: i64 = 1 << 13;

/// Stands for the day of an older entry that may be any.
pub(super) const ANY_DAY: i64 = -1;

/// A row, by its table and rowid. A rowid outlives `VACUUM` where its table has an index, as all of ours have; the check
/// of the file compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Source {
    pub table: Table,
    pub rowid: i64,
}

impl Source {
    /// The number under which the file keeps it.
    pub(super) fn number(self) -> i64 {
        self.rowid * TABLES + offset(self.table)
    }

    /// Reads a number back.
    pub(super) fn read(number: i64) -> Option<Self> {
        let table = *Table::ALL.get(usize::try_from(number.rem_euclid(TABLES)).ok()?)?;
        let rowid = number.div_euclid(TABLES);
        Some(Self { table, rowid })
    }
}

/// The number of a table. It follows the order of the tables, which only a new format changes; that makes the index anew.
fn offset(table: Table) -> i64 {
    let place = Table::ALL.iter().position(|t| *t == table);
    place.and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// [`Source::number`] in SQL, of the row that SQL calls `row`.
pub(super) fn number_in_sql(table: Table, row: &str) -> String {
    format!("{row}.rowid * {TABLES} + {}", offset(table))
}

/// The entries of a day, from the first to before the last.
pub(super) fn entries(day: i64) -> (i64, i64) {
    (day * PER_DAY, (day + 1) * PER_DAY)
}

/// When a session that SQL calls `session` was held, else for when it is planned.
pub(super) fn meeting_in_sql(session: &str) -> String {
    format!(
        "coalesce(iif({session}.status = 'held', {session}.started_at, NULL), {session}.planned_start)"
    )
}

/// The date of a row that SQL calls `row`, whose session is dated `session`.
pub(super) fn date_in_sql(table: Table, row: &str, session: &str) -> String {
    let meeting = match table {
        Table::Sessions => Some(meeting_in_sql(row)),
        table => search::is_of_a_session(table).then(|| session.to_owned()),
    };
    let own = search::dated_by(table)
        .iter()
        .map(|name| format!("{row}.{name}"));
    let all: Vec<_> = meeting.into_iter().chain(own).collect();
    format!("coalesce({}, '')", all.join(", "))
}

/// The number of the day that a date begins with, from 1970 on; 0 where it is none.
pub(super) fn day_in_sql(date: &str) -> String {
    format!("max(coalesce(unixepoch(substr({date}, 1, 10)) / 86400, 0), 0)")
}
