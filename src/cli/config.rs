use clap::Args;

use super::{Outcome, say};
use crate::config::EXAMPLE;

/// Print a commented configuration to begin with: `ithaca config > ~/.config/ithaca/config.toml`
#[derive(Debug, Args)]
pub struct Example {}

impl Example {
    #[expect(clippy::unused_self, reason = "as every command runs")]
    pub(super) fn run(&self) -> Outcome {
        say(EXAMPLE.trim_end())
    }
}
