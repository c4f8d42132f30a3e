//! Emptying the trash: its words. What goes, goes in the store, and nothing of it can be undone.

use std::path::PathBuf;

use super::Done;
use super::say::{count, refuse};
use crate::domain::Id;
use crate::domain::moment::Now;
use crate::store::{Applied, Passed, Result, Store, elsewhere};

/// So many copies are named in the message.
const NAMED: usize = 2;

/// Empties the trash of a relationship, and names the copies beside the file that hold some of it.
pub(super) fn empty(store: &Store, relationship: Id, now: Now) -> Result<Done> {
    if store.trash_sum(relationship)?.rows() == 0 {
        return refuse("The trash is empty, so nothing went.");
    }
    let rows = |n: usize| count(n, "row");
    let label = |n| format!("The trash was emptied, {} gone for good", rows(n));
    let gone = store.empty_trash(relationship, label, now)?;
    let rows = rows(gone.rows.len());
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

/// What undo says once of a trash that was emptied, and what it would take back next.
pub(super) fn passed(passed: Passed) -> Done {
    const STAYS: &str = "Emptying the trash can't be undone";
    let (message, applied) = match passed.next {
        Some((seq, label)) => (
            format!(
                "{STAYS} · the next undo: {}",
                label.replacen(": ", " · ", 1)
            ),
            // Whose words stand in the message: where they are private they are hidden.
            Applied::Batch(seq),
        ),
        None => (
            format!("{STAYS}, and nothing else is left to undo"),
            Applied::Nothing,
        ),
    };
    Done {
        message,
        focus: None,
        applied,
    }
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
