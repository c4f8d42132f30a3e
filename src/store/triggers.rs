//! What a write carries along, whichever code writes: sums of agendas, the story without what is gone, notes for the search.
//!
//! The triggers are the connection's own (`TEMP`): in the file they would be read each time that it is opened, a quarter of
//! all that the start costs. An action makes those of the tables that it writes; whatever else writes makes all of them first.

use rusqlite::Connection;

use super::Result;
use super::search;
use crate::domain::Table;

/// Those of the agenda's items.
const OF_ITEMS: &str = include_str!("triggers_of_items.sql");

/// Those of the story, in which a row of any table is told.
const OF_STORY: &str = include_str!("triggers_of_story.sql");

/// Makes all of them, for as long as the connection is open.
pub(super) fn make(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    for table in Table::ALL {
        make_of(&transaction, *table)?;
    }
    Ok(transaction.commit()?)
}

/// Makes those of a table that are not there yet. A transaction that is taken back takes them along.
pub(super) fn make_of(connection: &Connection, table: Table) -> Result<()> {
    let of_items = match table {
        Table::AgendaItems => OF_ITEMS,
        _ => "",
    };
    let all = [
        OF_STORY,
        of_items,
        &without(table),
        &search::note_writes(table),
    ];
    Ok(connection.execute_batch(&all.concat())?)
}

/// What is gone for good is told no more.
fn without(table: Table) -> String {
    let name = table.name();
    let gone = if table == Table::Relationships {
        "relationship = OLD.rowid"
    } else {
        "relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id"
    };
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS story_without_{name} AFTER DELETE ON {name} BEGIN DELETE FROM story WHERE {gone}; END;"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::domain::moment::Now;
    use crate::domain::{Batch, Id, Instant, Relationship, Win};
    use crate::store::{Patience, Store};

    fn now() -> Now {
        Now {
            at: Instant::default(),
            zone: chrono_tz::Tz::UTC,
        }
    }

    fn id(n: u128) -> Id {
        Id::parse(&uuid::Uuid::from_u128(n).to_string()).unwrap()
    }

    fn number(store: &Store, sql: &str) -> i64 {
        store.connection.query_row(sql, [], |r| r.get(0)).unwrap()
    }

    fn write(store: &Store, batch: Batch) -> Result<()> {
        store.act(now(), |_| Ok((batch, ()))).map(drop)
    }

    #[test]
    fn an_action_makes_those_of_what_it_writes_again_after_one_that_failed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::open(&path, Patience::Application).unwrap();
        let store = Store::open(&path, Patience::Application).unwrap();
        let relationship = Relationship {
            id: id(1),
            partner_name: "Athena".into(),
            ..Relationship::default()
        };
        let batch = || Batch::new(id(1), "Test");
        write(&store, batch().add(&relationship)).unwrap();
        // It has its entry on the same day as the person, the first of all.
        let win = |n| Win {
            id: id(n),
            relationship_id: id(1),
            text: "It works".into(),
            ..Win::default()
        };
        let made =
            "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'trigger' AND tbl_name = 'wins'";
        assert_eq!(number(&store, made), 0, "nothing wrote there");
        // The second row is there already, so neither is written.
        write(&store, batch().add(&win(2)).add(&win(2))).unwrap_err();
        assert_eq!(number(&store, made), 0, "taken back with what failed");
        write(&store, batch().add(&win(3))).unwrap();
        assert_eq!(number(&store, made), 4);
        let entries = "SELECT count(*) FROM search_rows";
        assert_eq!(number(&store, entries), 2, "the person and the win");
    }
}
