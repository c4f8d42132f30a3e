//! Files that a command writes: mode 0600, under a temporary name first, so that each is whole, or as it was.

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, Session};
use crate::domain::text;
use crate::store::Store;

/// A path, harmless in a sentence.
pub fn shown(path: &Path) -> String {
    text::visible(&path.display().to_string()).into_owned()
}

/// Refuses a text in a folder that is not there. A file of the planner (its own, a copy, an example) has its folder made,
/// for its owner alone; what is written to be read elsewhere goes where somebody meant it to.
fn needs_folder(path: &Path) -> Outcome {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(Failure::new(format!(
                "{} could not be written: there is no folder {}. Make it first, or name another file.",
                shown(path),
                shown(folder)
            )))
        }
        _ => Ok(()),
    }
}

/// Writes the file by `write`; what was there is replaced once all of it is on the disk.
pub fn write_whole(
    session: &Session<'_>,
    store: &Store,
    path: &Path,
    write: impl FnOnce(&fs::File) -> Outcome,
) -> Outcome {
    refuse_target(store, path)?;
    needs_folder(path)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", session.env.id()));
    let partial = path.with_file_name(name);
    let failed = |e: io::Error| {
        Failure::new(format!(
            "{} could not be written: {e}. Name another file.",
            shown(path)
        ))
    };
    let file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&partial)
        .map_err(failed)?;
    let written = write(&file).and_then(|()| {
        file.sync_all().map_err(failed)?;
        fs::rename(&partial, path).map_err(failed)
    });
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written
}

/// Makes a new file by `write`, under a temporary name first; a file that is there is left alone.
pub fn place_new(path: &Path, write: impl FnOnce(&Path) -> Outcome) -> Outcome {
    let is_there = || {
        Failure::new(format!(
            "{} is there already, and was left alone. Name a new file.",
            shown(path)
        ))
    };
    if path.exists() {
        return Err(is_there());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let placed = write(&partial).and_then(|()| {
        // A link fails where a file has appeared meanwhile; a rename would replace it.
        let linked = fs::hard_link(&partial, path).or_else(|_| {
            if path.exists() {
                Err(io::ErrorKind::AlreadyExists.into())
            } else {
                fs::rename(&partial, path)
            }
        });
        linked.map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => is_there(),
            _ => Failure::new(format!(
                "{} could not be written: {e}. Name another file.",
                shown(path)
            )),
        })
    });
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut name = partial.as_os_str().to_owned();
        name.push(end);
        let _ = fs::remove_file(PathBuf::from(name));
    }
    placed
}

/// What must not be replaced: the file that is read, and what is no plain file.
fn refuse_target(store: &Store, path: &Path) -> Outcome {
    let Ok(target) = path.canonicalize() else {
        return Ok(());
    };
    let own = store
        .path()
        .canonicalize()
        .unwrap_or_default()
        .into_os_string();
    let beside = |end: &str| {
        let mut name = own.clone();
        name.push(end);
        target.as_os_str() == name
    };
    if ["", "-wal", "-shm"].into_iter().any(beside) {
        return Err(Failure::new(format!(
            "{} is the file that is exported, and was left alone. Name another with --out FILE.",
            shown(path)
        )));
    }
    if !target.is_file() {
        return Err(Failure::new(format!(
            "{} is no plain file, and was left alone. Name another with --out FILE.",
            shown(path)
        )));
    }
    Ok(())
}
