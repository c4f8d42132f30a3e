//! Full-text search over everything that was ever written: hits newest first, a page at a time.
//!
//! A row is noted as written by the triggers of whoever writes, and has its entry in the index by the end of the action; what is being typed waits
//! until the next action, or until a search begins ([`Store::settle_search`]). The index only names candidates: what a hit
//! shows is read from its row, and a row that doesn't match any more is no hit.

mod check;
mod index;
mod reading;
mod source;
mod triggers;
mod words;

use rusqlite::params;

use super::portable::Scope;
use super::{Result, Store};
use crate::domain::agenda::ItemKind;
use crate::domain::names::Names;
use crate::domain::search::query::Context;
use crate::domain::search::{self, Query};
use crate::domain::{Id, Instant, Table, Word};
use chrono::NaiveDate;
use reading::Reading;
use source::Source;

pub(super) use index::rebuild;
pub(super) use triggers::note_writes;

/// Entries, newest first: the conditions in the index's own language, before which entry, how many.
pub const ENTRIES: &str =
    "SELECT f.rowid, s.source FROM search f CROSS JOIN search_rows s ON s.docid = f.rowid
    WHERE f.search MATCH ?1 AND f.rowid < ?2 ORDER BY f.rowid DESC LIMIT ?3";

/// The entry of the 64th newest row that holds a token: the older it is, the fewer there are.
pub const FEWEST: &str =
    "SELECT f.rowid FROM search f WHERE f.search MATCH ?1 ORDER BY f.rowid DESC LIMIT 1 OFFSET 63";

/// How many conditions the index is asked for at once: each costs a walk along its entries.
const CONDITIONS: usize = 8;

/// Among how many conditions the rarest are looked for.
const COMPARED: usize = 40;

/// Entries that are read at once, at most.
const AT_ONCE: usize = 256;

/// What is looked for, and where.
#[derive(Clone, Debug)]
pub struct Search {
    /// The words.
    pub query: Query,
    /// With whom; none is everybody.
    pub relationship: Option<Id>,
    /// What may be shown.
    pub scope: Scope,
    /// Whose names are hidden in what is shown: a word is only found in what can be read, so no search tells of a name.
    pub hidden: Names,
}

/// The day or the moment that a row stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(NaiveDate),
    /// A moment.
    At(Instant),
}

/// The tables in which a person wrote something.
fn tables() -> impl Iterator<Item = Table> {
    Table::ALL
        .iter()
        .copied()
        .filter(|table| !search::columns(*table).is_empty())
}

/// A row in which every word of a search is.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its place in the order: older hits have smaller ones.
    pub key: i64,
    /// The table of its row.
    pub table: Table,
    /// Its row.
    pub id: Id,
    /// With whom.
    pub relationship: Id,
    /// The partner's name.
    pub partner: String,
    /// When it stands.
    pub when: Option<When>,
    /// The column that holds the most of the words, the first of several.
    pub column: &'static str,
    /// Its text where these words stand.
    pub context: Context,
    /// For an agenda item, its kind.
    pub kind: Option<ItemKind>,
}

/// How much one look through the file may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Hits that are wanted.
    pub hits: usize,
    /// Rows that are read for them, at least one.
    pub rows: usize,
}

/// What one look found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Hits, newest first.
    pub hits: Vec<Hit>,
    /// The entry before which the next look goes on; none where everything was looked through.
    pub rest: Option<i64>,
}

impl Store {
    /// Gives what was typed and not yet indexed its entries: before a search begins. Nothing is written where nothing waits.
    ///
    /// # Errors
    /// When the file can't be written; what is in the index already is found all the same.
    pub fn settle_search(&self) -> Result<()> {
        if self.number("SELECT EXISTS (SELECT 1 FROM search_pending)", [])? == 0 {
            return Ok(());
        }
        self.transaction(|| index::settle(&self.connection))
    }

    /// Gives what the running action has written its entries.
    pub(super) fn index(&self) -> Result<()> {
        index::settle(&self.connection)
    }

    /// The next hits, newest first, older than `before`, their contexts at most `width` columns. The index names rows that hold
    /// the parts of the words; where few of them hold the words, few or no hits are found in one look, and there is a rest.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn search(
        &self,
        search: &Search,
        before: Option<i64>,
        bound: Bound,
        width: usize,
    ) -> Result<Found> {
        let mut found = Found {
            hits: Vec::new(),
            rest: Some(before.unwrap_or(i64::MAX)),
        };
        let Some(wanted) = self.wanted(search)? else {
            return Ok(Found::default());
        };
        let mut statement = self.connection.prepare_cached(ENTRIES)?;
        let rows = bound.rows.max(1);
        let most = i64::try_from(rows).unwrap_or(i64::MAX);
        // One walk along the index serves the whole look, and goes no further than it must.
        let mut walk = statement.query(params![wanted, found.rest, most])?;
        let mut looked_at = 0;
        // Most rows that the index names are hits; where few are, more are read with each step.
        let mut step = bound.hits.clamp(1, AT_ONCE);
        while looked_at < rows && found.hits.len() < bound.hits {
            let most = step.min(rows - looked_at);
            let entries = next_entries(&mut walk, most)?;
            // Behind the first ones few are hits: what is none is told by its texts alone.
            let likely = match looked_at {
                0 => entries.clone(),
                _ => self.matching(search, &entries)?,
            };
            found.hits.extend(self.read_hits(search, &likely, width)?);
            found.rest = entries.last().map(|entry| entry.0);
            looked_at += entries.len();
            step = (step * 2).min(AT_ONCE);
            if entries.len() < most {
                found.rest = None;
                break;
            }
        }
        drop(walk);
        self.work.add(looked_at, &statement);
        if found.hits.len() > bound.hits {
            found.hits.truncate(bound.hits);
            found.rest = found.hits.last().map(|hit| hit.key);
        }
        Ok(found)
    }

    /// The search in the index's own language; none where nothing can be found.
    fn wanted(&self, search: &Search) -> Result<Option<String>> {
        let Some(mut conditions) = self.conditions(&search.query)? else {
            return Ok(None);
        };
        if search.scope == Scope::Shared {
            conditions.push(quoted(index::SHARED));
        }
        let Some(relationship) = search.relationship else {
            let wanted = conditions.join(" AND ");
            let gone = self.relationships_in_trash()?;
            return Ok(Some(if gone.is_empty() {
                wanted
            } else {
                format!("({wanted}) NOT {}", any_of(&gone))
            }));
        };
        let sql = "SELECT rowid FROM relationships WHERE id = ? AND deleted_at IS NULL";
        let number = self.first(sql, [relationship.blob()], |r| r.get(0))?;
        Ok(number.map(|number| {
            conditions.push(quoted(&index::of_relationship(number)));
            conditions.join(" AND ")
        }))
    }

    /// What every entry that is a hit meets; none where the file holds no word with a part that is looked for.
    fn conditions(&self, query: &Query) -> Result<Option<Vec<String>>> {
        if query.is_empty() {
            return Ok(None);
        }
        let mut conditions = Vec::new();
        for need in query.needs() {
            let words = match &need.part {
                Some(part) => words::with(&self.connection, part)?,
                None => None,
            };
            match words {
                Some(words) if words.is_empty() => return Ok(None),
                Some(words) => conditions.push(any_of(&words)),
                None => conditions.extend(need.tokens.iter().map(|token| quoted(token))),
            }
        }
        conditions.sort_unstable();
        conditions.dedup();
        Ok(Some(self.rarest(conditions)?))
    }

    /// The rarest of many conditions. Every hit meets them all, so any of them name it; the fewer rows they name, the better.
    fn rarest(&self, conditions: Vec<String>) -> Result<Vec<String>> {
        if conditions.len() <= CONDITIONS {
            return Ok(conditions);
        }
        let apart = conditions.len().div_ceil(COMPARED);
        let mut known = Vec::with_capacity(COMPARED);
        for condition in conditions.into_iter().step_by(apart) {
            let reaches: Option<i64> = self.first(FEWEST, [&condition], |r| r.get(0))?;
            known.push((reaches.unwrap_or(-1), condition));
        }
        known.sort_unstable();
        let rarest = known.into_iter().take(CONDITIONS);
        Ok(rarest.map(|(_, condition)| condition).collect())
    }

    /// Their tokens: a relationship's rows keep their entries when it goes to the trash.
    fn relationships_in_trash(&self) -> Result<Vec<String>> {
        let sql = "SELECT rowid FROM relationships WHERE deleted_at > ''";
        self.rows(sql, [], |r| Ok(index::of_relationship(r.get(0)?)))
    }

    /// Those of these entries whose rows hold the words, wherever these stand.
    fn matching(&self, search: &Search, entries: &[(i64, i64)]) -> Result<Vec<(i64, i64)>> {
        let sources = entries
            .iter()
            .filter_map(|(_, number)| Source::read(*number));
        let matching = reading::matching(&self.connection, sources, search, &self.work)?;
        let is_one = |(_, number): &&(i64, i64)| {
            Source::read(*number).is_some_and(|source| matching.contains(&source))
        };
        Ok(entries.iter().filter(is_one).copied().collect())
    }

    /// The hits among these entries, in their order. Their rows are read table by table.
    fn read_hits(&self, search: &Search, entries: &[(i64, i64)], width: usize) -> Result<Vec<Hit>> {
        let sources = entries
            .iter()
            .filter_map(|(_, number)| Source::read(*number));
        let rows = reading::read_all(&self.connection, sources, &self.work)?;
        let hit = |(key, number): &(i64, i64)| {
            let source = Source::read(*number)?;
            hit(*key, source.table, rows.get(&source)?, search, width)
        };
        Ok(entries.iter().filter_map(hit).collect())
    }

    /// Makes the whole index anew: where another program wrote rows, whose writes nothing notes.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn index_anew(&self) -> Result<()> {
        self.transaction(|| index::rebuild(&self.connection))
    }

    /// Brings the index into one piece, so that nothing of what was purged is left in it.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn tidy_search(&self) -> Result<()> {
        self.transaction(|| self.tidy_index())
    }

    /// The same, within the transaction that purges.
    pub(super) fn tidy_index(&self) -> Result<()> {
        index::settle(&self.connection)?;
        index::tidy(&self.connection)
    }
}

/// The next entries of a walk, at most so many, with the numbers of their rows.
fn next_entries(walk: &mut rusqlite::Rows<'_>, most: usize) -> Result<Vec<(i64, i64)>> {
    let mut entries = Vec::new();
    while entries.len() < most
        && let Some(row) = walk.next()?
    {
        entries.push((row.get(0)?, row.get(1)?));
    }
    Ok(entries)
}

fn hit(key: i64, table: Table, row: &Reading, search: &Search, width: usize) -> Option<Hit> {
    let query = &search.query;
    let texts = row.texts(search.scope);
    let texts: Vec<_> = texts
        .map(|(column, text)| (column, search.hidden.hidden(text)))
        .collect();
    if !query.matches(texts.iter().map(|(_, text)| text.as_ref())) {
        return None;
    }
    // Of several texts the one that tells most: the first of those with the most of the words.
    let fullest = texts
        .iter()
        .rev()
        .max_by_key(|(_, text)| query.held(text))?;
    let (column, context) = (fullest.0, query.context(&fullest.1, width)?);
    Some(Hit {
        key,
        table,
        id: row.id,
        relationship: row.relationship,
        partner: row.partner.clone(),
        when: when(&row.date),
        column,
        context,
        kind: (table == Table::AgendaItems)
            .then(|| ItemKind::from_word(&row.kind).unwrap_or_default()),
    })
}

fn when(date: &str) -> Option<When> {
    match date.parse() {
        Ok(day) => Some(When::Day(day)),
        Err(_) => Instant::parse(date).ok().map(When::At),
    }
}

/// A token in the index's own language.
fn quoted(token: &str) -> String {
    format!("\"{token}\"")
}

/// That an entry holds one of these tokens.
fn any_of(tokens: &[String]) -> String {
    let quoted: Vec<_> = tokens.iter().map(|token| quoted(token)).collect();
    format!("({})", quoted.join(" OR "))
}
