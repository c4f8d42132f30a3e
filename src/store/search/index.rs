//! Writes the index: what waits for its entry, or everything anew. It reads rows and writes entries; it searches nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, params};

use super::reading::{self, Reading};
use super::source::{ANY_DAY, Source, entries};
use super::words;
use crate::domain::search::{fold::fold, query};
use crate::store::portable::Scope;
use crate::store::{Result, Work};

/// What stands in an entry that may be shown to others.
pub(super) const SHARED: &str = "__";

/// What stands in every entry of a relationship, by its rowid.
pub(super) fn of_relationship(number: i64) -> String {
    format!("_{number}")
}

/// Rows that are read at once, while many are written.
const AT_ONCE: usize = 512;

/// A row for the index, under its day.
type Coming = (i64, Source);

/// Gives the rows that wait their entries. It costs what has changed; nothing where nothing has.
pub(super) fn settle(connection: &Connection) -> Result<()> {
    let waiting = waiting(connection)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let sources = waiting
        .iter()
        .filter_map(|(number, _)| Source::read(*number));
    let rows = reading::read_all(connection, sources, &Work::default())?;
    let is_gone =
        |number: &i64| Source::read(*number).is_none_or(|source| !rows.contains_key(&source));
    let gone = waiting
        .iter()
        .map(|(number, _)| *number)
        .filter(is_gone)
        .collect();
    let coming = rows
        .iter()
        .map(|(source, row)| (row.day, *source))
        .collect();
    // The index writes fastest in the order of its entries: what goes first, then what comes.
    for docid in old_entries(connection, waiting, gone)? {
        connection
            .prepare_cached("DELETE FROM search WHERE rowid = ?")?
            .execute([docid])?;
        connection
            .prepare_cached("DELETE FROM search_rows WHERE docid = ?")?
            .execute([docid])?;
    }
    write(connection, coming)?;
    connection
        .prepare_cached("DELETE FROM search_pending")?
        .execute([])?;
    Ok(())
}

/// What waits: a row's number, and the day under which an older entry of it stands.
fn waiting(connection: &Connection) -> Result<Vec<(i64, Option<i64>)>> {
    let mut statement = connection.prepare_cached("SELECT source, day FROM search_pending")?;
    let all = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The entries that rows had before, in order. Those of `gone`, which have no day any more that can be trusted, and those
/// whose day can't be told are looked for everywhere where their day doesn't have them.
fn old_entries(
    connection: &Connection,
    waiting: Vec<(i64, Option<i64>)>,
    mut gone: HashSet<i64>,
) -> Result<Vec<i64>> {
    let mut by_day: BTreeMap<i64, HashSet<i64>> = BTreeMap::new();
    for (number, day) in waiting {
        match day {
            Some(ANY_DAY) => drop(gone.insert(number)),
            Some(day) => drop(by_day.entry(day).or_default().insert(number)),
            None => drop(gone.remove(&number)),
        }
    }
    let mut old = Vec::new();
    while let Some((day, mut numbers)) = by_day.pop_first() {
        let (from, to) = entries(day);
        let is_full = take(connection, (from, to), &mut numbers, &mut old)?;
        if is_full && !numbers.is_empty() {
            by_day.entry(day + 1).or_default().extend(&numbers);
        }
        gone.retain(|number| !old.iter().any(|(_, found)| found == number));
    }
    if !gone.is_empty() {
        take(connection, (0, i64::MAX), &mut gone, &mut old)?;
    }
    old.sort_unstable();
    Ok(old.into_iter().map(|(docid, _)| docid).collect())
}

/// Takes the entries of these rows out of a range; and whether the range is filled to its end.
fn take(
    connection: &Connection,
    (from, to): (i64, i64),
    numbers: &mut HashSet<i64>,
    found: &mut Vec<(i64, i64)>,
) -> Result<bool> {
    let mut statement = connection
        .prepare_cached("SELECT docid, source FROM search_rows WHERE docid >= ? AND docid < ?")?;
    let mut rows = statement.query([from, to])?;
    let mut last = from;
    while let Some(row) = rows.next()? {
        last = row.get(0)?;
        let number: i64 = row.get(1)?;
        if numbers.remove(&number) {
            found.push((last, number));
        }
    }
    Ok(last == to - 1)
}

/// Makes the index anew from the rows: after the file's format has changed, and for a file that was filled at once.
pub(in crate::store) fn rebuild(connection: &Connection) -> Result<()> {
    connection.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_rows; DELETE FROM search_pending;")?;
    words::clear(connection)?;
    let mut coming: Vec<Coming> = Vec::new();
    for table in super::tables() {
        let mut statement = connection.prepare(&reading::all_in_sql(table))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            coming.push((
                row.get(1)?,
                Source {
                    table,
                    rowid: row.get(0)?,
                },
            ));
        }
    }
    if coming.is_empty() {
        return Ok(());
    }
    set(connection, "hashsize", 64 * 1024 * 1024)?;
    write(connection, coming)?;
    set(connection, "hashsize", 1024 * 1024)?;
    tidy(connection)
}

/// Brings the index into one piece: what was removed from it is gone, and it is searched fastest.
pub(super) fn tidy(connection: &Connection) -> Result<()> {
    connection.execute_batch("INSERT INTO search (search) VALUES ('optimize')")?;
    words::tidy(connection)
}

fn set(connection: &Connection, name: &str, value: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO search (search, rank) VALUES (?, ?)")?
        .execute(params![name, value])?;
    Ok(())
}

/// Writes the entries of rows, as many at a time as are read at once.
fn write(connection: &Connection, mut coming: Vec<Coming>) -> Result<()> {
    coming.sort_unstable_by_key(|(day, source)| (*day, source.number()));
    let (mut last, mut listed) = (None, BTreeSet::new());
    for some in coming.chunks(AT_ONCE) {
        let rows = reading::read_all(
            connection,
            some.iter().map(|(_, source)| *source),
            &Work::default(),
        )?;
        for (day, source) in some {
            let Some(tokens) = rows.get(source).and_then(tokens) else {
                continue;
            };
            let docid = next(connection, *day, last)?;
            connection
                .prepare_cached("INSERT INTO search (rowid, tokens) VALUES (?, ?)")?
                .execute(params![docid, tokens])?;
            for word in words::of(&tokens) {
                if !listed.contains(word) {
                    listed.insert(word.to_owned());
                }
            }
            connection
                .prepare_cached("INSERT INTO search_rows VALUES (?, ?)")?
                .execute([docid, source.number()])?;
            last = Some(docid);
        }
    }
    // At the end: a word that may be listed already makes a savepoint, at each of which the index writes what it holds.
    words::list(connection, &listed)
}

/// The number of a day's next entry, after the one that was just written.
fn next(connection: &Connection, day: i64, last: Option<i64>) -> Result<i64> {
    let (from, to) = entries(day);
    if let Some(last) = last.filter(|last| (from..to - 1).contains(last)) {
        return Ok(last + 1);
    }
    let mut newest = connection
        .prepare_cached("SELECT max(docid) FROM search_rows WHERE docid >= ? AND docid < ?")?;
    match newest.query_row([from, to], |r| r.get::<_, Option<i64>>(0))? {
        None => Ok(from),
        Some(newest) if newest < to - 1 => Ok(newest + 1),
        Some(_) => next(connection, day + 1, last),
    }
}

/// What the entry of a row holds; none where nothing is written in it.
pub(super) fn tokens(reading: &Reading) -> Option<String> {
    let mut folded = String::new();
    for (_, text) in reading.texts(Scope::Everything) {
        folded.push_str(&fold(text));
        folded.push('\n');
    }
    let mut tokens = query::tokens(&folded).join(" ");
    if tokens.is_empty() {
        return None;
    }
    tokens.push(' ');
    tokens.push_str(&of_relationship(reading.relationship_number));
    if !reading.is_private {
        tokens.push(' ');
        tokens.push_str(SHARED);
    }
    Some(tokens)
}
