//! How commands print: whole texts, columns that line up, rows as JSON. Text from the file is harmless in all of them.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, Session};
use crate::domain::text;
use crate::store::portable::{Part, Scope};
use crate::store::{Store, StoreError};
use crate::transfer::json;
use crate::ui::theme;

/// What a command that shows rows takes.
#[derive(Debug, Args)]
pub struct Show {
    /// The form: for people, or as rows of the JSON contract
    #[arg(long, value_enum, default_value = "text")]
    pub format: Form,
    #[command(flatten)]
    pub privacy: Privacy,
}

/// Whether private rows and notes are among what is printed.
#[derive(Debug, Args)]
pub struct Privacy {
    /// Private rows and notes too
    #[arg(long)]
    include_private: bool,
}

impl Privacy {
    pub fn scope(&self) -> Scope {
        if self.include_private {
            Scope::Everything
        } else {
            Scope::Shared
        }
    }

    /// Whether a row is left out.
    pub fn hides(&self, is_private: bool) -> bool {
        is_private && !self.include_private
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Lines for a person
    Text,
    /// For other programs
    Json,
}

/// Prints for a person: a pipe that was closed is no error.
pub fn say(line: &str) -> Outcome {
    print(&format!("{line}\n"))
}

/// Prints a text as it is.
pub fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints signs and words, the signs as the terminal can show them.
pub fn print_signs(session: &Session<'_>, text: &str) -> Outcome {
    if session.config.is_ascii() {
        print(&theme::plain(text))
    } else {
        print(text)
    }
}

/// Prints a part of the file as rows of the JSON contract.
pub fn print_part(session: &Session<'_>, store: &Store, part: Part, scope: Scope) -> Outcome {
    let failed = |e: io::Error| StoreError::Refused(format!("The rows could not be written: {e}."));
    let mut writer = json::Writer::begin(Vec::new(), session.env.now().at)?;
    store.export_part(part, scope, |table, row| {
        writer.row(table, &row).map_err(failed)
    })?;
    let text = String::from_utf8(writer.end()?)
        .map_err(|e| Failure::new(format!("The rows could not be written: {e}.")))?;
    print(&text)
}

/// Rows of cells that line up by their width on a terminal; the last cell of a row goes as far as it likes.
#[derive(Debug, Default)]
pub struct Columns {
    rows: Vec<Vec<Cell>>,
}

/// A cell: its text, harmless, and on which side it stands.
#[derive(Debug)]
pub struct Cell {
    text: String,
    width: usize,
    is_number: bool,
}

impl Cell {
    /// Words, from the left.
    pub fn words(words: &str) -> Self {
        let text = text::visible(words).into_owned();
        Self {
            width: text::columns(&text),
            text,
            is_number: false,
        }
    }

    /// A number, to the right.
    pub fn number(words: &str) -> Self {
        Self {
            is_number: true,
            ..Self::words(words)
        }
    }
}

impl Columns {
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The rows as lines, each behind `indent`; columns in which nothing stands take no room.
    pub fn lines(&self, indent: &str) -> String {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; count];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width.max(*width);
            }
        }
        let mut out = String::new();
        for row in &self.rows {
            let mut line = indent.to_owned();
            for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
                let missing = " ".repeat(width - cell.width);
                let (before, after) = if cell.is_number {
                    (missing.as_str(), "")
                } else {
                    ("", missing.as_str())
                };
                line.extend([before, &cell.text, after, "  "]);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}
