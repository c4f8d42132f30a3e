use std::fs;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, Session, say};
use crate::store::portable::Scope;
use crate::store::{Store, StoreError};
use crate::transfer::json;

/// Write what is shared: `ithaca export --format json --out mentoring.json`
#[derive(Debug, Args)]
pub struct Export {
    /// The form
    #[arg(long, value_enum, default_value = "json")]
    format: Form,
    /// Into this file instead of on the screen
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Private rows and notes too
    #[arg(long)]
    include_private: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// The JSON contract: what `ithaca import` reads
    Json,
}

impl Export {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_there()?;
        let Form::Json = self.format;
        match &self.out {
            Some(path) => self.write_file(session, &store, path),
            None => match self.write(session, &store, io::stdout().lock()) {
                Err(failure) if failure.is_broken_pipe => Ok(()),
                other => other.map_err(|f| Failure::new(f.sentence)),
            },
        }
    }

    fn write(&self, session: &Session<'_>, store: &Store, out: impl Write) -> Result<(), Broken> {
        let scope = if self.include_private {
            Scope::Everything
        } else {
            Scope::Shared
        };
        let mut writer = json::Writer::begin(BufWriter::new(out), session.env.now().at)?;
        let mut broken = None;
        let read = store.export(scope, |table, row| {
            writer.row(table, &row).map_err(|error| {
                let sentence =
                    StoreError::Refused(format!("The export could not be written: {error}."));
                broken = Some(Broken::from(error));
                sentence
            })
        });
        if let Some(broken) = broken {
            return Err(broken);
        }
        read.map_err(|e| Broken {
            sentence: e.to_string(),
            is_broken_pipe: false,
        })?;
        writer.end()?.flush()?;
        Ok(())
    }

    /// Mode 0600, under a temporary name first: the file is whole, or as it was.
    fn write_file(&self, session: &Session<'_>, store: &Store, path: &Path) -> Outcome {
        refuse_target(store, path)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", session.env.id()));
        let partial = path.with_file_name(name);
        let failed = |e: io::Error| {
            Failure::new(format!(
                "{} could not be written: {e}. Name another file.",
                path.display()
            ))
        };
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&partial)
            .map_err(failed)?;
        let written = self
            .write(session, store, &file)
            .map_err(|b| Failure::new(b.sentence))
            .and_then(|()| {
                file.sync_all().map_err(failed)?;
                fs::rename(&partial, path).map_err(failed)
            });
        if written.is_err() {
            let _ = fs::remove_file(&partial);
        }
        written?;
        say(&format!("Written: {}", path.display()))
    }
}

/// What must not be replaced: the file that is exported, and what is no plain file.
fn refuse_target(store: &Store, path: &Path) -> Outcome {
    let Ok(target) = path.canonicalize() else {
        return Ok(());
    };
    let own = store
        .path()
        .canonicalize()
        .unwrap_or_default()
        .into_os_string();
    let beside = |end: &str| {
        let mut name = own.clone();
        name.push(end);
        target.as_os_str() == name
    };
    if ["", "-wal", "-shm"].into_iter().any(beside) {
        return Err(Failure::new(format!(
            "{} is the file that is exported, and was left alone. Name another with --out FILE.",
            path.display()
        )));
    }
    if !target.is_file() {
        return Err(Failure::new(format!(
            "{} is no plain file, and was left alone. Name another with --out FILE.",
            path.display()
        )));
    }
    Ok(())
}

/// Why an export stopped; a reader that has seen enough is no error.
struct Broken {
    sentence: String,
    is_broken_pipe: bool,
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        let is_broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            sentence: format!(
                "The export could not be written: {error}. Name another place with --out FILE."
            ),
            is_broken_pipe,
        }
    }
}
