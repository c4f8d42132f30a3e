//! Small boxes: a menu by letters, the templates, the help.

use ratatui::layout::Rect;

use crate::app::keymap::{self, Binding};
use crate::app::layout::TWO_PANES;
use crate::app::model::{Menu, Templates};
use crate::app::update::can;

use super::pen::{Pen, columns};
use super::theme::Role;

/// A box in the middle of the screen.
#[must_use]
pub fn centred(size: (u16, u16), width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(size.0.saturating_sub(2)), height.min(size.1.saturating_sub(2)));
    Rect::new((size.0 - width) / 2, (size.1 - height) / 2, width, height)
}

/// A menu by letters.
pub fn menu(pen: &mut Pen<'_>, menu: &Menu) {
    let widest = menu.choices.iter().map(|(_, words, _)| columns(words) + 9).max().unwrap_or(0);
    let width = widest.max(columns(&menu.title) + 8).max(24);
    let height = u16::try_from(menu.choices.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = pen.boxed(centred(pen.model.size, width, height), &menu.title, "", Role::Muted);
    for ((letter, words, _), y) in menu.choices.iter().zip(inner.y..inner.bottom()) {
        pen.put(inner.x + 2, y, 1, letter.encode_utf8(&mut [0; 4]), Role::Focus);
        pen.put(inner.x + 5, y, inner.width.saturating_sub(6), words, Role::Text);
    }
}

/// The templates, one line each with what it is for.
pub fn templates(pen: &mut Pen<'_>, templates: &Templates) {
    let height = u16::try_from(templates.choices.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = centred(pen.model.size, 76, height);
    let inner = pen.boxed(area, "A template for the agenda", "Enter takes it", Role::Muted);
    let first = templates.selected.saturating_sub(usize::from(inner.height.saturating_sub(1)));
    for ((n, (_, name, purpose)), y) in templates.choices.iter().enumerate().skip(first).zip(inner.y..inner.bottom()) {
        let row = Rect { y, height: 1, ..inner };
        let name_width = (inner.width / 3).max(14);
        pen.put(inner.x + 3, y, name_width, name, Role::Text);
        let x = inner.x + 5 + name_width;
        pen.put(x, y, inner.right().saturating_sub(x + 1), purpose, Role::Muted);
        if n == templates.selected {
            pen.put(inner.x + 1, y, 1, "▸", Role::Focus);
            pen.select(row);
        }
    }
}

/// Every key that works here, in two columns where there is room.
pub fn help(pen: &mut Pen<'_>, top: usize) {
    let size = pen.model.size;
    let rows: Vec<&'static Binding> = keymap::rows(pen.model.in_call).filter(|row| can(pen.model, row.action)).collect();
    let two = size.0 >= TWO_PANES;
    let lines = if two { rows.len().div_ceil(2) } else { rows.len() };
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
    let width = if two { size.0.saturating_sub(4) } else { size.0 };
    let area = centred((size.0 + 2, size.1), width, height);
    let area = Rect { x: area.x.saturating_sub(1), ..area };
    let inner = pen.boxed(area, "Keys that work here", "Esc closes", Role::Muted);
    let top = top.min(lines.saturating_sub(inner.height.into()));
    let column = if two { inner.width / 2 } else { inner.width };
    for (n, y) in (top..lines).zip(inner.y..inner.bottom()) {
        help_row(pen, rows.get(n), Rect::new(inner.x, y, column, 1));
        if two {
            help_row(pen, rows.get(n + lines), Rect::new(inner.x + column, y, column, 1));
        }
    }
}

fn help_row(pen: &mut Pen<'_>, row: Option<&&'static Binding>, area: Rect) {
    const KEYS: u16 = 11;
    let Some(row) = row else { return };
    let x = area.x + 1;
    let mut at = x;
    for key in row.keys {
        if at + columns(key) <= x + KEYS {
            at = pen.put(at, area.y, KEYS, key, Role::Strong) + 1;
        }
    }
    pen.put(x + KEYS + 1, area.y, area.width.saturating_sub(KEYS + 3), row.does, Role::Text);
}
