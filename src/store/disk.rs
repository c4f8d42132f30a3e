//! Where the file lies: its folder, its modes, and whether several machines share it.

use std::fs;
use std::path::Path;

use super::{Result, StoreError};

/// The device and the inode behind the path.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

/// Makes the folder (0700) and an empty file (0600) where they are missing.
pub(super) fn make_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let failed = |error: std::io::Error| StoreError::Open {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    refuse_folder(path)?;
    if path.exists() {
        return Ok(());
    }
    make_folder(path)?;
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    Ok(())
}

/// Refuses a folder where a file is meant.
pub(super) fn refuse_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Err(StoreError::Open {
            path: path.to_owned(),
            reason: "it is a folder".into(),
        });
    }
    Ok(())
}

/// Makes the folder of a file (0700) where it is missing.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) else {
        return Ok(());
    };
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| StoreError::Open {
            path: path.to_owned(),
            reason: error.to_string(),
        })
}

/// Whether the file lies on a network file system, where a write-ahead log can't be shared safely.
pub(super) fn is_on_network(path: &Path) -> bool {
    let Ok(mounts) = fs::read_to_string("/proc/mounts") else {
        return false;
    };
    let folder = path
        .parent()
        .and_then(|f| f.canonicalize().ok())
        .unwrap_or_default();
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?, words.next()?))
        })
        .filter(|(at, _)| folder.starts_with(at))
        .max_by_key(|(at, _)| at.len());
    mount.is_some_and(|(_, kind)| {
        ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs"].contains(&kind)
    })
}
