//! Copies of the file beside it: before a migration, and one a day.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use crate::domain::moment::Now;

/// How many daily copies are kept.
const KEPT: usize = 7;

/// How much room they may take together, in bytes.
const ROOM: u64 = 500 * 1024 * 1024;

/// The folder of the copies.
fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// A copy of the file as it is, before its schema changes.
pub(super) fn before_migration(connection: &Connection, path: &Path, format: i64) -> Result<()> {
    let name = format!("{}.format-{format}.bak", stem(path));
    copy(connection, &folder(path).join(name))
}

/// Makes today's copy unless there is one, with a connection of its own, and drops the oldest beyond what is kept.
/// Meant for a thread beside the application.
///
/// # Errors
/// When the file can't be read or the folder can't be written.
pub fn daily(path: &Path, now: Now) -> Result<()> {
    let target = folder(path).join(format!("{}.{}.bak", stem(path), now.today()));
    if path.as_os_str().is_empty() || target.exists() {
        return Ok(());
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    copy(&connection, &target)?;
    prune(path);
    Ok(())
}

fn stem(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// Writes under a temporary name and renames, so that a copy is whole or not there.
fn copy(connection: &Connection, target: &Path) -> Result<()> {
    let failed = |e: std::io::Error| StoreError::Open {
        path: target.to_owned(),
        reason: e.to_string(),
    };
    let partial = target.with_extension("partial");
    super::make_private(&partial)?;
    let mut into = Connection::open(&partial)?;
    {
        let backup = rusqlite::backup::Backup::new(connection, &mut into)?;
        backup.run_to_completion(4096, std::time::Duration::ZERO, None)?;
    }
    into.close().map_err(|(_, e)| StoreError::from(e))?;
    fs::rename(&partial, target).map_err(failed)
}

fn prune(path: &Path) {
    let prefix = format!("{}.2", stem(path));
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    let mut copies: Vec<_> = entries
        .filter(|e| e.file_name().to_string_lossy().starts_with(&prefix))
        .map(|e| (e.path(), e.metadata().map_or(0, |m| m.len())))
        .collect();
    copies.sort_by(|a, b| b.cmp(a));
    let mut room = 0;
    for (n, (copy, size)) in copies.iter().enumerate() {
        room += size;
        if n >= KEPT || (n > 0 && room > ROOM) {
            // A copy that can't be removed today is removed another day.
            let _ = fs::remove_file(copy);
        }
    }
}
