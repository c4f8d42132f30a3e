//! The lines of a list that are in view: headings with asides, rows, and the selected one.

use ratatui::layout::Rect;

use crate::app::entry::{Entry, Part};
use crate::app::list::{List, ListLine, Section};
use crate::domain::text;

use super::pen::{Pen, columns};
use super::row::{self, Mark, Setting};
use super::theme::Role;

/// Draws a list into its area, with this mark at the selected row.
pub fn draw(pen: &mut Pen<'_>, list: &List<Part, Entry>, area: Rect, mark: Mark, setting: Setting) {
    let view = list.view();
    for (n, (line, y)) in view.iter().zip(area.y..area.bottom()).enumerate() {
        // A heading without a row under it says how many there are.
        if y + 1 == area.bottom()
            && let ListLine::Heading(section) = line
        {
            let x = area.x + u16::from(setting != Setting::NarrowCall);
            pen.put(
                x,
                y,
                area.right().saturating_sub(x + 1),
                &hidden(section),
                Role::Muted,
            );
            continue;
        }
        draw_line(
            pen,
            line,
            Rect {
                y,
                height: 1,
                ..area
            },
            mark,
            setting,
        );
        if let ListLine::Row(Entry::Hint(words), _) = line {
            let blank = view
                .iter()
                .skip(n + 1)
                .take_while(|l| matches!(l, ListLine::Blank))
                .count();
            let is_last = n + 1 + blank == view.len();
            let free = if is_last {
                area.bottom() - y
            } else {
                u16::try_from(blank + 1).unwrap_or(1)
            };
            long_hint(
                pen,
                words,
                Rect {
                    y,
                    height: free.min(HINT_LINES).min(area.bottom() - y),
                    ..area
                },
                setting,
            );
        }
    }
    let shown = u16::try_from(view.len()).unwrap_or(area.height);
    if let Some(last) = shown.min(area.height).checked_sub(1) {
        let x = area.x + u16::from(setting != Setting::NarrowCall);
        more(
            pen,
            list,
            area.y,
            area.y + last,
            &[x, area.x, area.right().saturating_sub(1)],
        );
    }
}

/// A section of which no row is in view: "Promises ↓ 2 more".
pub fn hidden(section: &Section<Part>) -> String {
    let words = section.heading.as_deref().unwrap_or("");
    match section.rows() {
        0 => format!("{words} ↓"),
        // Some headings say it themselves.
        rows if words.ends_with(&format!(" {rows}")) => format!("{words} ↓"),
        rows => format!("{words} ↓ {rows} more"),
    }
}

/// Quiet signs of what is above and below the lines in view, in the first of these columns that is free there.
pub fn more(pen: &mut Pen<'_>, list: &List<Part, Entry>, top: u16, bottom: u16, at: &[u16]) {
    // A heading on the last line says so itself.
    let is_told = matches!(list.view().last(), Some(ListLine::Heading(_)));
    for (is_hidden, y, sign) in [
        (list.begins_above(), top, "↑"),
        (list.goes_on() && !is_told, bottom, "↓"),
    ] {
        let is_free = |x: &u16| {
            let cell = pen.buffer.cell((*x, y));
            cell.is_some_and(|cell| cell.symbol() == " ")
        };
        if let Some(x) = at.iter().find(|x| is_free(x)).filter(|_| is_hidden) {
            pen.put(*x, y, 1, sign, Role::Muted);
        }
    }
}

/// The most lines that the words of an empty section take.
const HINT_LINES: u16 = 3;

/// The words of an empty section go on where the lines under them are empty, so that the way out is not cut off.
fn long_hint(pen: &mut Pen<'_>, words: &str, area: Rect, setting: Setting) {
    let margin = u16::from(setting != Setting::NarrowCall);
    let words = &pen.model.hint(words);
    let x = area.x + margin + 2;
    let room = area.right().saturating_sub(x + margin);
    if area.height < 2 || columns(words) <= room {
        return;
    }
    let style = pen
        .buffer
        .cell((x, area.y))
        .map(ratatui::buffer::Cell::style);
    pen.clear(Rect {
        x,
        y: area.y,
        width: room,
        height: 1,
    });
    let rows = text::wrap(words, room.max(1).into());
    let last = area.bottom() - 1;
    for (n, (row, y)) in rows.iter().zip(area.y..area.bottom()).enumerate() {
        // What there is no line for is cut from the last one, which says so.
        let rest = if y == last {
            rows.get(n..).unwrap_or_default().join(" ")
        } else {
            row.clone()
        };
        pen.put(x, y, room, &rest, Role::Muted);
    }
    if let Some(style) = style {
        pen.buffer.set_style(
            Rect {
                x,
                y: area.y,
                width: room,
                height: 1,
            },
            style,
        );
    }
}

/// Draws one line of a list, with this mark where it is the selected row.
pub fn draw_line(
    pen: &mut Pen<'_>,
    line: &ListLine<'_, Part, Entry>,
    area: Rect,
    mark: Mark,
    setting: Setting,
) {
    match line {
        ListLine::Blank => {}
        ListLine::Heading(section) => heading(pen, section, area, setting),
        ListLine::Row(entry, is_selected) => {
            let mark = if *is_selected { mark } else { Mark::None };
            row::draw(pen, entry, area, mark, setting);
        }
    }
}

fn heading(pen: &mut Pen<'_>, section: &Section<Part>, area: Rect, setting: Setting) {
    let margin = u16::from(setting != Setting::NarrowCall);
    let aside = pen.model.filled(&section.aside);
    let end = pen.put_right(
        area.right().saturating_sub(margin),
        area.y,
        &aside,
        Role::Muted,
    );
    let words = section.heading.as_deref().unwrap_or("");
    let x = area.x + margin;
    pen.put(x, area.y, end.saturating_sub(x + 1), words, Role::Strong);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_rows_are_hidden_is_said_once() {
        for (section, words) in [
            (
                Section::headed(Part::Promises, 2, "Promises"),
                "Promises ↓ 2 more",
            ),
            (
                Section::headed(Part::Offered, 10, "Offered 10"),
                "Offered 10 ↓",
            ),
            (
                Section::headed(Part::Offered, 10, "Offered 110"),
                "Offered 110 ↓ 10 more",
            ),
            (
                Section::headed(Part::Bring, 0, "Bring").or_hint(),
                "Bring ↓",
            ),
        ] {
            assert_eq!(hidden(&section), words);
        }
    }
}
