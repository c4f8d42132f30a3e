use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::file::{place_new, shown};
use super::print::say;
use super::{Failure, Outcome, Session, needs_terminal, show};
use crate::demo::{self, Size};
use crate::store::{Patience, Store};

/// Look around in an invented example, in a file that is thrown away
///
/// Example: `ithaca demo --out example.db`
#[derive(Debug, Args)]
pub struct Demo {
    /// Write the example there instead; never over a file that is there
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How much of it
    #[arg(long, value_enum, default_value = "demo")]
    size: Amount,
    /// Another number gives other generated files
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Amount {
    /// Three people over 18 months, written by hand
    Demo,
    /// Ten people over six years, generated
    Heavy,
    /// Two hundred people over six years, generated
    Huge,
}

impl Demo {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        match &self.out {
            Some(path) => self.write(session, path),
            None => self.look_around(session),
        }
    }

    fn build(&self, session: &Session<'_>, store: &Store) -> Outcome {
        let size = match self.size {
            Amount::Demo => Size::Demo,
            Amount::Heavy => Size::Heavy,
            Amount::Huge => Size::Huge,
        };
        Ok(demo::build(store, session.env, size, self.seed)?)
    }

    fn write(&self, session: &Session<'_>, path: &Path) -> Outcome {
        place_new(path, |partial| {
            let store = Store::open(partial, Patience::CommandLine)?;
            self.build(session, &store)?;
            Ok(store.close()?)
        })?;
        say(&format!(
            "Written: {}. `ithaca --db {}` opens it.",
            shown(path),
            shown(path)
        ))
    }

    fn look_around(&self, session: &Session<'_>) -> Outcome {
        needs_terminal()?;
        let folder = std::env::temp_dir().join(format!("ithaca-demo-{}", session.env.id()));
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .map_err(|e| {
                Failure::new(format!(
                    "No folder for the example: {e}. Give one with --out FILE."
                ))
            })?;
        let shown = self.show_in(session, &folder);
        // What is left of an example is in a folder of its own, for the system to clear.
        let _ = fs::remove_dir_all(&folder);
        shown
    }

    fn show_in(&self, session: &Session<'_>, folder: &Path) -> Outcome {
        let store = Store::open(&folder.join("demo.db"), Patience::Application)?;
        self.build(session, &store)?;
        show(session, &store, true).map(drop)
    }
}

/// The example as the first start shows it.
pub(super) fn look_around(session: &Session<'_>) -> Outcome {
    let example = Demo {
        out: None,
        size: Amount::Demo,
        seed: 1,
    };
    example.look_around(session)
}
