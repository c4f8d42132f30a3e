use std::fs::File;
use std::path::PathBuf;

use clap::Args;

use super::print::say;
use super::{Failure, Outcome, Session};
use crate::domain::text;
use crate::store::portable::Mode;
use crate::store::{Patience, Store};
use crate::transfer::json;

/// Read an export, whole or in part, all or nothing
///
/// Example: `ithaca import mentoring.json --dry-run`
#[derive(Debug, Args)]
pub struct Import {
    /// The file
    file: PathBuf,
    /// Say what it would do, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// How many lines of a kind are printed.
const MOST: usize = 20;

impl Import {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let shown = text::visible(&self.file.display().to_string()).into_owned();
        let file = File::open(&self.file).map_err(|e| {
            Failure::new(format!(
                "{shown} can't be read: {e}. Name a file that is there and readable."
            ))
        })?;
        let parcel = json::read(file).map_err(|e| Failure::new(format!("{shown} {e}")))?;
        let is_new = matches!(session.path()?.try_exists(), Ok(false));
        // Saying what would be done makes no file.
        let store = if self.dry_run && is_new {
            Store::in_memory()?
        } else {
            session.open(Patience::CommandLine)?
        };
        let name = self.file.file_name().map_or_else(
            || shown.clone(),
            |n| text::visible(&n.to_string_lossy()).into_owned(),
        );
        let mode = if self.dry_run {
            Mode::DryRun
        } else {
            Mode::Write
        };
        let report = store.import(parcel, &name, mode, session.env.now(), || session.env.id())?;
        for unknown in report.unknown.iter().take(MOST) {
            eprintln!("Skipped, not known here: {}", text::visible(unknown));
        }
        if !report.errors.is_empty() {
            for error in report.errors.iter().take(MOST) {
                eprintln!("{}", text::visible(error));
            }
            return Err(Failure::new(format!(
                "Nothing was imported: {} of its rows can't be taken as they are. Mend them and try again.",
                report.errors.len()
            )));
        }
        if mode == Mode::Write {
            session.keep_a_copy(&store);
        }
        for older in report.older.iter().take(MOST) {
            eprintln!("Kept as it is here: {}", text::visible(older));
        }
        let would = if self.dry_run {
            "Would import"
        } else {
            "Imported"
        };
        say(&format!(
            "{would} {} new, {} newer, {} unchanged, {} kept as here.",
            report.added,
            report.updated,
            report.skipped,
            report.older.len()
        ))
    }
}
