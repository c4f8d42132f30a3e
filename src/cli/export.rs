use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::file::{shown, write_whole};
use super::print::{Privacy, say};
use super::which::{Which, is_private};
use super::{Failure, Outcome, Session};
use crate::domain::{Id, Relationship};
use crate::store::{Store, StoreError};
use crate::transfer::{json, markdown};

/// Write what is shared, as JSON for programs or as Markdown to read; the trash never
///
/// Examples: `ithaca export --out all.json`, `ithaca --with athena export --format md`, `ithaca export --format md --session last`
#[derive(Debug, Args)]
pub struct Export {
    /// The form
    #[arg(long, value_enum, default_value = "json")]
    format: Form,
    /// Only this session: next, last, a date or an id
    #[arg(long, value_name = "SESSION")]
    session: Option<String>,
    /// Into this file instead of on the screen
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    privacy: Privacy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The JSON contract: what `ithaca import` reads
    Json,
    /// Markdown, for a chat or a page
    Md,
}

impl Export {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        if self.format == Form::Json && self.session.is_some() {
            return Err(Failure::usage(
                "A session alone is exported as Markdown: add --format md. As JSON `ithaca agenda SESSION --format json` prints it.",
            ));
        }
        let store = session.open_to_read()?;
        match &self.out {
            Some(path) => {
                write_whole(session, &store, path, |file| {
                    self.write(session, &store, file)
                })?;
                say(&format!("Written: {}", shown(path)))
            }
            None => self.write(session, &store, io::stdout().lock()),
        }
    }

    /// Writes the export; a reader that has seen enough is no error.
    fn write(&self, session: &Session<'_>, store: &Store, out: impl Write) -> Outcome {
        let out = BufWriter::new(out);
        let written = match self.format {
            Form::Json => self.json(session, store, out),
            Form::Md => self.markdown(session, store, out),
        };
        match written {
            Err(Broken::Other(failure)) => Err(failure),
            Err(Broken::Pipe) | Ok(()) => Ok(()),
        }
    }

    fn json(&self, session: &Session<'_>, store: &Store, out: impl Write) -> Result<(), Broken> {
        let with = match session.with {
            Some(_) => Some(session.needed(store)?.id),
            None => None,
        };
        let mut writer = json::Writer::begin(out, session.env.now().at)?;
        let mut broken = None;
        let read = store.export_of(self.privacy.scope(), with, |table, row| {
            writer.row(table, &row).map_err(|error| {
                broken = Some(Broken::from(error));
                StoreError::Refused(String::new())
            })
        });
        if let Some(broken) = broken {
            return Err(broken);
        }
        read.map_err(Failure::from)?;
        writer.end()?;
        Ok(())
    }

    fn markdown(
        &self,
        session: &Session<'_>,
        store: &Store,
        mut out: impl Write,
    ) -> Result<(), Broken> {
        if let Some(word) = &self.session {
            let (with, id) = Which::of(word).needed(session, store, self.privacy.scope())?;
            out.write_all(self.one_session(session, store, &with, id)?.as_bytes())?;
            return Ok(out.flush()?);
        }
        let all = match session.with {
            Some(_) => vec![session.needed(store)?],
            None => store.relationships().map_err(Failure::from)?,
        };
        for (n, with) in all.iter().enumerate() {
            let whole = store
                .whole_relationship(with.id, self.privacy.scope())
                .map_err(Failure::from)?;
            out.write_all(if n == 0 { b"" } else { b"\n" })?;
            out.write_all(markdown::relationship(&whole, &context(session, with)).as_bytes())?;
        }
        Ok(out.flush()?)
    }

    fn one_session(
        &self,
        session: &Session<'_>,
        store: &Store,
        with: &Relationship,
        id: Id,
    ) -> Result<String, Failure> {
        let whole = store.whole_session(id, self.privacy.scope())?;
        let whole = whole.ok_or_else(is_private)?;
        Ok(markdown::session(&whole, &context(session, with)))
    }
}

fn context<'a>(session: &Session<'_>, with: &'a Relationship) -> markdown::Context<'a> {
    markdown::Context {
        partner: &with.partner_name,
        now: session.env.now(),
    }
}

/// Why an export stopped.
enum Broken {
    Pipe,
    Other(Failure),
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Pipe;
        }
        Self::Other(Failure::new(format!(
            "The export could not be written: {error}. Name another place with --out FILE."
        )))
    }
}
