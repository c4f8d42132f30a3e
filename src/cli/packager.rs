//! What a packager installs beside the program: completions and the manual page, made from the definition of the commands.

use clap::Args;
use clap_complete::Shell;

use super::print::print;
use super::{Outcome, definition};

/// Completions for a shell
///
/// Example: `ithaca completions zsh > _ithaca`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Outcome {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "ithaca", &mut out);
        print(&String::from_utf8_lossy(&out))
    }
}

/// The manual page
///
/// Example: `ithaca man > ithaca.1`
#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(super) fn run(&self) -> Outcome {
        let mut out = Vec::new();
        let page = clap_mangen::Man::new(definition());
        page.render(&mut out)?;
        print(&String::from_utf8_lossy(&out))
    }
}
