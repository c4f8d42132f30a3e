//! Copies that lie beside the file: which backups and exports hold certain rows. Looked for in their bytes; nothing is
//! opened, written or deleted.

use std::fs;
use std::path::{Path, PathBuf};

use super::backup;
use crate::domain::Id;

/// Larger files than this are not looked through, in bytes.
const LARGEST: u64 = 1 << 30;

/// The files beside this one (in its folder, and in that of the backups) that hold one of the rows, or the name, in order.
#[must_use]
pub fn holding(path: &Path, rows: &[Id], name: Option<&str>) -> Vec<PathBuf> {
    if path.as_os_str().is_empty() {
        return Vec::new();
    }
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    let folders = [
        folder.unwrap_or(Path::new(".")).to_owned(),
        backup::folder(path),
    ];
    let mut found: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .filter(|entry| {
            entry
                .metadata()
                .is_ok_and(|m| m.is_file() && m.len() <= LARGEST)
        })
        .map(|entry| entry.path())
        .filter(|file| !is_own(file, path) && !backup::is_partial(file))
        .filter(|file| holds(file, rows, name))
        .collect();
    found.sort();
    found
}

/// The file itself, and what the database keeps beside it.
fn is_own(file: &Path, path: &Path) -> bool {
    let (Some(name), Some(own)) = (file.file_name(), path.file_name()) else {
        return false;
    };
    let (name, own) = (name.to_string_lossy(), own.to_string_lossy());
    name.strip_prefix(own.as_ref())
        .is_some_and(|rest| ["", "-wal", "-shm", "-journal"].contains(&rest))
}

fn holds(file: &Path, rows: &[Id], name: Option<&str>) -> bool {
    // What can't be read can't be told of.
    let Ok(bytes) = fs::read(file) else {
        return false;
    };
    let is_text = !bytes.contains(&0);
    let has =
        |wanted: &[u8]| !wanted.is_empty() && bytes.windows(wanted.len()).any(|w| w == wanted);
    if is_text {
        name.is_some_and(|n| has(n.as_bytes()))
            || rows
                .iter()
                .take(MOST)
                .any(|id| has(id.to_string().as_bytes()))
    } else {
        rows.iter().take(MOST).any(|id| has(id.0.as_bytes()))
    }
}

/// So many of the rows are looked for.
const MOST: usize = 8;
