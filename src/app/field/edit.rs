//! Changing the text of a field: typing, pasting, erasing, and taking that back.

use std::cmp::Ordering;

use crossterm::event::KeyEvent;

use crate::domain::text::{boundary_after, boundary_before, part};

use super::history::{Kind, Step};
use super::keys::{Command, Motion, command};
use super::paragraph::Paragraph;

use super::{Edit, Field, LIMIT, Position, clean};

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
    pub(super) fn replace(&mut self, at: Position, removed: &str, inserted: &str) {
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
