use std::path::{Path, PathBuf};

use clap::Args;

use super::file::shown;
use super::print::say;
use super::{Failure, Outcome, Session};
use crate::store::backup::place;
use crate::store::{StoreError, restore};

/// Put a copy into the file's place, once it is seen to be whole; what is there is kept in the folder backups beside it
///
/// Example: `ithaca restore backups/ithaca.db.2026-11-24.bak`
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy
    file: PathBuf,
}

impl Restore {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let path = session.path()?;
        if !self.file.is_file() {
            return Err(Failure::new(format!(
                "There is no file {}. Copies lie in the folder backups beside {}.",
                shown(&self.file),
                shown(&path)
            )));
        }
        if matches!((self.file.canonicalize(), path.canonicalize()), (Ok(a), Ok(b)) if a == b) {
            return Err(Failure::new(format!(
                "{} is the file itself. Name a copy of it.",
                shown(&path)
            )));
        }
        let kept = place(&path, "replaced", session.env.now());
        let was_there =
            restore::restore(&path, &self.file, &kept).map_err(|e| self.why(e, &path))?;
        say(&format!("Restored: {}", shown(&path)))?;
        if was_there {
            say(&format!("What was there is kept: {}", shown(&kept)))?;
        }
        Ok(())
    }

    /// The same reason, in the words of this command.
    fn why(&self, error: StoreError, path: &Path) -> Failure {
        let (file, path) = (shown(&self.file), shown(path));
        Failure::new(match error {
            StoreError::Locked => format!(
                "Another program has {path} open (the planner, a backup?), so nothing was changed. Quit it and try again."
            ),
            StoreError::NotOurs(_) | StoreError::Empty(_) => format!(
                "{file} is not an Ithaca file, so nothing was changed. Name a copy that `ithaca backup` made."
            ),
            StoreError::Damaged(_) => format!(
                "{file} is damaged, so nothing was changed. Name another copy; they lie in the folder backups beside {path}."
            ),
            other => return other.into(),
        })
    }
}
