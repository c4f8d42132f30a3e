//! What stands on the terminal, as far as one byte says it: where a word differs from the one before by some of its
//! letters, it takes fewer bytes to write those between anew than to step over them.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use super::Looks;
use crate::domain::text;

/// The cells whose sign is one printable byte; of all others nothing is known.
#[derive(Debug, Default)]
pub(super) struct Shown {
    rows: Vec<Vec<Option<(u8, Looks)>>>,
    /// The terminal was cleared: what nothing was written to is a space.
    is_cleared: bool,
    /// Signs of several code points that are more than one column wide, and how many, by row and column: many a terminal holds
    /// their parts in cells of their own, and what is written over the first part leaves the others standing.
    spread: BTreeMap<(u16, u16), u16>,
}

impl Shown {
    /// Nothing is known any more.
    pub(super) fn forget(&mut self) {
        self.rows.clear();
        self.spread.clear();
        self.is_cleared = false;
    }

    /// The terminal is empty.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.spread.clear();
        self.is_cleared = true;
    }

    /// A sign was written; one that is two columns wide covers the cell beside it too.
    pub(super) fn write(&mut self, at: Position, symbol: &str, looks: Looks) {
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            self.set(at, Some((*byte, looks)));
        } else {
            self.set(at, None);
            self.set(Position::new(at.x + 1, at.y), None);
        }
        let width = u16::try_from(text::columns(symbol)).unwrap_or(1);
        if width > 1 && symbol.chars().nth(1).is_some() {
            self.spread.insert((at.y, at.x), width);
        }
    }

    /// How many columns the sign in this cell takes that may stand in several: it is about to be written over.
    pub(super) fn take_spread(&mut self, at: Position) -> u16 {
        if self.spread.is_empty() {
            return 0;
        }
        self.spread.remove(&(at.y, at.x)).unwrap_or(0)
    }

    /// The bytes of the cells from here on up to a column, where all are known and look like this.
    pub(super) fn between(&self, from: Position, to: u16, looks: Looks) -> Option<Vec<u8>> {
        (from.x..to)
            .map(|x| match self.get(Position::new(x, from.y)) {
                Some((byte, looked)) if looked == looks => Some(byte),
                _ => None,
            })
            .collect()
    }

    fn get(&self, at: Position) -> Option<(u8, Looks)> {
        let row = self.rows.get(usize::from(at.y));
        match row.and_then(|row| row.get(usize::from(at.x))) {
            Some(cell) => *cell,
            None => self.blank(),
        }
    }

    fn set(&mut self, at: Position, cell: Option<(u8, Looks)>) {
        let blank = self.blank();
        let (x, y) = (usize::from(at.x), usize::from(at.y));
        if self.rows.len() <= y {
            self.rows.resize(y + 1, Vec::new());
        }
        if let Some(row) = self.rows.get_mut(y) {
            if row.len() <= x {
                row.resize(x + 1, blank);
            }
            row[x] = cell;
        }
    }

    fn blank(&self) -> Option<(u8, Looks)> {
        self.is_cleared.then_some((b' ', Looks::PLAIN))
    }
}
