use clap::Args;

use super::Outcome;
use super::print::say;
use crate::config::EXAMPLE;

/// Print a commented configuration to begin with
///
/// Example: `ithaca config > config.toml`
#[derive(Debug, Args)]
pub struct Example {}

impl Example {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(super) fn run(&self) -> Outcome {
        say(EXAMPLE.trim_end())
    }
}
