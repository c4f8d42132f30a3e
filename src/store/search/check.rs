//! Whether the index agrees with the rows: each that may be found has one entry, under its day, with its tokens, and there is
//! no other; and each word is listed. Nothing is written.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::source::{Source, entries};
use super::{index, reading};
use crate::domain::search::query;
use crate::store::{Result, Store, Work};

/// An entry, told from another by its day and the sum of its tokens.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    number: i64,
    tokens: u64,
}

impl Store {
    /// What is wrong with the search index, a sentence for each row, the first hundred.
    pub(in crate::store) fn check_search(&self) -> Result<Vec<String>> {
        let mut held = self.held_entries()?;
        let mut findings = Vec::new();
        for table in super::tables() {
            for rowid in self.rows(&reading::all_in_sql(table), [], |r| r.get(0))? {
                let source = Source { table, rowid };
                if !self.agrees(source, &mut held)? {
                    findings.push(format!(
                        "Search doesn't know the {} as it stands.",
                        table.noun()
                    ));
                }
            }
        }
        let waiting = self.rows("SELECT source FROM search_pending", [], |r| r.get(0))?;
        held.retain(|number, _| !waiting.contains(number));
        findings.extend(held.keys().filter_map(|number| {
            let noun = Source::read(*number)?.table.noun();
            Some(format!("Search knows a {noun} that is not there."))
        }));
        findings.extend(self.unlisted_words()?);
        findings.truncate(100);
        Ok(findings)
    }

    /// Whether parts are looked for among all words of the entries. The words aren't said: rows may be private.
    fn unlisted_words(&self) -> Result<Option<String>> {
        self.make_vocabulary()?;
        let sql = "SELECT term FROM search_terms WHERE term NOT IN (SELECT word FROM search_words)";
        let terms = self.rows(sql, [], |r| r.get::<_, String>(0))?;
        let words = terms.iter().filter(|term| query::is_word(term)).count();
        Ok((words > 0).then(|| {
            format!(
                "Search doesn't list all words, so parts of them are not found: {words} missing."
            )
        }))
    }

    /// The entries of each row.
    fn held_entries(&self) -> Result<HashMap<i64, Vec<(i64, u64)>>> {
        let all = self.rows("SELECT docid, source FROM search_rows", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })?;
        let mut by_docid: HashMap<i64, Entry> = all
            .into_iter()
            .map(|(docid, number)| (docid, Entry { number, tokens: 0 }))
            .collect();
        self.make_vocabulary()?;
        let mut statement = self
            .connection
            .prepare("SELECT doc, term FROM search_tokens")?;
        let mut tokens = statement.query([])?;
        while let Some(row) = tokens.next()? {
            let entry = by_docid.entry(row.get(0)?).or_insert(Entry {
                number: -1,
                tokens: 0,
            });
            entry.tokens = entry
                .tokens
                .wrapping_add(hash(row.get_ref(1)?.as_str().unwrap_or_default()));
        }
        let mut by_row: HashMap<i64, Vec<(i64, u64)>> = HashMap::new();
        for (docid, entry) in by_docid {
            by_row
                .entry(entry.number)
                .or_default()
                .push((docid, entry.tokens));
        }
        Ok(by_row)
    }

    /// Views of the index's tokens, by entry and each once. They lie beside the file, in memory, also where the file itself is only read.
    fn make_vocabulary(&self) -> Result<()> {
        const MADE: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_tokens USING fts5vocab('main', 'search', 'instance');
            CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab('main', 'search', 'row')";
        let only_reads = self.number("PRAGMA query_only", [])?;
        self.connection.pragma_update(None, "query_only", 0)?;
        let made = self.connection.execute_batch(MADE);
        self.connection
            .pragma_update(None, "query_only", only_reads)?;
        Ok(made?)
    }

    /// Whether a row has the entry that it should have; its entries are taken out.
    fn agrees(&self, source: Source, held: &mut HashMap<i64, Vec<(i64, u64)>>) -> Result<bool> {
        let number = source.number();
        let is_waiting = "SELECT EXISTS (SELECT 1 FROM search_pending WHERE source = ?)";
        let held = held.remove(&number).unwrap_or_default();
        if self.number(is_waiting, [number])? != 0 {
            return Ok(true);
        }
        let rows = reading::read_all(&self.connection, [source], &Work::default())?;
        let Some(reading) = rows.get(&source) else {
            return Ok(held.is_empty());
        };
        let tokens = index::tokens(reading).map(|tokens| {
            tokens
                .split(' ')
                .fold(0, |sum: u64, t| sum.wrapping_add(hash(t)))
        });
        Ok(match (tokens, &held[..]) {
            (None, []) => true,
            // A day that was full went on in the next ones.
            (Some(tokens), [(docid, there)]) => {
                tokens == *there && *docid >= entries(reading.day).0
            }
            _ => false,
        })
    }
}

fn hash(token: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    hasher.finish()
}
