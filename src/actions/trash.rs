//! Emptying the trash: its words. What goes, goes in the store, and nothing of it can be undone.

use std::path::PathBuf;

use super::Done;
use super::say::{count, refuse};
use crate::domain::Id;
use crate::store::{Applied, Result, Store, elsewhere};

/// So many copies are named in the message.
const NAMED: usize = 2;

/// Empties the trash of a relationship, and names the copies beside the file that hold some of it.
pub(super) fn empty(store: &Store, relationship: Id) -> Result<Done> {
    if store.trash_count(relationship)? == 0 {
        return refuse("The trash is empty, so nothing went.");
    }
    let gone = store.empty_trash(relationship)?;
    let rows = count(i64::try_from(gone.rows.len()).unwrap_or(i64::MAX), "row");
    let copies = elsewhere::holding(store.path(), &gone.rows, None);
    let traces = if gone.is_swept {
        ""
    } else {
        " · another program has the file open: traces stay until a trash is emptied again without it"
    };
    Ok(Done {
        message: format!("Gone for good: {rows}{}{traces}", held_by(&copies)),
        focus: None,
        applied: Applied::Nothing,
    })
}

/// " · ithaca.db.2026-11-23.bak and 3 more hold them".
fn held_by(copies: &[PathBuf]) -> String {
    let names: Vec<_> = copies
        .iter()
        .take(NAMED)
        .filter_map(|copy| Some(copy.file_name()?.to_string_lossy()))
        .collect();
    let hold = if copies.len() == 1 { "holds" } else { "hold" };
    match copies.len().saturating_sub(NAMED) {
        _ if names.is_empty() => String::new(),
        0 => format!(" · {} {hold} them", names.join(", ")),
        more => format!(" · {} and {more} more {hold} them", names.join(", ")),
    }
}
