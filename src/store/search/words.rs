//! The words of the file, each once: which of them hold what is typed. A text that holds the runs of three letters of a part
//! need not hold the part; one that holds a word of which it is a part does.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::domain::search::query;
use crate::store::Result;

/// How many words are asked for at once, at most. A part of more words is a part of so many texts that its runs lead to them.
const MOST: usize = 64;

/// The words that hold a part, in the index's own order.
pub const WITH: &str = "SELECT word FROM search_parts WHERE word GLOB ?1 LIMIT ?2";

/// The words that hold a part; none where they are too many to ask for.
pub(super) fn with(connection: &Connection, part: &str) -> Result<Option<Vec<String>>> {
    let mut statement = connection.prepare_cached(WITH)?;
    // A part holds letters and digits alone, so nothing in it is a pattern.
    let pattern = format!("*{part}*");
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let words = statement.query_map(params![pattern, most], |r| r.get(0))?;
    let words: Vec<String> = words.collect::<rusqlite::Result<_>>()?;
    Ok((words.len() <= MOST).then_some(words))
}

/// The words among the tokens of an entry.
pub(super) fn of(tokens: &str) -> impl Iterator<Item = &str> {
    tokens.split(' ').filter(|token| query::is_word(token))
}

/// Lists words that are not listed yet.
pub(super) fn list(connection: &Connection, words: &BTreeSet<String>) -> Result<()> {
    let last = "SELECT coalesce(max(id), 0) FROM search_words";
    let last: i64 = connection
        .prepare_cached(last)?
        .query_row([], |r| r.get(0))?;
    let added = "INSERT INTO search_words (word) VALUES (?) ON CONFLICT DO NOTHING";
    let mut added = connection.prepare_cached(added)?;
    for word in words {
        added.execute([word])?;
    }
    // All at once: each statement that may fail halfway makes the index write what it holds, a piece each time.
    let parts =
        "INSERT INTO search_parts (rowid, word) SELECT id, word FROM search_words WHERE id > ?";
    connection.prepare_cached(parts)?.execute([last])?;
    Ok(())
}

/// Forgets all words.
pub(super) fn clear(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(
        "INSERT INTO search_parts (search_parts) VALUES ('delete-all'); DELETE FROM search_words;",
    )?)
}

/// Forgets the words that no entry holds any more, and leaves no trace of them.
pub(super) fn tidy(connection: &Connection) -> Result<()> {
    let all = {
        let mut statement = connection.prepare("SELECT id, word FROM search_words")?;
        let all = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        all.collect::<rusqlite::Result<Vec<(i64, String)>>>()?
    };
    let mut held =
        connection.prepare("SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ?)")?;
    let mut forget = connection
        .prepare("INSERT INTO search_parts (search_parts, rowid, word) VALUES ('delete', ?, ?)")?;
    let mut remove = connection.prepare("DELETE FROM search_words WHERE id = ?")?;
    for (id, word) in all {
        if !held.query_row([super::quoted(&word)], |r| r.get::<_, bool>(0))? {
            forget.execute(params![id, word])?;
            remove.execute([id])?;
        }
    }
    Ok(connection.execute_batch("INSERT INTO search_parts (search_parts) VALUES ('optimize')")?)
}
