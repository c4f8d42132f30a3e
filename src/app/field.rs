//! The one text field of the application: a line in a form, or a note of many paragraphs.
//!
//! It moves and deletes by grapheme, wraps only the paragraph that was edited, and undoes typing.
//! It draws nothing and decides nothing about the form around it: keys that aren't its own come back
//! as [`Edit::Ignored`]. Its text never holds what would harm a screen (see [`is_hazard`]): such
//! characters are left out on the way in, so an untouched field gives back its text cleaned.

mod edit;
mod history;
mod keys;
mod motion;
mod paragraph;
mod rows;
#[cfg(test)]
mod tests;
mod window;

use crate::domain::text::{TAB, is_hazard, part};

use self::history::History;
use self::paragraph::Paragraph;

pub use self::rows::VisualRow;

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
