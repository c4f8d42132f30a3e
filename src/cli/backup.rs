use std::path::PathBuf;

use clap::Args;

use super::file::{place_new, shown};
use super::print::say;
use super::{Outcome, Session};
use crate::store::backup::place;

/// Copy the file while it is in use, into the folder backups beside it, or to a new file
///
/// Example: `ithaca backup /media/stick/ithaca.db`
#[derive(Debug, Args)]
pub struct Backup {
    /// The new file; never one that is there
    file: Option<PathBuf>,
}

impl Backup {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let target = match &self.file {
            Some(file) => file.clone(),
            None => place(store.path(), "kept", session.env.now()),
        };
        place_new(&target, |partial| Ok(store.copy_to(partial)?))?;
        say(&format!("Written: {}", shown(&target)))
    }
}
