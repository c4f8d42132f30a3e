//! What can go wrong with the file, each as a sentence that says what, why and what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::domain::table::spoken_field;
use crate::domain::{Id, Table};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or the file can't be made or opened.
    #[error("Can't open {path}: {reason}. Name another file with --db FILE.")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Something else than an Ithaca file.
    #[error("{0} is not an Ithaca file, so it was left alone. Name another with --db FILE.")]
    NotOurs(PathBuf),
    /// Made by a newer version.
    #[error(
        "{path} was written by a newer Ithaca (format {found}, this one knows {known}). Update the program; nothing was touched."
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// Made by an older version, and opened only to be read.
    #[error(
        "{path} is of an older Ithaca (format {found}, this one reads {known}). Start `ithaca` once: it keeps a copy and brings the file up to date."
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The format that this program reads.
        known: i64,
    },
    /// There is nothing in the file yet.
    #[error("{0} is empty. Start `ithaca` to begin in it, or name another with --db FILE.")]
    Empty(PathBuf),
    /// The file is damaged.
    #[error(
        "{0} is damaged. Nothing was touched. `ithaca check` says where; `ithaca restore FILE` puts a copy from the backups folder beside it into its place."
    )]
    Damaged(PathBuf),
    /// A part of the file that is needed is damaged.
    #[error(
        "A part of the file is damaged, so this could not be done. `ithaca check` says where; `ithaca restore FILE` puts a copy from the backups folder beside it into its place."
    )]
    Malformed,
    /// Another process is writing.
    #[error(
        "Another program is writing to the file, so this was not done. Try it again once that is finished."
    )]
    Locked,
    /// No room.
    #[error("The disk is full, so nothing was written. Make room for it.")]
    Full,
    /// No right to write.
    #[error("The file can't be written (it or its folder is read-only). Change its mode.")]
    ReadOnly,
    /// The file on the disk is not the one that was opened.
    #[error(
        "The file was moved or replaced since it was opened, so nothing was written. Put it back."
    )]
    Replaced,
    /// A row does not hold what the change expects.
    #[error("Not written: the {noun} has been changed elsewhere since ({words}). What was typed is kept.", noun = .table.noun(), words = spoken_field(field))]
    Conflict {
        /// The table.
        table: Table,
        /// The row.
        id: Id,
        /// The field's column.
        field: String,
    },
    /// A rule says no; the sentence says why.
    #[error("{0}")]
    Refused(String),
    /// What an action wrote has changed since, so that it can't be taken back alone; the sentence says what and by what.
    #[error("{0} Undo that first.")]
    ChangedSince(String),
    /// A value in the file is not what the domain knows.
    #[error("A {noun} in the file can't be read: {reason}. `ithaca check` lists such rows.", noun = .table.noun())]
    Unreadable {
        /// The table.
        table: Table,
        /// Why.
        reason: String,
    },
    /// Anything else that `SQLite` says.
    #[error("The file could not be used: {0}. `ithaca check` looks at it.")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// Whether trying again later can help.
    #[must_use]
    pub fn can_wait(&self) -> bool {
        matches!(
            self,
            Self::Locked | Self::Full | Self::ReadOnly | Self::Replaced
        )
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            // A quota or a limit on the size of a file ends a write in this way.
            Some(ErrorCode::SystemIoFailure) if is_write(&error) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => Self::Malformed,
            Some(ErrorCode::ConstraintViolation) => Self::Refused(
                "Not done: something else refers to it by now. Undo that first.".into(),
            ),
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether it was a write that the system did not take.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
    error
        .sqlite_error()
        .is_some_and(|e| [SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE].contains(&e.extended_code))
}

/// The same error, said of this file, where opening it failed.
pub(super) fn while_opening(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs(path.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path.to_owned()),
        Some(ErrorCode::CannotOpen) => StoreError::Open {
            path: path.to_owned(),
            reason: "it can't be opened or made there".into(),
        },
        _ => error.into(),
    }
}

/// The result of using the store.
pub type Result<T> = std::result::Result<T, StoreError>;
