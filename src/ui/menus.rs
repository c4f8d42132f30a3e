//! Small boxes: a menu by letters, the templates.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::{self, Tone};
use crate::app::overlay::{Menu, Templates};
use crate::domain::text;

use super::pen::{Pen, columns};
use super::theme::Role;

/// The columns that the templates take at most.
const WIDEST_TEMPLATES: u16 = 76;

/// A box in the middle of the screen.
#[must_use]
pub fn centred(size: (u16, u16), width: u16, height: u16) -> Rect {
    let (width, height) = (
        width.min(size.0.saturating_sub(2)),
        height.min(size.1.saturating_sub(2)),
    );
    Rect::new((size.0 - width) / 2, (size.1 - height) / 2, width, height)
}

/// The keys of a box, in place of those of the screen under it; none where the box names them itself.
pub(super) fn foot(pen: &mut Pen<'_>, keys: &[(&str, &str)]) {
    let model = pen.model;
    let area = if model.in_call {
        layout::call(model).footer
    } else {
        layout::tab(model).footer
    };
    pen.clear(area);
    let x = area.x + u16::from(!model.in_call);
    pen.keys(x, area.y, area.right(), 2, keys);
}

/// The columns in which a text above the letters reads well.
const READABLE: u16 = 64;

/// The rows of what the letters answer, and an empty one below; none where it is about nothing.
fn above(pen: &Pen<'_>, menu: &Menu, width: u16, rows: u16) -> Vec<(Tone, String)> {
    if menu.above.is_empty() {
        return Vec::new();
    }
    let room = width
        .min(pen.model.size.0.saturating_sub(2))
        .saturating_sub(5);
    let mut lines = layout::laid(&menu.above, room.into(), rows.into());
    lines.truncate(rows.into());
    lines.push((Tone::Plain, String::new()));
    lines
}

/// A menu by letters, in as many columns as the screen's height asks for.
pub fn menu(pen: &mut Pen<'_>, menu: &Menu) {
    let keys = [
        ("letter", "chooses"),
        ("capital", "that alone"),
        ("Esc", "closes"),
    ];
    let shown = keys
        .iter()
        .filter(|key| key.0 != "capital" || menu.has_capitals());
    foot(pen, &shown.copied().collect::<Vec<_>>());
    let words = menu.choices.iter().map(|(_, words, _)| columns(words) + 6);
    let widest = words.max().unwrap_or(0);
    let count = u16::try_from(menu.choices.len()).unwrap_or(u16::MAX);
    let most = pen.model.size.1.saturating_sub(4).max(1);
    let beside = count.div_ceil(most).max(1);
    let rows = count.div_ceil(beside);
    let narrowest = if menu.above.is_empty() { 24 } else { READABLE };
    let width = (widest * beside + 3)
        .max(columns(&menu.title) + 8)
        .max(narrowest);
    let above = above(pen, menu, width, most.saturating_sub(rows + 1));
    let head = u16::try_from(above.len()).unwrap_or(0);
    let area = centred(pen.model.size, width, rows.saturating_add(head + 2));
    let inner = pen.boxed(area, &menu.title, "", Role::Muted);
    for ((tone, words), y) in above.iter().zip(inner.y..) {
        let room = inner.width.saturating_sub(3);
        pen.put(inner.x + 2, y, room, words, super::tabs::role(*tone));
    }
    let wide = inner.width / beside;
    for ((letter, words, _), n) in menu.choices.iter().zip(0..) {
        let (x, y) = (inner.x + n / rows * wide, inner.y + head + n % rows);
        pen.put(x + 2, y, 1, letter.encode_utf8(&mut [0; 4]), Role::Focus);
        pen.put(x + 5, y, wide.saturating_sub(6), words, Role::Text);
    }
}

/// The templates, one line each, and what the selected one is for.
pub fn templates(pen: &mut Pen<'_>, templates: &Templates) {
    let width = WIDEST_TEMPLATES.min(pen.model.size.0.saturating_sub(2));
    let room = usize::from(width.saturating_sub(6)).max(8);
    let purposes = templates.choices.iter().map(|(_, name, purpose)| {
        // A name that has no room in the list stands whole before what it is for.
        let is_cut = text::width(name) > room;
        let name = if is_cut {
            format!("{name}. ")
        } else {
            String::new()
        };
        text::wrap(&format!("{name}{purpose}"), room)
    });
    let purposes: Vec<_> = purposes.collect();
    let most = purposes.iter().map(Vec::len).max().unwrap_or(0);
    let rows = templates.choices.len() + most + 3;
    let area = centred(
        pen.model.size,
        WIDEST_TEMPLATES,
        u16::try_from(rows).unwrap_or(u16::MAX),
    );
    let key = |action| pen.model.keys.key(action, Place::Templates);
    let (take, back) = (key(Action::Enter), key(Action::Back));
    let on = format!("{} {}", key(Action::Down), key(Action::Up));
    foot(
        pen,
        &[(take, "takes it"), (&on, "choose"), (back, "closes")],
    );
    let inner = pen.boxed(
        area,
        "A template for the agenda",
        &format!("{take} takes it"),
        Role::Muted,
    );
    let below = u16::try_from(most).unwrap_or(0) + 1;
    let list = Rect {
        height: inner.height.saturating_sub(below).max(1),
        ..inner
    };
    let first = templates
        .selected
        .saturating_sub(usize::from(list.height.saturating_sub(1)));
    let names = templates.choices.iter().enumerate().skip(first);
    for ((n, (_, name, _)), y) in names.zip(list.y..list.bottom()) {
        pen.put(
            list.x + 3,
            y,
            list.width.saturating_sub(4),
            name,
            Role::Text,
        );
        if n == templates.selected {
            pen.put(list.x + 1, y, 1, "▸", Role::Focus);
            pen.select(Rect {
                y,
                height: 1,
                ..list
            });
        }
    }
    let purpose = purposes.get(templates.selected).into_iter().flatten();
    for (row, y) in purpose.zip(list.bottom() + 1..inner.bottom()) {
        pen.put(
            inner.x + 3,
            y,
            inner.width.saturating_sub(4),
            row,
            Role::Muted,
        );
    }
}
