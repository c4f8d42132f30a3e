//! A past session, read whole.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::layout;
use crate::app::overlay::reading::{Page, Reading};
use crate::domain::{text, when};

use super::pen::Pen;
use super::row::{said_words, sign_of};
use super::theme::{self, Role};

/// A line: what stands at the left, and at the right.
struct Line<'a> {
    indent: u16,
    text: Cow<'a, str>,
    role: Role,
    middle: String,
    right: String,
}

impl<'a> Line<'a> {
    fn new(indent: u16, text: impl Into<Cow<'a, str>>, role: Role) -> Self {
        Self {
            indent,
            text: text.into(),
            role,
            middle: String::new(),
            right: String::new(),
        }
    }

    fn blank() -> Self {
        Self::new(0, "", Role::Text)
    }
}

/// Draws the session.
pub fn draw(pen: &mut Pen<'_>, reading: &Reading) {
    let model = pen.model;
    let (width, rows) = model.size;
    pen.clear(Rect::new(0, 0, width, rows));
    pen.rule(0, 1, width, "─", Role::Muted);
    let Some(page) = &reading.page else { return };
    header(pen, page, width);
    let lines = lines(pen, page);
    let height = layout::reading_height(model.size);
    let top = reading.top.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(top).zip(2..rows - 1) {
        draw_line(pen, line, y, width);
    }
    let mut end = pen
        .put_right(width - 1, rows - 1, "Esc back", Role::Text)
        .saturating_sub(2);
    if lines.len() > height {
        let words = format!(
            "{}–{} of {}",
            top + 1,
            (top + height).min(lines.len()),
            lines.len()
        );
        end = pen
            .put_right(end, rows - 1, &words, Role::Muted)
            .saturating_sub(2);
    }
    pen.keys(
        1,
        rows - 1,
        end,
        3,
        &[("[ ]", "sessions"), ("e", "edit"), ("y", "copy")],
    );
}

fn header(pen: &mut Pen<'_>, page: &Page, width: u16) {
    let model = pen.model;
    let session = &page.session;
    let (number, count) = page.number;
    let aside = if session.status == crate::domain::SessionStatus::Held && count > 0 {
        format!("session {number} of {count}")
    } else {
        String::new()
    };
    let day = when::show_day_long(session.planned_start.day(model.now.zone));
    let held = session.in_words();
    let held = held.strip_prefix("held · ").unwrap_or(&held);
    let place = if session.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", session.place)
    };
    let end = pen.put_right(width - 1, 0, &aside, Role::Muted);
    pen.put(
        1,
        0,
        end.saturating_sub(2),
        &format!("{day} · {held}{place}"),
        Role::Strong,
    );
}

fn draw_line(pen: &mut Pen<'_>, line: &Line<'_>, y: u16, width: u16) {
    let mut end = width - 1;
    if !line.right.is_empty() {
        end = pen
            .put_right(end, y, &line.right, Role::Muted)
            .saturating_sub(2);
    }
    if !line.middle.is_empty() && width >= layout::TWO_PANES {
        end = pen
            .put(width - 34, y, 14, &line.middle, Role::Muted)
            .saturating_sub(16)
            .min(width - 36);
    }
    let x = 1 + line.indent;
    pen.put(x, y, end.saturating_sub(x), &line.text, line.role);
}

fn lines<'a>(pen: &Pen<'a>, page: &'a Page) -> Vec<Line<'a>> {
    let room = layout::reading_room(pen.model.size);
    let mut lines = Vec::with_capacity(48);
    if !page.session.summary.is_empty() {
        lines.extend(
            text::wrap(&page.session.summary, room)
                .into_iter()
                .map(|row| Line::new(0, row, Role::Text)),
        );
        lines.push(Line::blank());
    }
    items(&mut lines, page, room);
    promises(&mut lines, pen, page);
    said(&mut lines, pen, page);
    if !page.session.notes.is_empty() {
        lines.push(Line {
            right: "private".to_owned(),
            ..Line::new(0, "Notes", Role::Strong)
        });
        lines.extend(
            text::wrap(&page.session.notes, room - 2)
                .into_iter()
                .map(|row| Line::new(2, row, Role::Text)),
        );
    }
    lines
}

fn items<'a>(lines: &mut Vec<Line<'a>>, page: &'a Page, room: usize) {
    if page.items.is_empty() {
        return;
    }
    lines.push(Line::new(0, "Agenda", Role::Strong));
    for item in &page.items {
        let goes_on = if item.status == crate::domain::ItemStatus::Carried {
            "goes on"
        } else {
            ""
        };
        let words = format!(
            "{} {} {}",
            theme::item(item.status),
            item.kind.sign(),
            item.title
        );
        lines.push(Line {
            right: goes_on.to_owned(),
            ..Line::new(2, words, Role::Text)
        });
        if !item.outcome.is_empty() {
            lines.extend(
                text::wrap(&item.outcome, room - 6)
                    .into_iter()
                    .map(|row| Line::new(6, row, Role::Text)),
            );
        }
    }
    lines.push(Line::blank());
}

fn promises<'a>(lines: &mut Vec<Line<'a>>, pen: &Pen<'a>, page: &'a Page) {
    if page.promises.is_empty() {
        return;
    }
    let today = pen.model.today();
    let names = usize::from(pen.name_width());
    lines.push(Line::new(0, "Promises made", Role::Strong));
    for promise in &page.promises {
        let name = text::pad(pen.whose(promise.owner), names);
        let words = format!(
            "{} {name}  {}",
            theme::promise(promise.status),
            promise.text
        );
        let due = promise.due.map_or(String::new(), |d| {
            format!("due {}", when::short_day(d, today))
        });
        let kept = promise.status.kept_words(promise.done_on, today);
        let (middle, right) = if kept.is_empty() && pen.model.size.0 < layout::TWO_PANES {
            (String::new(), due)
        } else {
            (due, kept)
        };
        lines.push(Line {
            middle,
            right,
            ..Line::new(2, words, Role::Text)
        });
    }
    lines.push(Line::blank());
}

fn said<'a>(lines: &mut Vec<Line<'a>>, pen: &Pen<'a>, page: &'a Page) {
    if page.said.is_empty() {
        return;
    }
    lines.push(Line::new(0, "Said", Role::Strong));
    for line in &page.said {
        let (words, aside) = said_words(pen, line);
        let words = format!("{} {words}", sign_of(line.sign));
        lines.push(Line {
            right: aside.to_owned(),
            ..Line::new(2, words, Role::Text)
        });
    }
    lines.push(Line::blank());
}
