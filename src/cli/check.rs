use clap::Args;

use super::{Failure, Outcome, Session, say};
use crate::domain::text;
use crate::store::Patience;

/// Look at the file's integrity, and at the rules of what is in it: `ithaca check`
#[derive(Debug, Args)]
pub struct Check {}

impl Check {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open(Patience::CommandLine)?;
        let found = store.check()?;
        if found.is_empty() {
            return say("The file is sound.");
        }
        for finding in found.iter().take(50) {
            say(&text::visible(finding))?;
        }
        Err(Failure::new(format!("{} findings. The newest good copy is in the backups folder beside the file.", found.len())))
    }
}
