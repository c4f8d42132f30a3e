use clap::Args;

use super::print::say;
use super::{Failure, Outcome, Session};
use crate::domain::text;
use crate::store::{Store, StoreError, check};

/// Look at the file's integrity, and at the rules of what is in it
///
/// Example: `ithaca check`
#[derive(Debug, Args)]
pub struct Check {}

impl Check {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let found = found(session)?;
        if found.is_empty() {
            return say("The file is sound.");
        }
        for finding in found.iter().take(50) {
            say(&text::visible(finding))?;
        }
        Err(Failure::new(format!(
            "{} found. `ithaca restore FILE` puts a copy from the backups folder beside the file into its place.",
            found.len()
        )))
    }
}

/// The findings; in a file that is too damaged to be opened, those of `SQLite`.
fn found(session: &Session<'_>) -> Result<Vec<String>, Failure> {
    let path = session.path()?;
    if matches!(path.try_exists(), Ok(false)) {
        return session.open_to_read().map(|_| Vec::new());
    }
    match Store::open_to_read(&path) {
        Err(StoreError::Damaged(path)) => Ok(check::damage(&path)?),
        opened => Ok(opened?.check()?),
    }
}
