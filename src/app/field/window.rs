//! One line as it is seen: the part of it that fits, with the cursor in it.

use crate::domain::text::{self, boundary_before, part, prefix, suffix};

use super::{Field, Position, Shape, narrow};

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
    pub(super) fn follow(&mut self) {
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

    pub(super) fn position_in_window(&self, column: usize) -> Position {
        let text = self.paragraph(0);
        let first = self.first_seen(self.width);
        let byte = first + prefix(part(text, first..text.len()), column).len();
        Position { paragraph: 0, byte }
    }
}

/// The columns that a text wraps at in a field of a width.
pub(super) fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(1).max(1)
}
