//! The JSON contract: `{"format": "ithaca/1", "exported_at": …, TABLE: [ROW…] …}`, written row by row, read with a bound.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value as Json};

use crate::domain::incoming::Parcel;
use crate::domain::text::is_hazard;
use crate::domain::{Instant, Row, Table};

/// The format that is written and read.
pub const FORMAT: &str = "ithaca/1";

/// The most that is read, in bytes.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file can't be taken for one of ours; the name of the file goes before it.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// The file can't be read at all.
    #[error("can't be read: {0}. Name a file that is there and readable.")]
    Unreadable(io::Error),
    /// Larger than [`MOST_BYTES`].
    #[error("is larger than {} MB, so it was not read. Import it in parts.", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// Not JSON, or cut off.
    #[error(
        "{}. An import is a file that `ithaca export --format json` wrote; nothing was imported.", broken(.0)
    )]
    NotJson(serde_json::Error),
    /// JSON, but something else.
    #[error(
        "is a JSON file of another kind (it doesn't say \"format\": \"{FORMAT}\"), so nothing was imported. Give a file that `ithaca export --format json` wrote."
    )]
    AnotherKind,
    /// Ours, but of a format that this program doesn't know.
    #[error(
        "is of the format {0}, and this program reads {FORMAT}, so nothing was imported. Update the program."
    )]
    AnotherFormat(String),
}

/// Where a file stops to be JSON, for somebody who doesn't know what that is.
fn broken(error: &serde_json::Error) -> String {
    match (error.is_eof(), error.line(), error.column()) {
        (true, 0 | 1, 0) => "is empty".into(),
        (true, ..) => "breaks off before its end".into(),
        (_, 1, ..3) => "is a file of another kind".into(),
        (_, line, _) => format!("can't be read from line {line} on"),
    }
}

/// Writes an export, row by row: every table of the contract in its order, those without rows too.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    /// The tables that are still to come.
    ahead: std::slice::Iter<'static, Table>,
    open: Option<Table>,
    rows: usize,
}

impl<W: Write> Writer<W> {
    /// Begins the envelope.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(mut out: W, exported_at: Instant) -> io::Result<Self> {
        write!(
            out,
            "{{\n \"format\": \"{FORMAT}\",\n \"exported_at\": \"{exported_at}\""
        )?;
        Ok(Self {
            out,
            ahead: Table::contract().iter(),
            open: None,
            rows: 0,
        })
    }

    /// Writes a row; rows come table by table, in the order of the contract.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn row(&mut self, table: Table, row: &Row) -> io::Result<()> {
        while self.open != Some(table) {
            self.next_table()?;
        }
        self.out
            .write_all(if self.rows == 0 { b"\n  " } else { b",\n  " })?;
        self.rows += 1;
        let mut text = Vec::new();
        row.serialize(&mut Serializer::with_formatter(
            &mut text,
            PrettyFormatter::with_indent(b" "),
        ))?;
        let text = harmless(&String::from_utf8_lossy(&text)).into_owned();
        // A newline within a text is escaped: what is split here are the lines of the row.
        for (n, line) in text.split('\n').enumerate() {
            self.out.write_all(if n == 0 { b"" } else { b"\n  " })?;
            self.out.write_all(line.as_bytes())?;
        }
        Ok(())
    }

    fn next_table(&mut self) -> io::Result<()> {
        self.close_table()?;
        let next = self
            .ahead
            .next()
            .ok_or_else(|| io::Error::other("rows came out of the contract's order"))?;
        write!(self.out, ",\n \"{}\": [", next.name())?;
        (self.open, self.rows) = (Some(*next), 0);
        Ok(())
    }

    fn close_table(&mut self) -> io::Result<()> {
        match (self.open.take(), self.rows) {
            (None, _) => Ok(()),
            (Some(_), 0) => self.out.write_all(b"]"),
            (Some(_), _) => self.out.write_all(b"\n ]"),
        }
    }

    /// Ends the envelope and gives back what was written to.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn end(mut self) -> io::Result<W> {
        while !self.ahead.as_slice().is_empty() {
            self.next_table()?;
        }
        self.close_table()?;
        self.out.write_all(b"\n}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The same JSON, with the characters that JSON may hold as they are but a terminal obeys (DEL, C1, bidirectional overrides)
/// written as `\u….`.
#[must_use]
pub fn harmless(json: &str) -> Cow<'_, str> {
    let is_live = |c: char| c > '~' && is_hazard(c);
    if !json.contains(is_live) {
        return Cow::Borrowed(json);
    }
    let written = json.chars().map(|c| {
        if is_live(c) {
            format!("\\u{:04x}", u32::from(c))
        } else {
            c.to_string()
        }
    });
    Cow::Owned(written.collect())
}

/// Reads an export, or a part of one. Depth is bounded by the parser (128 levels).
///
/// # Errors
/// When it can't be read, is too large, or is not ours. What is wrong with single rows stands in the parcel.
pub fn read(input: impl Read) -> Result<Parcel, JsonError> {
    let mut bytes = Vec::new();
    let length = input
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(JsonError::Unreadable)?;
    if length as u64 > MOST_BYTES {
        return Err(JsonError::TooLarge);
    }
    parse(&bytes)
}

/// Reads the text of an export.
///
/// # Errors
/// As [`read`].
pub fn parse(bytes: &[u8]) -> Result<Parcel, JsonError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Json::Object(mut envelope) = serde_json::from_slice(bytes).map_err(JsonError::NotJson)?
    else {
        return Err(JsonError::AnotherKind);
    };
    match envelope.remove("format") {
        Some(Json::String(format)) if format == FORMAT => Ok(unpacked(envelope)),
        Some(Json::String(format)) if format.starts_with("ithaca/") => {
            Err(JsonError::AnotherFormat(short(&format)))
        }
        _ => Err(JsonError::AnotherKind),
    }
}

fn short(format: &str) -> String {
    format.chars().take(20).collect()
}

/// The rows of all tables, in the contract's order whatever the file's.
fn unpacked(mut envelope: Map<String, Json>) -> Parcel {
    let mut parcel = Parcel::default();
    envelope.remove("exported_at");
    for table in Table::contract() {
        match envelope.remove(table.name()) {
            None | Some(Json::Null) => {}
            Some(Json::Array(rows)) => rows
                .into_iter()
                .enumerate()
                .for_each(|(n, row)| take(&mut parcel, *table, n + 1, row)),
            Some(_) => parcel
                .errors
                .push(format!("{} is no list of rows", table.name())),
        }
    }
    for name in envelope.into_iter().map(|(name, _)| name) {
        parcel.note_unknown(name);
    }
    parcel
}

fn take(parcel: &mut Parcel, table: Table, number: usize, row: Json) {
    match row {
        Json::Object(row) => parcel.take(table, number, row),
        _ => parcel
            .errors
            .push(format!("{} row {number} is no object", table.name())),
    }
}
