//! Small boxes: a menu by letters, the templates.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout;
use crate::app::overlay::{Menu, Templates};

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

/// A menu by letters, in as many columns as the screen's height asks for.
pub fn menu(pen: &mut Pen<'_>, menu: &Menu) {
    foot(pen, &[("a letter", "chooses"), ("Esc", "closes")]);
    let words = menu.choices.iter().map(|(_, words, _)| columns(words) + 6);
    let widest = words.max().unwrap_or(0);
    let count = u16::try_from(menu.choices.len()).unwrap_or(u16::MAX);
    let most = pen.model.size.1.saturating_sub(4).max(1);
    let beside = count.div_ceil(most).max(1);
    let rows = count.div_ceil(beside);
    let width = (widest * beside + 3).max(columns(&menu.title) + 8).max(24);
    let area = centred(pen.model.size, width, rows.saturating_add(2));
    let inner = pen.boxed(area, &menu.title, "", Role::Muted);
    let wide = inner.width / beside;
    for ((letter, words, _), n) in menu.choices.iter().zip(0..) {
        let (x, y) = (inner.x + n / rows * wide, inner.y + n % rows);
        pen.put(x + 2, y, 1, letter.encode_utf8(&mut [0; 4]), Role::Focus);
        pen.put(x + 5, y, wide.saturating_sub(6), words, Role::Text);
    }
}

/// The templates, one line each with what it is for.
pub fn templates(pen: &mut Pen<'_>, templates: &Templates) {
    let height = u16::try_from(templates.choices.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let area = centred(pen.model.size, 76, height);
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
