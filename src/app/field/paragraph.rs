//! A paragraph of a field, which remembers how it wraps. It knows no cursor.

use std::cell::RefCell;
use std::ops::Range;

use crate::domain::text::wrap_paragraph;

/// Text without a newline. An edit makes a new paragraph, so the rows are never stale.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    wrapped: RefCell<Wrapped>,
}

/// Only a memory of what can be worked out again: asking for rows changes nothing that shows.
#[derive(Clone, Debug, Default)]
struct Wrapped {
    columns: usize,
    rows: Vec<Range<usize>>,
}

impl Paragraph {
    pub fn new(text: String) -> Paragraph {
        Paragraph {
            text,
            wrapped: RefCell::default(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Answers from the rows at a width, which are wrapped only where the width is another one.
    fn with_rows<T>(&self, columns: usize, answer: impl FnOnce(&[Range<usize>]) -> T) -> T {
        let mut wrapped = self.wrapped.borrow_mut();
        if wrapped.columns != columns || wrapped.rows.is_empty() {
            *wrapped = Wrapped {
                columns,
                rows: wrap_paragraph(&self.text, columns),
            };
        }
        answer(&wrapped.rows)
    }

    pub fn row_count(&self, columns: usize) -> usize {
        self.with_rows(columns, <[_]>::len)
    }

    /// The bytes of a row; nothing past the last one.
    pub fn row(&self, index: usize, columns: usize) -> Range<usize> {
        self.with_rows(columns, |rows| rows.get(index).cloned())
            .unwrap_or_default()
    }

    /// The row that a byte is in; where one row ends and another begins, the other.
    pub fn row_of(&self, byte: usize, columns: usize) -> usize {
        self.with_rows(columns, |rows| {
            rows.partition_point(|row| row.start <= byte)
        })
        .saturating_sub(1)
    }
}
