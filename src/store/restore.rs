//! Puts a copy into the file's place: whole or not at all, with what was there kept.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::backup::{self, beside};
use super::error::{Result, StoreError, while_opening};
use super::{check, schema};

impl super::Store {
    /// Writes the file as it is to another one, which must not be there yet, while others go on using it.
    ///
    /// # Errors
    /// When the file can't be read, or the other one can't be written.
    pub fn copy_to(&self, target: &Path) -> Result<()> {
        backup::write_whole(&self.connection, target)
    }
}

/// Puts the file `from` into the place of `path`, once it is seen to be whole. What is there goes to `kept`; false where
/// nothing was there.
///
/// # Errors
/// Where `from` is no whole Ithaca file, or of a newer version; where another process has `path` open; where the folder
/// can't be written. Then everything is as it was.
pub fn restore(path: &Path, from: &Path, kept: &Path) -> Result<bool> {
    let partial = beside(path, ".restoring");
    // What an earlier attempt has left is no copy of anybody.
    let _ = fs::remove_file(&partial);
    let result = copied(from, &partial).and_then(|()| exchange(path, &partial, kept));
    if result.is_err() {
        let _ = fs::remove_file(&partial);
    }
    result
}

/// The file `from` at `partial`, looked over there: what is checked is what will be used.
fn copied(from: &Path, partial: &Path) -> Result<()> {
    let source = backup::untouched(from).map_err(|e| while_opening(e, from))?;
    if schema::format(&source, from)?.is_none() {
        return Err(StoreError::NotOurs(from.to_owned()));
    }
    backup::write(&source, partial).map_err(|error| match error {
        StoreError::Sqlite(e) => while_opening(e, from),
        StoreError::Malformed => StoreError::Damaged(from.to_owned()),
        other => other,
    })?;
    if check::damage(partial)?.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Damaged(from.to_owned()))
    }
}

fn exchange(path: &Path, partial: &Path, kept: &Path) -> Result<bool> {
    let failed = |file: &Path| {
        let path = file.to_owned();
        move |e: io::Error| StoreError::Open {
            path,
            reason: e.to_string(),
        }
    };
    super::make_folder(kept)?;
    let was_there = path.exists();
    // Held until the end: nobody begins with the old file meanwhile.
    let lock = if was_there { alone(path)? } else { None };
    if was_there {
        fs::hard_link(path, kept)
            .or_else(|e| match e.kind() {
                io::ErrorKind::AlreadyExists => Err(e),
                _ => fs::copy(path, kept).map(drop),
            })
            .map_err(failed(kept))?;
    }
    if lock.is_none() {
        // Gone or damaged, so that SQLite didn't tidy up: what stands beside it belongs to it, and not to the copy.
        let _ = fs::rename(beside(path, "-wal"), beside(kept, "-wal"));
        let _ = fs::remove_file(beside(path, "-shm"));
    }
    fs::rename(partial, path).map_err(failed(path))?;
    drop(lock);
    Ok(was_there)
}

/// How often, a tenth of a second apart, a file that another process has open is tried again.
const TRIES: u32 = 20;

/// The file with everything in it, and nobody else at it; none where it is too damaged to be opened.
fn alone(path: &Path) -> Result<Option<Connection>> {
    for _ in 1..TRIES {
        match taken(path) {
            Err(StoreError::Locked) => std::thread::sleep(Duration::from_millis(100)),
            other => return other,
        }
    }
    taken(path)
}

fn taken(path: &Path) -> Result<Option<Connection>> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        // Only who is alone may leave the write-ahead log; what is in it is then in the file.
        connection.pragma_update(None, "journal_mode", "delete")?;
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(connection)
    };
    match open().map_err(|e| while_opening(e, path)) {
        Ok(connection) => Ok(Some(connection)),
        Err(StoreError::NotOurs(_) | StoreError::Damaged(_)) => Ok(None),
        Err(other) => Err(other),
    }
}
