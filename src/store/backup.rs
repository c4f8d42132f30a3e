//! Copies of the file beside it: before a migration, one a day, on purpose; and a copy put back into its place.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use crate::domain::moment::Now;

/// How many daily copies are kept.
const KEPT: usize = 7;

/// How much room they may take together, in bytes.
const ROOM: u64 = 500 * 1024 * 1024;

/// How much of a file that is copied, and of its copy, is kept in memory: each page is needed once.
const COPIED_KIB: i64 = 64;

/// The end of a copy's name until it is whole.
const PARTIAL: &str = ".partial";

/// The folder of the copies.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// A copy of the file as it is, before its schema changes; `tell` is called with its place first.
pub(super) fn before_migration(
    connection: &Connection,
    path: &Path,
    format: i64,
    tell: impl FnOnce(&Path),
) -> Result<()> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    let place = folder(path).join(format!("{}.format-{format}.bak", stem(path)));
    tell(&place);
    // A damaged part is no reason to keep nothing of it. Where another program was faster, the file has its new format by now.
    copy(&place, |partial| {
        write(connection, partial)?;
        let copied = untouched(partial)?;
        let found: i64 = copied.pragma_query_value(None, "user_version", |r| r.get(0))?;
        Ok(found == format)
    })
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
    connection.pragma_update(None, "cache_size", -COPIED_KIB)?;
    copy(&target, |partial| {
        write_whole(&connection, partial).map(|()| true)
    })?;
    prune(path);
    Ok(())
}

/// As [`daily`], where the newest of those copies is more than a week old: for the command line, which has no time to spare.
///
/// # Errors
/// As [`daily`].
pub fn weekly(path: &Path, now: Now) -> Result<()> {
    let newest = dated(path).into_iter().next();
    let day = newest.and_then(|(copy, _)| {
        let name = copy.file_name()?.to_string_lossy().into_owned();
        let day = name.strip_prefix(&format!("{}.", stem(path)))?.get(..10)?;
        day.parse::<chrono::NaiveDate>().ok()
    });
    if day.is_some_and(|day| (now.today() - day).num_days() <= 7) {
        return Ok(());
    }
    daily(path, now)
}

/// Where a copy goes that was asked for; such copies are never dropped.
#[must_use]
pub fn place(path: &Path, why: &str, now: Now) -> PathBuf {
    let at = now.at.local(now.zone).format("%Y-%m-%d-%H%M%S");
    let name = format!("{}.{why}-{at}", stem(path));
    let first = folder(path).join(format!("{name}.bak"));
    let others = (2..).map(|n| folder(path).join(format!("{name}-{n}.bak")));
    let mut places = std::iter::once(first.clone()).chain(others);
    places.find(|place| !place.exists()).unwrap_or(first)
}

/// Opens a copy without leaving anything beside it; one that is in use, as it is used.
pub(super) fn untouched(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let in_use = beside(path, "-wal").exists() || beside(path, "-journal").exists();
    let Some(name) = path.to_str().filter(|_| !in_use) else {
        return Connection::open_with_flags(path, flags);
    };
    let name = name
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let uri = format!("file:{name}?immutable=1");
    Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
}

/// The path with something behind its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn stem(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// How many copies this process has begun: no two of them are written under the same name.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Writes under a name of its own and renames, so that a copy is whole or not there, also where two are made at once. Where
/// what was written is not what was wanted, the copy that is there stays.
fn copy(target: &Path, write: impl FnOnce(&Path) -> Result<bool>) -> Result<()> {
    let failed = |e: std::io::Error| StoreError::Open {
        path: target.to_owned(),
        reason: e.to_string(),
    };
    let begun = BEGUN.fetch_add(1, Ordering::Relaxed);
    let partial = target.with_extension(format!("{}-{begun}{PARTIAL}", std::process::id()));
    let result = match write(&partial) {
        Ok(true) => fs::rename(&partial, target).map_err(failed),
        other => {
            for end in ["", "-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(beside(&partial, end));
            }
            return other.map(drop);
        }
    };
    if result.is_err() {
        let _ = fs::remove_file(&partial);
    }
    result
}

/// Whether a file is a copy that is being written, or what the database keeps beside one.
pub(super) fn is_partial(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else {
        return false;
    };
    let ends = ["-wal", "-shm", "-journal"];
    let copy = ends.iter().find_map(|end| name.strip_suffix(end));
    let made = copy.unwrap_or(&name).strip_suffix(PARTIAL);
    // The number of the process and of the copy, as `copy` names it: a file of one's own may be called so.
    let numbers = made.and_then(|made| made.rsplit('.').next()?.split_once('-'));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    numbers.is_some_and(|(process, copy)| is_number(process) && is_number(copy))
}

/// Writes the pages of an open file to another one, mode 0600.
pub(super) fn write(connection: &Connection, target: &Path) -> Result<()> {
    super::make_private(target)?;
    let mut into = Connection::open(target)?;
    into.pragma_update(None, "cache_size", -COPIED_KIB)?;
    {
        let backup = rusqlite::backup::Backup::new(connection, &mut into)?;
        backup.run_to_completion(4096, std::time::Duration::ZERO, None)?;
    }
    into.close().map_err(|(_, e)| StoreError::from(e))
}

/// [`write`], once it is seen to be whole: a copy of what is damaged would take the place of a good one.
pub(super) fn write_whole(connection: &Connection, target: &Path) -> Result<()> {
    write(connection, target)?;
    let copy = untouched(target)?;
    copy.pragma_update(None, "cache_size", -COPIED_KIB)?;
    let found: String = copy.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Malformed)
    }
}

/// The daily copies with their sizes, the newest first.
fn dated(path: &Path) -> Vec<(PathBuf, u64)> {
    let prefix = format!("{}.2", stem(path));
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    let mut copies: Vec<_> = entries
        .filter(|e| e.file_name().to_string_lossy().starts_with(&prefix))
        .filter(|e| e.file_name().to_string_lossy().ends_with(".bak"))
        .map(|e| (e.path(), e.metadata().map_or(0, |m| m.len())))
        .collect();
    copies.sort_by(|a, b| b.cmp(a));
    copies
}

/// After so long nobody writes a copy any more.
const LONGEST: std::time::Duration = std::time::Duration::from_hours(24);

/// Drops the oldest of the daily copies beyond what is kept, and what a copy left that was killed before it was whole.
fn prune(path: &Path) {
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    let own = format!("{}.", stem(path));
    let begun = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&own))
        .filter(|entry| is_partial(&entry.path()));
    let is_old = |entry: &fs::DirEntry| {
        let written = entry.metadata().and_then(|file| file.modified());
        written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LONGEST))
    };
    for entry in begun.filter(is_old) {
        let _ = fs::remove_file(entry.path());
    }
    let mut room = 0;
    for (n, (copy, size)) in dated(path).iter().enumerate() {
        room += size;
        if n >= KEPT || (n > 0 && room > ROOM) {
            // A copy that can't be removed today is removed another day.
            let _ = fs::remove_file(copy);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::domain::moment::Instant;
    use crate::store::{Patience, Store};

    #[test]
    fn a_day_has_one_whole_copy_also_where_several_are_made_at_once() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("ithaca.db");
        drop(Store::open(&file, Patience::CommandLine).unwrap());
        let now = Now {
            at: Instant::default(),
            zone: chrono_tz::UTC,
        };
        for _ in 0..8 {
            std::thread::scope(|at_once| {
                for _ in 0..4 {
                    at_once.spawn(|| daily(&file, now).unwrap());
                }
            });
            let copies: Vec<_> = fs::read_dir(folder(&file)).unwrap().flatten().collect();
            assert_eq!(copies.len(), 1, "{copies:?}");
            Store::open(&copies[0].path(), Patience::CommandLine).unwrap();
            fs::remove_dir_all(folder(&file)).unwrap();
        }
    }

    #[test]
    fn only_what_is_not_whole_yet_counts_as_partial() {
        for (name, wanted) in [
            ("ithaca.db.2026-11-29.123-0.partial", true),
            ("ithaca.db.2026-11-29.123-0.partial-wal", true),
            ("x.partial.db.2026-11-29.bak", false),
            ("x.partial.db.format-18.bak", false),
            ("ithaca.db.partial", false),
        ] {
            assert_eq!(is_partial(Path::new(name)), wanted, "{name}");
        }
    }

    #[test]
    fn a_copy_of_an_older_format_stays_where_another_program_was_faster() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("ithaca.db");
        let store = Store::open(&file, Patience::CommandLine).unwrap();
        drop(store);
        let copy = folder(&file).join("ithaca.db.format-1.bak");
        fs::create_dir(folder(&file)).unwrap();
        fs::write(&copy, "as it was").unwrap();
        let connection = Connection::open(&file).unwrap();
        before_migration(&connection, &file, 1, |_| ()).unwrap();
        assert_eq!(fs::read(&copy).unwrap(), b"as it was");
        let left: Vec<_> = fs::read_dir(folder(&file)).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn a_copy_that_was_never_whole_goes_after_a_day() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("ithaca.db");
        drop(Store::open(&file, Patience::CommandLine).unwrap());
        let copies = folder(&file);
        fs::create_dir(&copies).unwrap();
        let now = std::time::SystemTime::now();
        let partials = [(0, "fresh"), (2, "old")].map(|(days, name)| {
            let partial = copies.join(format!("ithaca.db.{name}.1-0{PARTIAL}"));
            let made = fs::File::create(&partial).unwrap();
            made.set_modified(now - LONGEST * days).unwrap();
            partial
        });
        let now = Now {
            at: Instant::default(),
            zone: chrono_tz::UTC,
        };
        daily(&file, now).unwrap();
        assert_eq!(partials.map(|partial| partial.exists()), [true, false]);
    }
}
