//! A masked screen shows nobody else's name, whatever text it stands in: the last look at a frame before it is drawn. Texts
//! come without names, as the model and the pen hide them; here goes what is left of one where two pieces meet.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::mask::Names;
use crate::domain::text;

/// What stands for each column of a name.
const HIDDEN: &str = "▪";

/// Hides the names in the frame. A name keeps its columns: nothing beside it moves.
pub fn names(buffer: &mut Buffer, names: &Names) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut word = Word::default();
        let mut x = area.left();
        while x < area.right() {
            let symbol = symbol(buffer, x, y).to_owned();
            if symbol.chars().next().is_some_and(char::is_alphabetic) {
                word.from.get_or_insert(x);
                word.letters.push_str(&symbol);
            } else {
                std::mem::take(&mut word).hide(buffer, (x, y), names);
            }
            x += u16::try_from(text::columns(&symbol)).map_or(1, |n| n.max(1));
        }
        word.hide(buffer, (area.right(), y), names);
    }
}

fn symbol(buffer: &Buffer, x: u16, y: u16) -> &str {
    buffer
        .cell(Position::new(x, y))
        .map_or(" ", ratatui::buffer::Cell::symbol)
}

/// Whether the text is cut short here, by a sign or by plain dots.
fn is_cut(buffer: &Buffer, x: u16, y: u16) -> bool {
    symbol(buffer, x, y) == "…" || (x..x + 3).all(|x| symbol(buffer, x, y) == ".")
}

/// Letters beside each other.
#[derive(Default)]
struct Word {
    from: Option<u16>,
    letters: String,
}

impl Word {
    /// Hides it where it is a name; `end` is the column behind it.
    fn hide(self, buffer: &mut Buffer, end: (u16, u16), names: &Names) {
        let Some(from) = self.from else {
            return;
        };
        let (end, y) = end;
        if !names.has(&self.letters, is_cut(buffer, end, y)) {
            return;
        }
        for x in from..end {
            if let Some(cell) = buffer.cell_mut(Position::new(x, y)) {
                cell.set_symbol(HIDDEN);
            }
        }
    }
}
