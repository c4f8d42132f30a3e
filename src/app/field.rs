//! The one text field of the application: a line in a form, or a note of many paragraphs.
//!
//! It moves and deletes by grapheme, wraps only the paragraph that was edited, and undoes typing.
//! It draws nothing and decides nothing about the form around it: keys that aren't its own come back
//! as [`Edit::Ignored`]. Its text never holds what would harm a screen (see [`is_hazard`]): such
//! characters are left out on the way in, so an untouched field gives back its text cleaned.

use std::cmp::Ordering;

use crossterm::event::KeyEvent;
use unicode_segmentation::UnicodeSegmentation;

use self::history::{History, Kind, Step};
use self::keys::{Command, Motion, command};
use self::paragraph::Paragraph;
use crate::domain::text::{
    self, TAB, boundary_after, boundary_before, is_hazard, next_boundary, part, prefix,
    previous_boundary, suffix,
};

mod history;
mod keys;
mod paragraph;
#[cfg(test)]
mod tests;

/// Bytes up to which a text is comfortable to edit in place; a longer one is for the editor.
pub const LIMIT_IN_PLACE: usize = 64 * 1024;

/// Bytes that a field never exceeds; what is more is left out.
pub const LIMIT: usize = 1024 * 1024;

/// What a key says in a text that is longer than that.
pub const TOO_LONG: &str = "Longer than 64 KB: Ctrl-o opens it in the editor.";

/// What became of a key or a paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text changed.
    Changed,
    /// The field took it; the text is the same, the cursor may have moved.
    Moved,
    /// It isn't a key of this field: the caller's turn.
    Ignored,
    /// The text has reached [`LIMIT`]: some or all of what came was left out.
    Full,
}

/// One row of a wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisualRow<'a> {
    /// What to draw, one column narrower than the field at most.
    pub text: &'a str,
    /// The paragraph that it is of, from 0.
    pub paragraph: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Line,
    Text,
}

/// A place between two graphemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    paragraph: usize,
    byte: usize,
}

impl Position {
    /// Where `inserted` ends when it is put here.
    fn after(self, inserted: &str) -> Position {
        match inserted.rfind('\n') {
            None => Position {
                byte: self.byte + inserted.len(),
                ..self
            },
            Some(last) => Position {
                paragraph: self.paragraph + inserted.matches('\n').count(),
                byte: inserted.len() - last - 1,
            },
        }
    }
}

/// A text being edited, with its cursor and what can be undone.
#[derive(Clone, Debug)]
pub struct Field {
    shape: Shape,
    /// At least one; exactly one in a line.
    paragraphs: Vec<Paragraph>,
    cursor: Position,
    /// The column that Up and Down hold on to.
    goal: Option<usize>,
    /// The byte at which the window of a line began after the last key.
    first: usize,
    width: u16,
    height: u16,
    killed: String,
    history: History,
}

impl Default for Field {
    fn default() -> Field {
        Field::line("")
    }
}

/// Making one and reading it.
impl Field {
    /// A field of one line, its cursor at the end. Newlines become spaces.
    #[must_use]
    pub fn line(text: &str) -> Field {
        Field::new(text, Shape::Line)
    }

    /// A field of many paragraphs, its cursor at the end.
    #[must_use]
    pub fn text(text: &str) -> Field {
        Field::new(text, Shape::Text)
    }

    fn new(text: &str, shape: Shape) -> Field {
        let mut field = Field {
            shape,
            paragraphs: vec![Paragraph::default()],
            cursor: Position::default(),
            goal: None,
            first: 0,
            width: 80,
            height: 10,
            killed: String::new(),
            history: History::default(),
        };
        field.set(text);
        field.history = History::default();
        field
    }

    /// Too long to type in; the editor takes it.
    #[must_use]
    pub fn is_for_editor(&self) -> bool {
        self.len() > LIMIT_IN_PLACE
    }

    /// The text, its paragraphs divided by `\n`.
    #[must_use]
    pub fn value(&self) -> String {
        let mut value = String::with_capacity(self.len());
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if index > 0 {
                value.push('\n');
            }
            value.push_str(paragraph.text());
        }
        value
    }

    /// Bytes of the text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes_before(self.paragraphs.len()).saturating_sub(1)
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the text is one for the editor: longer than [`LIMIT_IN_PLACE`].
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.len() > LIMIT_IN_PLACE
    }

    /// The byte of [`Field::value`] that the cursor stands at.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.bytes_before(self.cursor.paragraph) + self.cursor.byte
    }

    /// With the newline after each paragraph.
    fn bytes_before(&self, paragraph: usize) -> usize {
        self.paragraphs
            .iter()
            .take(paragraph)
            .map(|paragraph| paragraph.text().len() + 1)
            .sum()
    }

    fn paragraph(&self, index: usize) -> &str {
        self.paragraphs.get(index).map_or("", Paragraph::text)
    }

    /// The text of the cursor's paragraph before the cursor and after it.
    fn around(&self) -> (&str, &str) {
        let text = self.paragraph(self.cursor.paragraph);
        text.split_at_checked(self.cursor.byte)
            .unwrap_or((text, ""))
    }

    fn end(&self) -> Position {
        let paragraph = self.paragraphs.len().saturating_sub(1);
        Position {
            paragraph,
            byte: self.paragraph(paragraph).len(),
        }
    }

    fn slice(&self, from: Position, to: Position) -> String {
        let mut slice = String::new();
        for paragraph in from.paragraph..=to.paragraph {
            let text = self.paragraph(paragraph);
            let start = if paragraph == from.paragraph {
                from.byte
            } else {
                0
            };
            let end = if paragraph == to.paragraph {
                to.byte
            } else {
                text.len()
            };
            slice.push_str(part(text, start..end));
            if paragraph < to.paragraph {
                slice.push('\n');
            }
        }
        slice
    }
}

/// Changing it.
impl Field {
    /// Does what a key asks for.
    pub fn key(&mut self, key: KeyEvent) -> Edit {
        let Some(command) = command(key, self.shape) else {
            return Edit::Ignored;
        };
        let goal = self.goal.take();
        let edit = self.obey(command, goal);
        self.follow();
        edit
    }

    fn obey(&mut self, command: Command, goal: Option<usize>) -> Edit {
        match command {
            Command::Type(c) => self.put(c.encode_utf8(&mut [0; 4]), Kind::Typing),
            Command::Break => self.put("\n", Kind::Whole),
            Command::Move(motion) => self.go(motion, goal),
            Command::Erase(motion) => self.erase(motion),
            Command::Kill(motion) => self.kill(motion),
            Command::Yank => self.put(&self.killed.clone(), Kind::Whole),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
        }
    }

    /// Puts a text at the cursor, as if it were typed.
    pub fn insert(&mut self, text: &str) -> Edit {
        self.take_in(text, Kind::Typing)
    }

    /// Puts a text from the clipboard at the cursor, as a step of its own.
    pub fn paste(&mut self, text: &str) -> Edit {
        self.take_in(text, Kind::Whole)
    }

    /// Replaces the whole text, the cursor at its end; this can be undone.
    pub fn set(&mut self, text: &str) -> Edit {
        self.goal = None;
        let text = clean(text, self.shape);
        let edit = self.replace_with(Position::default(), self.end(), &text, Kind::Whole);
        self.follow();
        edit
    }

    fn take_in(&mut self, text: &str, kind: Kind) -> Edit {
        self.goal = None;
        let edit = self.put(&clean(text, self.shape), kind);
        self.follow();
        edit
    }

    /// A clean text at the cursor.
    fn put(&mut self, text: &str, kind: Kind) -> Edit {
        self.replace_with(self.cursor, self.cursor, text, kind)
    }

    /// Replaces a part by a clean text, or by as much of it as there is room for.
    fn replace_with(&mut self, from: Position, to: Position, text: &str, kind: Kind) -> Edit {
        let removed = self.slice(from, to);
        let room = (LIMIT + removed.len()).saturating_sub(self.len());
        let fits = if text.len() > room {
            part(text, 0..boundary_before(text, room))
        } else {
            text
        };
        if *fits != *removed {
            self.apply(from, removed, fits, kind);
        }
        match (fits.len().cmp(&text.len()), fits.is_empty() && from == to) {
            (Ordering::Less, _) => Edit::Full,
            (_, true) => Edit::Moved,
            _ => Edit::Changed,
        }
    }

    /// Replaces what stands at a place, and remembers it.
    fn apply(&mut self, at: Position, removed: String, inserted: &str, kind: Kind) {
        let before = self.cursor;
        self.replace(at, &removed, inserted);
        let step = Step {
            kind,
            at,
            removed,
            inserted: inserted.to_owned(),
            before,
            after: self.cursor,
        };
        self.history.record(step);
    }

    /// The one place where the text changes. The cursor goes to the end of what is new: past the
    /// marks that now belong to its last character, if some follow.
    fn replace(&mut self, at: Position, removed: &str, inserted: &str) {
        let to = at.after(removed);
        let head = part(self.paragraph(at.paragraph), 0..at.byte);
        let last = self.paragraph(to.paragraph);
        let tail = part(last, to.byte..last.len());
        let joined = [head, inserted, tail].concat();
        let new = joined
            .split('\n')
            .map(|text| Paragraph::new(text.to_owned()));
        self.paragraphs.splice(at.paragraph..=to.paragraph, new);
        self.cursor = self.snapped(at.after(inserted));
    }

    fn snapped(&self, position: Position) -> Position {
        let byte = boundary_after(self.paragraph(position.paragraph), position.byte);
        Position { byte, ..position }
    }

    fn erase(&mut self, motion: Motion) -> Edit {
        let kind = if motion == Motion::Left {
            Kind::Backspace
        } else {
            Kind::Delete
        };
        self.remove_to(self.target(motion), kind)
    }

    /// At the end of a line, the newline is what is killed.
    fn kill(&mut self, motion: Motion) -> Edit {
        let mut to = self.target(motion);
        if to == self.cursor && motion == Motion::LineEnd {
            to = self.target(Motion::Right);
        }
        if to != self.cursor {
            self.killed = self.slice(self.cursor.min(to), self.cursor.max(to));
        }
        self.remove_to(to, Kind::Whole)
    }

    fn remove_to(&mut self, to: Position, kind: Kind) -> Edit {
        self.replace_with(self.cursor.min(to), self.cursor.max(to), "", kind)
    }

    fn undo(&mut self) -> Edit {
        let Some(step) = self.history.undo() else {
            return Edit::Moved;
        };
        self.replace(step.at, &step.inserted, &step.removed);
        self.cursor = step.before;
        Edit::Changed
    }

    fn redo(&mut self) -> Edit {
        let Some(step) = self.history.redo() else {
            return Edit::Moved;
        };
        self.replace(step.at, &step.removed, &step.inserted);
        self.cursor = step.after;
        Edit::Changed
    }
}

/// Moving the cursor.
impl Field {
    fn go(&mut self, motion: Motion, goal: Option<usize>) -> Edit {
        self.history.close();
        self.cursor = match self.rows_to_go(motion) {
            Some(rows) => self.beside(rows, goal),
            None => self.target(motion),
        };
        Edit::Moved
    }

    fn target(&self, motion: Motion) -> Position {
        let here = self.cursor;
        let byte = match motion {
            Motion::Left | Motion::WordLeft if here.byte == 0 => return self.paragraph_before(),
            Motion::Right | Motion::WordRight if self.around().1.is_empty() => {
                return self.paragraph_after();
            }
            Motion::Left => previous_boundary(self.paragraph(here.paragraph), here.byte),
            Motion::Right => next_boundary(self.paragraph(here.paragraph), here.byte),
            Motion::WordLeft => self.word_start(),
            Motion::WordRight => self.word_end(),
            Motion::LineStart => 0,
            Motion::LineEnd => self.paragraph(here.paragraph).len(),
            Motion::Start => return Position::default(),
            Motion::End => return self.end(),
            Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown => here.byte,
        };
        Position { byte, ..here }
    }

    /// The end of the paragraph before, if there is one.
    fn paragraph_before(&self) -> Position {
        match self.cursor.paragraph.checked_sub(1) {
            Some(paragraph) => Position {
                paragraph,
                byte: self.paragraph(paragraph).len(),
            },
            None => self.cursor,
        }
    }

    /// The beginning of the next paragraph, if there is one.
    fn paragraph_after(&self) -> Position {
        let paragraph = self.cursor.paragraph + 1;
        if paragraph < self.paragraphs.len() {
            Position { paragraph, byte: 0 }
        } else {
            self.cursor
        }
    }

    fn word_start(&self) -> usize {
        let before = self.around().0;
        let start = before
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
        boundary_before(self.paragraph(self.cursor.paragraph), start)
    }

    fn word_end(&self) -> usize {
        let after = self.around().1;
        let end = after
            .unicode_word_indices()
            .next()
            .map_or(after.len(), |(at, word)| at + word.len());
        boundary_after(
            self.paragraph(self.cursor.paragraph),
            self.cursor.byte + end,
        )
    }
}

/// Rows of a text, wrapped softly. One column is kept free for the cursor at the end of a row: a
/// field of 41 columns wraps as [`text::wrap`] does at 40.
impl Field {
    /// The columns that the field is shown in: what Up and Down go by.
    pub fn set_width(&mut self, width: u16) {
        self.width = width;
        self.follow();
    }

    /// The rows that the field is shown in: what `PgUp` and `PgDn` go by.
    pub fn set_height(&mut self, height: u16) {
        self.height = height;
    }

    /// The number of rows at a width.
    #[must_use]
    pub fn row_count(&self, width: u16) -> usize {
        self.rows_before(self.paragraphs.len(), room(width))
    }

    /// The rows to draw at a width: at most `height` from row `from_row` on.
    #[must_use]
    pub fn rows(&self, width: u16, from_row: usize, height: usize) -> Vec<VisualRow<'_>> {
        let columns = room(width);
        let (start, mut skip) = self.locate(from_row, columns);
        let mut rows = Vec::with_capacity(height.min(self.paragraphs.len()));
        for (index, paragraph) in self.paragraphs.iter().enumerate().skip(start) {
            let count = paragraph.row_count(columns);
            let wanted = height.saturating_sub(rows.len());
            for row in skip..count.min(skip.saturating_add(wanted)) {
                let text = prefix(part(paragraph.text(), paragraph.row(row, columns)), columns);
                rows.push(VisualRow {
                    text,
                    paragraph: index,
                });
            }
            skip = 0;
            if rows.len() >= height {
                break;
            }
        }
        rows
    }

    /// The row of the cursor, from 0 at the text's beginning, and its column, always less than
    /// `width`.
    #[must_use]
    pub fn cursor_row_col(&self, width: u16) -> (usize, u16) {
        let columns = room(width);
        let Some(paragraph) = self.paragraphs.get(self.cursor.paragraph) else {
            return (0, 0);
        };
        let index = paragraph.row_of(self.cursor.byte, columns);
        let start = paragraph.row(index, columns).start;
        let column = text::columns(part(paragraph.text(), start..self.cursor.byte));
        let last = usize::from(width).saturating_sub(1);
        (
            self.rows_before(self.cursor.paragraph, columns) + index,
            narrow(column.min(last)),
        )
    }

    /// Puts the cursor where a click was: a row from the text's beginning, and a column.
    pub fn place(&mut self, row: usize, column: u16) {
        self.history.close();
        self.goal = None;
        self.cursor = match self.shape {
            Shape::Text => self.position_at(row, usize::from(column)),
            Shape::Line => self.position_in_window(usize::from(column)),
        };
    }

    fn rows_before(&self, paragraph: usize, columns: usize) -> usize {
        self.paragraphs
            .iter()
            .take(paragraph)
            .map(|paragraph| paragraph.row_count(columns))
            .sum()
    }

    /// The paragraph of a row, and which of its rows that is; past the end, the paragraph after the
    /// last.
    fn locate(&self, row: usize, columns: usize) -> (usize, usize) {
        let mut left = row;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let count = paragraph.row_count(columns);
            if left < count {
                return (index, left);
            }
            left -= count;
        }
        (self.paragraphs.len(), 0)
    }

    fn rows_to_go(&self, motion: Motion) -> Option<isize> {
        let page = isize::try_from(self.height)
            .unwrap_or(1)
            .saturating_sub(1)
            .max(1);
        match motion {
            Motion::Up => Some(-1),
            Motion::Down => Some(1),
            Motion::PageUp => Some(-page),
            Motion::PageDown => Some(page),
            _ => None,
        }
    }

    /// As many rows up or down, in the column that the cursor had when it set off.
    fn beside(&mut self, rows: isize, goal: Option<usize>) -> Position {
        let (row, column) = self.cursor_row_col(self.width);
        let goal = goal.unwrap_or(usize::from(column));
        self.goal = Some(goal);
        self.position_at(row.saturating_add_signed(rows), goal)
    }

    /// The last place on a row that isn't beyond a column; on the last row if there are fewer.
    fn position_at(&self, row: usize, column: usize) -> Position {
        let columns = room(self.width);
        let last = self.row_count(self.width).saturating_sub(1);
        let (index, row) = self.locate(row.min(last), columns);
        let Some(paragraph) = self.paragraphs.get(index) else {
            return self.end();
        };
        let bytes = paragraph.row(row, columns);
        let end = bytes.end;
        let start = bytes.start;
        let mut byte = start + prefix(part(paragraph.text(), bytes), column).len();
        if byte == end && row + 1 < paragraph.row_count(columns) {
            byte = previous_boundary(paragraph.text(), byte);
        }
        Position {
            paragraph: index,
            byte,
        }
    }
}

/// The window of a line.
impl Field {
    /// What is seen of a line in as many columns, and the cursor's column in it, which is always
    /// less than `width`. It scrolls no more than the cursor needs.
    #[must_use]
    pub fn window(&self, width: u16) -> (String, u16) {
        let text = self.paragraph(0);
        let first = self.first_seen(width);
        let seen = prefix(part(text, first..text.len()), usize::from(width));
        let column = text::columns(part(text, first..self.cursor.byte));
        (seen.to_owned(), narrow(column))
    }

    /// After each key: the window moves only if the cursor left it.
    fn follow(&mut self) {
        if self.shape == Shape::Line {
            self.first = self.first_seen(self.width);
        }
    }

    /// The byte at which the window begins: where it began, unless the cursor is outside, or there
    /// would be room left at its end.
    fn first_seen(&self, width: u16) -> usize {
        let text = self.paragraph(0);
        let room = usize::from(width).saturating_sub(1);
        let latest = text.len() - suffix(text, room).len();
        let before = self.around().0;
        let earliest = before.len() - suffix(before, room).len();
        let wanted = boundary_before(text, self.first.min(text.len()));
        wanted.min(latest).min(self.cursor.byte).max(earliest)
    }

    fn position_in_window(&self, column: usize) -> Position {
        let text = self.paragraph(0);
        let first = self.first_seen(self.width);
        let byte = first + prefix(part(text, first..text.len()), column).len();
        Position { paragraph: 0, byte }
    }
}

/// The columns that a text wraps at in a field of a width.
fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(1).max(1)
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// What a field takes in of a text: newlines as `\n` (in a line: as spaces, none at the end), tabs
/// as spaces, and nothing else that harms a screen.
fn clean(text: &str, shape: Shape) -> String {
    let text = text.replace("\r\n", "\n");
    let text = if shape == Shape::Line {
        text.trim_end_matches(['\n', '\r'])
    } else {
        &text
    };
    let newline = if shape == Shape::Line { ' ' } else { '\n' };
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => clean.push(newline),
            '\t' => clean.push_str(TAB),
            c if is_hazard(c) => {}
            c => clean.push(c),
        }
    }
    clean
}
