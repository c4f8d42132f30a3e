//! A pulse: its items, the answers beside them, and always that it is no validated test.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::TWO_PANES;
use crate::app::mask::HIDDEN;
use crate::app::overlay::PulsePage;
use crate::domain::content::{self, PulseItem};
use crate::domain::{Side, text};

use super::menus::{centred, foot};
use super::pen::Pen;
use super::theme::Role;

/// Draws the pulse: the whole of a narrow terminal, a box in a wide one.
pub fn draw(pen: &mut Pen<'_>, page: &PulsePage) {
    let (width, height) = pen.model.size;
    let screen = Rect::new(0, 0, width, height);
    let count = page.form.items().count();
    let whose = match page.side {
        Side::Me => "My pulse".to_owned(),
        side => format!("Pulse of {}", pen.whose(side)),
    };
    let title = format!("{whose}, {count} answers");
    let aside = format!("{} of {count}", page.answers.len());
    let area = if width >= TWO_PANES {
        let wanted = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(11);
        foot(pen, &[]);
        let area = centred(pen.model.size, 76, wanted);
        let aside = if area.y == 0 {
            pen.aside(&aside)
        } else {
            aside
        };
        let inner = pen.boxed(area, &title, &aside, Role::Muted);
        Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(2),
            ..inner
        }
    } else {
        pen.clear(screen);
        let end = pen.put_right(width, 0, &pen.aside(&aside), Role::Muted);
        pen.put(0, 0, end.saturating_sub(2), &title, Role::Strong);
        pen.rule(0, 1, width, "─", Role::Muted);
        Rect {
            y: 2,
            height: height.saturating_sub(2),
            ..screen
        }
    };
    body(pen, page, area);
}

fn body(pen: &mut Pen<'_>, page: &PulsePage, area: Rect) {
    let words = content::pulse();
    let y = wrapped(pen, &words.stem, area, area.y, Role::Text);
    let numbered: Vec<_> = (1..)
        .zip(&words.anchors)
        .map(|(n, a): (u8, _)| format!("{n} {a}"))
        .collect();
    let y = wrapped(pen, &numbered.join("   "), area, y, Role::Muted);
    let notice = text::wrap(&words.notice, area.width.into());
    let foot = u16::try_from(notice.len()).unwrap_or(u16::MAX) + 1;
    let items = Rect {
        y,
        height: area.bottom().saturating_sub(y + foot),
        ..area
    };
    list(pen, page, items);
    for (row, y) in notice.iter().zip(items.bottom()..) {
        pen.put(area.x, y, area.width, row, Role::Muted);
    }
    foot_keys(pen, page, area);
}

fn wrapped(pen: &mut Pen<'_>, words: &str, area: Rect, y: u16, role: Role) -> u16 {
    let mut at = y;
    for row in text::wrap(words, area.width.max(1).into()) {
        pen.put(area.x, at, area.width, &row, role);
        at += 1;
    }
    at
}

/// Whose answers, then the items, one line each; the one under the cursor is shown whole.
fn list(pen: &mut Pen<'_>, page: &PulsePage, area: Rect) {
    let room = area.width.saturating_sub(4);
    let mut lines: Vec<(Option<usize>, String)> = vec![(Some(0), whose(pen, page))];
    for (item, n) in page.form.items().zip(1..) {
        let rows = text::wrap(&item.text, room.max(1).into());
        if n == page.at {
            lines.extend(
                rows.into_iter()
                    .enumerate()
                    .map(|(row, words)| ((row == 0).then_some(n), words)),
            );
        } else {
            lines.push((Some(n), item.text.clone()));
        }
    }
    let whole = lines.iter().position(|(n, _)| *n == Some(page.at));
    let last = whole.map_or(lines.len(), |first| {
        let more = lines
            .iter()
            .skip(first + 1)
            .take_while(|(n, _)| n.is_none());
        first + more.count() + 1
    });
    let height = usize::from(area.height);
    // A line more shows under it, where the sign of what is hidden stands.
    let air = usize::from(height > 2 && last < lines.len());
    let top = (last + air).saturating_sub(height);
    let goes_on = top + height < lines.len();
    for ((n, words), y) in lines.iter().skip(top).zip(area.y..area.bottom()) {
        let is_here = n.is_some_and(|n| n == page.at);
        if is_here {
            pen.put(area.x, y, 1, "▸", Role::Focus);
        }
        let item = n.and_then(|n| page.form.items().nth(n.checked_sub(1)?));
        if let Some(item) = item {
            let (sign, role) = answer(pen, page, item);
            pen.put(area.x + 2, y, 1, &sign, role);
        }
        let role = if *n == Some(0) {
            Role::Muted
        } else {
            Role::Text
        };
        pen.put(area.x + 4, y, room, words, role);
        let sign = match y {
            _ if is_here => "",
            y if y == area.y && top > 0 => "↑",
            y if y + 1 == area.bottom() && goes_on => "↓",
            _ => "",
        };
        pen.put(area.x, y, 1, sign, Role::Muted);
    }
}

/// Whose answers they are, and the keys that make them the other one's.
fn whose(pen: &Pen<'_>, page: &PulsePage) -> String {
    let key = |action| pen.model.keys.key(action, Place::Pulse);
    let turns = match page.at {
        0 => key(Action::Toggle).to_owned(),
        _ => format!("{} {}", key(Action::First), key(Action::Toggle)),
    };
    let other = match page.side.other() {
        Side::Me => "mine".to_owned(),
        side => format!("those of {}", pen.whose(side)),
    };
    format!("answers of {} · {turns}: {other}", pen.whose(page.side))
}

/// The answer of an item; hidden while the screen is masked, as private text is.
fn answer(pen: &Pen<'_>, page: &PulsePage, item: &PulseItem) -> (String, Role) {
    match page.answers.get(&item.id) {
        Some(_) if pen.model.is_masked => (HIDDEN.chars().take(1).collect(), Role::Focus),
        Some(answer) => (answer.to_string(), Role::Focus),
        None => ("·".to_owned(), Role::Muted),
    }
}

fn foot_keys(pen: &mut Pen<'_>, page: &PulsePage, area: Rect) {
    let y = area.bottom().saturating_sub(1);
    let model = pen.model;
    let key = |action| model.keys.key(action, Place::Pulse);
    let later = format!("{} for later", key(Action::Back));
    let end = pen
        .put_right(area.right(), y, &later, Role::Muted)
        .saturating_sub(2);
    let (skip, keep) = (key(Action::Toggle), key(Action::Enter));
    let (clear, on) = (key(Action::Delete), key(Action::Down));
    let keys: &[(&str, &str)] = match page.at {
        0 => &[(skip, "the other one"), (keep, "keep"), (on, "on")],
        _ if page.item().is_none() => &[(keep, "keep"), (clear, "back")],
        _ => &[("1–5", ""), (skip, "skip"), (keep, "keep"), (clear, "back")],
    };
    pen.keys(area.x, y, end, 2, keys);
}
