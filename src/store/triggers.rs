//! What a write carries along, whichever code writes: sums of agendas, the story without what is gone, notes for the search.
//!
//! The triggers are the connection's own (`TEMP`), made before its first write. In the file they would be read each time
//! that it is opened: a quarter of all that the start costs.

use rusqlite::Connection;

use super::Result;
use crate::domain::Table;

/// Those that don't follow a list of tables.
const FIXED: &str = include_str!("triggers.sql");

/// Makes all of them, for as long as the connection is open.
pub(super) fn make(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    transaction.execute_batch(FIXED)?;
    for table in Table::ALL {
        transaction.execute_batch(&without(*table))?;
    }
    super::search::note_writes(&transaction)?;
    Ok(transaction.commit()?)
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
        "CREATE TEMP TRIGGER story_without_{name} AFTER DELETE ON {name} BEGIN DELETE FROM story WHERE {gone}; END;"
    )
}
