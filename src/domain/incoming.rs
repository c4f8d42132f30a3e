//! Rows that come from outside: whether their values are what the columns hold, and what is filled in where they say nothing.
//!
//! Nothing here knows a file or a format; whatever reads rows (JSON, a table of values, the check of the file) asks here.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;

use super::change::Row;
use super::moment::{Instant, Now};
use super::table::{Column, Id, Kind, Table};
use super::text;

/// So many columns of a title name its row.
const MOST_COLUMNS: usize = 40;

/// How many unknown names are kept.
const MOST_NAMES: usize = 100;

/// A row from outside, with its place there.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The table that it belongs to.
    pub table: Table,
    /// Its place in the list that it came in, from 1.
    pub number: usize,
    /// Its values, each as its column holds it; absent ones are left out.
    pub row: Row,
}

/// What was read from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parcel {
    /// The rows, in the order in which they came.
    pub rows: Vec<Incoming>,
    /// Tables and fields that aren't known here, each once.
    pub unknown: Vec<String>,
    /// What can't be read, a sentence for each row.
    pub errors: Vec<String>,
}

impl Parcel {
    /// Takes a row in, or says what is wrong with it.
    pub fn take(&mut self, table: Table, number: usize, values: Row) {
        let mut row = Row::new();
        let mut wrong = Vec::new();
        for (name, value) in values {
            let Some(column) = table.column(&name) else {
                self.note_unknown(format!("{}.{name}", table.name()));
                continue;
            };
            match checked(table, column, value) {
                Ok(Some(value)) => drop(row.insert(name, value)),
                Ok(None) => {}
                Err(reason) => wrong.push(reason),
            }
        }
        wrong.extend(missing(table, &row));
        let incoming = Incoming { table, number, row };
        if !wrong.is_empty() {
            self.errors
                .push(format!("{}: {}", incoming.place(), wrong.join("; ")));
        }
        self.rows.push(incoming);
    }

    /// Names something that isn't known here.
    pub fn note_unknown(&mut self, what: String) {
        if self.unknown.len() < MOST_NAMES && !self.unknown.contains(&what) {
            self.unknown.push(what);
        }
    }
}

impl Incoming {
    /// Its id, where it brings one.
    #[must_use]
    pub fn id(&self) -> Option<Id> {
        self.reference("id")
    }

    /// The id in this column.
    #[must_use]
    pub fn reference(&self, column: &str) -> Option<Id> {
        self.row.get(column)?.as_str().and_then(Id::parse)
    }

    /// Where it stands: `goals row 3 (id …)`.
    #[must_use]
    pub fn place(&self) -> String {
        let id = self
            .id()
            .map_or_else(String::new, |id| format!(" (id {id})"));
        format!("{} row {}{id}", self.table.name(), self.number)
    }

    /// What it is to a person: `goal 'Lead a design review'`, `session of 2026-11-26`.
    #[must_use]
    pub fn spoken(&self) -> String {
        let noun = self.table.noun();
        let title = self.row.get(self.table.title_column());
        let words = match title {
            Some(Json::String(title)) => title.as_str(),
            Some(Json::Number(version)) => return format!("{noun}, version {version}"),
            _ => return format!("a {noun}"),
        };
        match self.table {
            Table::Sessions | Table::Pulses => {
                format!("{noun} of {}", words.get(..10).unwrap_or(words))
            }
            _ => format!("{noun} '{}'", text::fit(words, MOST_COLUMNS)),
        }
    }

    /// Fills in what a new row begins with where it says nothing, so that reading it as its entity gives the rest.
    pub fn begin(&mut self, now: Now) {
        let by_hand = !self.row.contains_key("created_at");
        for name in ["created_at", "updated_at"] {
            self.begin_with(name, now.at.to_string());
        }
        if self.table == Table::Feedback {
            self.begin_feedback();
        }
        // A row of an export has its dates, or has none on purpose; one written by hand begins today.
        if by_hand {
            self.begin_dates(now);
        }
    }

    fn begin_feedback(&mut self) {
        let state = if self.row.contains_key("response") || self.row.contains_key("responded_on") {
            "responded"
        } else if self.row.contains_key("said_on") {
            "said"
        } else {
            "draft"
        };
        self.begin_with("state", state.into());
        let is_draft = self.says("state", "draft");
        self.begin_with(
            "visibility",
            if is_draft { "private" } else { "shared" }.into(),
        );
    }

    fn begin_dates(&mut self, now: Now) {
        let today = now.today().to_string();
        match self.table {
            Table::Goals if self.is_closed_goal() => self.begin_with("closed_on", today),
            Table::Goals if !self.row.contains_key("status") || self.says("status", "active") => {
                self.begin_with("active_since", now.at.to_string());
            }
            Table::Milestones | Table::Commitments if self.says("status", "done") => {
                self.begin_with("done_on", today);
            }
            Table::FeedbackRequests => self.begin_with("asked_on", today),
            Table::Challenges => self.begin_with("opened_on", today),
            Table::Lessons => self.begin_with("learned_on", today),
            _ => {}
        }
    }

    fn is_closed_goal(&self) -> bool {
        ["achieved", "partly_achieved", "dropped"]
            .iter()
            .any(|word| self.says("status", word))
    }

    fn says(&self, column: &str, word: &str) -> bool {
        self.row.get(column).and_then(Json::as_str) == Some(word)
    }

    fn begin_with(&mut self, column: &str, value: String) {
        self.row.entry(column).or_insert(Json::String(value));
    }
}

/// The columns that a row must bring and doesn't.
fn missing(table: Table, row: &Row) -> Option<String> {
    let says = |column: &Column| {
        row.get(column.name)
            .is_some_and(|value| value.as_str() != Some(""))
    };
    let required = table
        .columns()
        .iter()
        .filter(|c| c.required && c.name != "id" && !says(c));
    let names: Vec<_> = required.map(|c| c.name).collect();
    (!names.is_empty()).then(|| format!("{} is missing", names.join(", ")))
}

/// What is wrong with a whole row, one reason each: for the check of the file.
#[must_use]
pub fn problems(table: Table, row: &Row) -> Vec<String> {
    let wrong = row
        .iter()
        .filter_map(|(name, value)| checked(table, table.column(name)?, value.clone()).err());
    wrong.chain(missing(table, row)).collect()
}

/// The value as its column holds it; none where it is absent.
fn checked(table: Table, column: &Column, value: Json) -> Result<Option<Json>, String> {
    if value.is_null() || value.as_str() == Some("") {
        return Ok(None);
    }
    let said = spoken(&value);
    let name = column.name;
    let no = |what: &str| format!("{name} {said} is {what}");
    match column.kind {
        Kind::Id => id_value(&value).ok_or_else(|| no("no id")),
        Kind::Text => value
            .is_string()
            .then_some(value)
            .ok_or_else(|| no("no text")),
        Kind::Word(words) if value.as_str().is_some_and(|w| words.contains(&w)) => Ok(value),
        Kind::Word(words) => Err(no(&format!("not one of {}", words.join(", ")))),
        Kind::Bool => value
            .is_boolean()
            .then_some(value)
            .ok_or_else(|| no("neither true nor false")),
        Kind::Int => number(table, name, &value).map_err(|reason| no(&reason)),
        Kind::Instant => {
            instant(&value).ok_or_else(|| no("no instant such as 2026-11-26T15:00:00Z"))
        }
        Kind::Day => day(&value).ok_or_else(|| no("no day such as 2026-11-26")),
        Kind::Json => json(table, name, value),
    }
    .map(|value| Some(value).filter(|value| !value.is_null()))
}

/// A value as an error quotes it, not too long.
fn spoken(value: &Json) -> String {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Array(_) => return "(a list)".into(),
        Json::Object(_) => return "(an object)".into(),
        other => other.to_string(),
    };
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("'{short}'")
}

fn id_value(value: &Json) -> Option<Json> {
    let id = Id::parse(value.as_str()?).filter(|id| *id != Id::default())?;
    Some(Json::String(id.to_string()))
}

/// Years that are written with four digits, so that text order is time order.
const YEARS: RangeInclusive<i32> = 1..=9999;

fn instant(value: &Json) -> Option<Json> {
    let at = Instant::parse(value.as_str()?)
        .ok()
        .filter(|at| YEARS.contains(&at.utc().year()))?;
    Some(Json::String(at.to_string()))
}

fn day(value: &Json) -> Option<Json> {
    let text = value.as_str().filter(|text| text.len() == 10)?;
    let day: NaiveDate = text
        .parse()
        .ok()
        .filter(|day: &NaiveDate| YEARS.contains(&day.year()))?;
    Some(Json::String(day.to_string()))
}

fn number(table: Table, name: &str, value: &Json) -> Result<Json, String> {
    let number = value.as_i64().ok_or("no whole number")?;
    let range = range(table, name);
    if range.contains(&number) {
        return Ok(number.into());
    }
    Err(format!("not within {}–{}", range.start(), range.end()))
}

/// What a number may be.
fn range(table: Table, column: &str) -> RangeInclusive<i64> {
    match (table, column) {
        (_, "percent") => 0..=100,
        (_, "confidence") => 0..=10,
        (_, "self_rating_start" | "self_rating_end" | "usefulness" | "answers") => 1..=5,
        (_, "minutes" | "planned_minutes" | "session_minutes") => 1..=24 * 60,
        (_, "grace_minutes") => 0..=24 * 60,
        (_, "position") => -(1 << 53)..=1 << 53,
        _ => 0..=1_000_000,
    }
}

/// A list, an object or a link, as its entity reads and writes it.
fn json(table: Table, name: &str, mut value: Json) -> Result<Json, String> {
    if let (Json::Object(answers), "answers") = (&mut value, name) {
        // A skipped item has no answer.
        answers.retain(|_, answer| !answer.is_null());
        for (item, answer) in answers.iter() {
            number(table, name, answer)
                .map_err(|reason| format!("answers: {item} {} is {reason}", spoken(answer)))?;
        }
    }
    let read = table.normalise(Row::from_iter([(name.to_owned(), value)]));
    let mut row = read.map_err(|e| format!("{name} can't be read ({e})"))?;
    Ok(row.remove(name).unwrap_or(Json::Null))
}
