//! How a column of the file is read as a value of the domain.

use crate::domain::Id;

impl Id {
    /// The 16 bytes that stand in the file.
    pub(super) fn blob(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Reads an id column.
pub(super) fn id(row: &rusqlite::Row<'_>, n: usize) -> rusqlite::Result<Id> {
    optional_id(row, n).map(Option::unwrap_or_default)
}

/// Reads an id column that may be empty.
pub(super) fn optional_id(row: &rusqlite::Row<'_>, n: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row
        .get_ref(n)?
        .as_blob_or_null()?
        .and_then(|b| uuid::Uuid::from_slice(b).ok())
        .map(Id))
}

/// Reads a text column, empty where it is NULL.
pub(super) fn text(row: &rusqlite::Row<'_>, n: usize) -> rusqlite::Result<String> {
    row.get::<_, Option<String>>(n)
        .map(Option::unwrap_or_default)
}

/// Reads an instant column.
pub(super) fn instant(
    row: &rusqlite::Row<'_>,
    n: usize,
) -> rusqlite::Result<Option<crate::domain::Instant>> {
    Ok(row
        .get_ref(n)?
        .as_str_or_null()?
        .and_then(|t| crate::domain::Instant::parse(t).ok()))
}

/// Reads a day column.
pub(super) fn day(
    row: &rusqlite::Row<'_>,
    n: usize,
) -> rusqlite::Result<Option<chrono::NaiveDate>> {
    Ok(row
        .get_ref(n)?
        .as_str_or_null()?
        .and_then(|t| t.parse().ok()))
}

/// Reads a word column; a word that isn't known reads as the default, and `check` names the row.
pub(super) fn word<W: crate::domain::Word + Default>(
    row: &rusqlite::Row<'_>,
    n: usize,
) -> rusqlite::Result<W> {
    Ok(row
        .get_ref(n)?
        .as_str_or_null()?
        .and_then(W::from_word)
        .unwrap_or_default())
}
