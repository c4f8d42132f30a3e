//! Small boxes: a menu by letters, the templates, the help.

use ratatui::layout::Rect;

use crate::app::intent::can;
use crate::app::model::Model;
use crate::app::overlay::{Menu, Templates};
use crate::domain::text;

use super::pen::{Pen, columns};
use super::theme::Role;

/// A box in the middle of the screen.
#[must_use]
pub fn centred(size: (u16, u16), width: u16, height: u16) -> Rect {
    let (width, height) = (
        width.min(size.0.saturating_sub(2)),
        height.min(size.1.saturating_sub(2)),
    );
    Rect::new((size.0 - width) / 2, (size.1 - height) / 2, width, height)
}

/// A menu by letters.
pub fn menu(pen: &mut Pen<'_>, menu: &Menu) {
    let widest = menu
        .choices
        .iter()
        .map(|(_, words, _)| columns(words) + 9)
        .max()
        .unwrap_or(0);
    let width = widest.max(columns(&menu.title) + 8).max(24);
    let height = u16::try_from(menu.choices.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = pen.boxed(
        centred(pen.model.size, width, height),
        &menu.title,
        "",
        Role::Muted,
    );
    for ((letter, words, _), y) in menu.choices.iter().zip(inner.y..inner.bottom()) {
        pen.put(
            inner.x + 2,
            y,
            1,
            letter.encode_utf8(&mut [0; 4]),
            Role::Focus,
        );
        pen.put(
            inner.x + 5,
            y,
            inner.width.saturating_sub(6),
            words,
            Role::Text,
        );
    }
}

/// The templates, one line each with what it is for.
pub fn templates(pen: &mut Pen<'_>, templates: &Templates) {
    let height = u16::try_from(templates.choices.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let area = centred(pen.model.size, 76, height);
    let inner = pen.boxed(
        area,
        "A template for the agenda",
        "Enter takes it",
        Role::Muted,
    );
    let first = templates
        .selected
        .saturating_sub(usize::from(inner.height.saturating_sub(1)));
    for ((n, (_, name, purpose)), y) in templates
        .choices
        .iter()
        .enumerate()
        .skip(first)
        .zip(inner.y..inner.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        let name_width = (inner.width / 3).max(14);
        pen.put(inner.x + 3, y, name_width, name, Role::Text);
        let x = inner.x + 5 + name_width;
        pen.put(
            x,
            y,
            inner.right().saturating_sub(x + 1),
            purpose,
            Role::Muted,
        );
        if n == templates.selected {
            pen.put(inner.x + 1, y, 1, "▸", Role::Focus);
            pen.select(row);
        }
    }
}

/// Two columns of keys from this width on.
const TWO_COLUMNS: u16 = 120;

/// The columns that the keys take.
const KEYS: u16 = 12;

/// Every key that works here, in two columns where there is room.
pub fn help(pen: &mut Pen<'_>, top: usize) {
    let size = pen.model.size;
    let two = size.0 >= TWO_COLUMNS;
    let width = if two { 116 } else { size.0.min(76) };
    let column = if two { (width - 2) / 2 } else { width - 2 };
    let rows = help_lines(pen.model, column);
    let lines = if two {
        rows.len().div_ceil(2)
    } else {
        rows.len()
    };
    let height = u16::try_from(lines)
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(size.1.saturating_sub(1));
    let area = Rect::new((size.0 - width) / 2, (size.1 - height) / 2, width, height);
    let room = usize::from(height.saturating_sub(2));
    let top = top.min(lines.saturating_sub(room));
    let aside = if lines > room {
        format!("{}–{} of {lines}  Esc", top + 1, top + room)
    } else {
        "Esc closes".to_owned()
    };
    let inner = pen.boxed(
        area,
        if size.0 < 44 {
            "Keys"
        } else {
            "Keys that work here"
        },
        &aside,
        Role::Muted,
    );
    for (n, y) in (top..lines).zip(inner.y..inner.bottom()) {
        help_line(pen, rows.get(n), inner.x + 1, y, column);
        if two {
            help_line(pen, rows.get(n + lines), inner.x + 1 + column, y, column);
        }
    }
}

/// The lines of the help: keys, and what they do, wrapped under itself.
fn help_lines(model: &Model, column: u16) -> Vec<(String, String)> {
    let room = usize::from(column.saturating_sub(KEYS + 3)).max(8);
    let mut lines = Vec::with_capacity(64);
    let rows = model.keys.rows(model.place());
    for row in rows.filter(|row| can(model, row.action) && !row.keys.is_empty()) {
        for (n, words) in text::wrap(row.does, room).into_iter().enumerate() {
            lines.push((
                if n == 0 {
                    row.keys.join(" ")
                } else {
                    String::new()
                },
                words,
            ));
        }
    }
    lines
}

fn help_line(pen: &mut Pen<'_>, line: Option<&(String, String)>, x: u16, y: u16, column: u16) {
    let Some((keys, words)) = line else { return };
    pen.put(x, y, KEYS, keys, Role::Strong);
    pen.put(
        x + KEYS + 1,
        y,
        column.saturating_sub(KEYS + 2),
        words,
        Role::Text,
    );
}
