//! How commands print: whole texts, columns that line up, rows as JSON. Text from the file is harmless in all of them.

use std::borrow::Cow;
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

    /// Names what a text left out, so many of each kind, and the flag that shows it. It goes to stderr: a text that is sent on
    /// doesn't say that there is more.
    pub fn tell_left_out(&self, left_out: &[(&str, usize)]) {
        let some = left_out.iter().filter(|(_, n)| *n > 0);
        let some: Vec<_> = some.map(|(what, n)| format!("{what} {n}")).collect();
        if !some.is_empty() && !self.include_private {
            let them = some.join(", ");
            eprintln!("Left out as private: {them}. --include-private shows them.");
        }
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
pub struct Columns<'a> {
    rows: Vec<Vec<Cell<'a>>>,
}

/// A cell: its text, harmless, and on which side it stands.
#[derive(Debug)]
pub struct Cell<'a> {
    text: Cow<'a, str>,
    is_number: bool,
}

impl<'a> Cell<'a> {
    /// Words, from the left.
    pub fn words(words: impl Into<Cow<'a, str>>) -> Self {
        let text = match words.into() {
            Cow::Borrowed(words) => text::visible(words),
            Cow::Owned(words) => match text::visible(&words) {
                Cow::Owned(harmless) => Cow::Owned(harmless),
                Cow::Borrowed(_) => Cow::Owned(words),
            },
        };
        Self {
            text,
            is_number: false,
        }
    }

    /// A number, to the right.
    pub fn number(words: impl Into<Cow<'a, str>>) -> Self {
        Self {
            is_number: true,
            ..Self::words(words)
        }
    }

    fn width(&self) -> usize {
        if self.text.is_ascii() {
            self.text.len()
        } else {
            text::columns(&self.text)
        }
    }
}

impl<'a> Columns<'a> {
    pub fn row(&mut self, cells: Vec<Cell<'a>>) {
        self.rows.push(cells);
    }

    /// The rows as lines, each behind `indent`; columns in which nothing stands take no room.
    pub fn lines(&self, indent: &str) -> String {
        let widths = self.widths();
        let mut out = String::new();
        for row in &self.rows {
            out.push_str(indent);
            for (n, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if n + 1 == row.len() {
                    out.push_str(&cell.text);
                } else if *width > 0 {
                    cell.pad(*width, &mut out);
                    out.push_str("  ");
                }
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
        out
    }

    fn widths(&self) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; count];
        for row in &self.rows {
            let all_but_the_last = row.len().saturating_sub(1);
            for (width, cell) in widths.iter_mut().zip(row).take(all_but_the_last) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }
}

impl Cell<'_> {
    fn pad(&self, width: usize, out: &mut String) {
        let missing = std::iter::repeat_n(' ', width.saturating_sub(self.width()));
        if self.is_number {
            out.extend(missing);
            out.push_str(&self.text);
        } else {
            out.push_str(&self.text);
            out.extend(missing);
        }
    }
}
