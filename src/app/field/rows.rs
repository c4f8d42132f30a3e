//! A text as it is wrapped: its rows at a width, and the cursor among them.

use crate::domain::text::{self, part, prefix, previous_boundary};

use super::keys::Motion;
use super::window::room;
use super::{Field, Position, Shape, narrow};

/// One row of a wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisualRow<'a> {
    /// What to draw, one column narrower than the field at most.
    pub text: &'a str,
    /// The paragraph that it is of, from 0.
    pub paragraph: usize,
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

    pub(super) fn rows_to_go(&self, motion: Motion) -> Option<isize> {
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
    pub(super) fn beside(&mut self, rows: isize, goal: Option<usize>) -> Position {
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
