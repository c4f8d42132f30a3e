//! What the screens read: a count of each section and the rows in view, in one indexed query each.
//!
//! A page is asked for as a range of row numbers within its section; a body is read for the selected row alone.

pub mod agenda;
pub mod cases;
pub mod course;
pub mod facts;
pub mod feedback;
pub mod goals;
pub mod header;
pub mod history;
pub mod links;
pub mod offers;
pub mod people;
pub mod place;
pub mod practices;
pub mod reading;
pub mod serving;
pub mod sessions;
pub mod story;
pub mod trash;

use std::ops::Range;

use crate::domain::Visibility;
use crate::store::word;

/// The LIMIT and the OFFSET of a range.
fn page(range: &Range<usize>) -> (i64, i64) {
    let limit = range.end.saturating_sub(range.start);
    (
        i64::try_from(limit).unwrap_or(i64::MAX),
        i64::try_from(range.start).unwrap_or(0),
    )
}

/// A count as the lists hold it.
fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// Whether a column holds `private`; a row without a say is shared.
fn is_private(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<bool> {
    Ok(word::<Visibility>(row, column)? == Visibility::Private)
}
