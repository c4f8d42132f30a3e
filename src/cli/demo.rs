use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, Session, needs_terminal, say, show};
use crate::demo::{self, Size};
use crate::store::{Patience, Store};

/// Look around in an invented example, in a file that is thrown away: `ithaca demo`
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

    /// Under a temporary name first, so that the file is whole or not there.
    fn write(&self, session: &Session<'_>, path: &Path) -> Outcome {
        if path.exists() {
            return Err(Failure::new(format!(
                "{} is there already, and was left alone. Name a new file.",
                path.display()
            )));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".partial");
        let partial = path.with_file_name(name);
        let written = Store::open(&partial, Patience::CommandLine)
            .map_err(Failure::from)
            .and_then(|store| {
                self.build(session, &store)?;
                Ok(store.close()?)
            });
        if let Err(failure) = written {
            remove(&partial);
            return Err(failure);
        }
        // A link fails where a file has appeared meanwhile; a rename would replace it.
        let linked = fs::hard_link(&partial, path).or_else(|_| {
            if path.exists() {
                Err(std::io::ErrorKind::AlreadyExists.into())
            } else {
                fs::rename(&partial, path)
            }
        });
        remove(&partial);
        linked.map_err(|e| {
            Failure::new(format!(
                "{} could not be written: {e}. Name another file.",
                path.display()
            ))
        })?;
        say(&format!(
            "Written: {}. `ithaca --db {}` opens it.",
            path.display(),
            path.display()
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
        show(session, &store)
    }
}

fn remove(partial: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = partial.file_name().unwrap_or_default().to_owned();
        name.push(end);
        let _ = fs::remove_file(partial.with_file_name(name));
    }
}
