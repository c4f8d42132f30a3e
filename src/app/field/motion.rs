//! Where the cursor goes in a text: by letters, words, paragraphs.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::{boundary_after, boundary_before, next_boundary, previous_boundary};

use super::keys::Motion;
use super::{Edit, Field, Position};

/// Moving the cursor.
impl Field {
    pub(super) fn go(&mut self, motion: Motion, goal: Option<usize>) -> Edit {
        self.history.close();
        self.cursor = match self.rows_to_go(motion) {
            Some(rows) => self.beside(rows, goal),
            None => self.target(motion),
        };
        Edit::Moved
    }

    pub(super) fn target(&self, motion: Motion) -> Position {
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
