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

use rusqlite::params;

use super::portable::Scope;
use super::{Result, Store};
use crate::domain::agenda::ItemKind;
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

/// What is looked for, and where.
#[derive(Clone, Debug)]
pub struct Search {
    /// The words.
    pub query: Query,
    /// With whom; none is everybody.
    pub relationship: Option<Id>,
    /// What may be shown.
    pub scope: Scope,
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
    /// The column that the first match is in.
    pub column: &'static str,
    /// The text around that match.
    pub context: Context,
    /// For an agenda item, its kind.
    pub kind: Option<ItemKind>,
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

    /// The next hits, newest first: at most `most`, older than `before`, their contexts at most `width` columns.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn search(
        &self,
        search: &Search,
        before: Option<i64>,
        most: usize,
        width: usize,
    ) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        let Some(wanted) = self.wanted(search)? else {
            return Ok(hits);
        };
        let mut before = before.unwrap_or(i64::MAX);
        // Most candidates are hits; where few are, more are looked at with each step.
        let mut step = most;
        loop {
            let entries = self.entries(&wanted, before, step)?;
            hits.extend(self.read_hits(search, &entries, width)?);
            match entries.last() {
                Some((oldest, _)) if entries.len() == step && hits.len() < most => before = *oldest,
                _ => break,
            }
            step = (step * 2).min(512);
        }
        hits.truncate(most);
        Ok(hits)
    }

    /// The search in the index's own language; none where nothing can be found.
    fn wanted(&self, search: &Search) -> Result<Option<String>> {
        if search.query.is_empty() {
            return Ok(None);
        }
        let mut tokens = search.query.tokens();
        if search.scope == Scope::Shared {
            tokens.push(index::SHARED.to_owned());
        }
        let Some(relationship) = search.relationship else {
            let wanted = joined(&tokens, " AND ");
            let gone = self.relationships_in_trash()?;
            return Ok(Some(if gone.is_empty() {
                wanted
            } else {
                format!("({wanted}) NOT ({})", joined(&gone, " OR "))
            }));
        };
        let sql = "SELECT rowid FROM relationships WHERE id = ? AND deleted_at IS NULL";
        let number = self.first(sql, [relationship.blob()], |r| r.get(0))?;
        Ok(number.map(|number| {
            tokens.push(index::of_relationship(number));
            joined(&tokens, " AND ")
        }))
    }

    /// Their tokens: a relationship's rows keep their entries when it goes to the trash.
    fn relationships_in_trash(&self) -> Result<Vec<String>> {
        let sql = "SELECT rowid FROM relationships WHERE deleted_at > ''";
        self.rows(sql, [], |r| Ok(index::of_relationship(r.get(0)?)))
    }

    fn entries(&self, wanted: &str, before: i64, most: usize) -> Result<Vec<(i64, i64)>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.rows(ENTRIES, params![wanted, before, most], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
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

fn hit(key: i64, table: Table, row: &Reading, search: &Search, width: usize) -> Option<Hit> {
    let query = &search.query;
    if !query.matches(row.texts(search.scope).map(|(_, text)| text)) {
        return None;
    }
    let mut texts = row.texts(search.scope);
    let (column, context) =
        texts.find_map(|(column, text)| Some((column, query.context(text, width)?)))?;
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

fn joined(tokens: &[String], between: &str) -> String {
    let quoted: Vec<_> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    quoted.join(between)
}
