//! A form: labels at the left, what is typed at the right, what is wrong under it.

use ratatui::layout::{Position, Rect};

use crate::app::form;
use crate::app::keymap::{Action, Place};
use crate::app::mask::HIDDEN;
use crate::app::model::Model;
use crate::app::overlay::reading::page::times_moved;
use crate::app::overlay::{Form, FormField, spoken};
use crate::domain::{Table, text};
use crate::store::window::links::LinkLine;

use super::footer;
use super::menus::centred;
use super::pen::{Pen, columns};
use super::theme::Role;

/// A line of the form.
enum Line<'a> {
    Row(&'a FormField, usize, String, bool),
    Error(&'a str),
    Aside(String),
    Draft(&'a str),
    More(usize),
    /// What it is tied to: the field number, a row of its words, and whether that is the first and the last one.
    Link(&'a LinkLine, usize, String, Ends),
}

/// Which end of wrapped words a row is.
#[derive(Clone, Copy)]
struct Ends {
    is_first: bool,
    is_last: bool,
}

/// The rows that what a form is tied to takes at most.
const LINK_ROWS: usize = 3;

/// Draws the form.
pub fn draw(pen: &mut Pen<'_>, form: &Form) {
    let size = pen.model.size;
    let width = size.0.saturating_sub(2).min(76);
    let labels = form
        .fields
        .iter()
        .map(|f| columns(f.label))
        .max()
        .unwrap_or(0)
        .clamp(6, 18);
    let room = width.saturating_sub(labels + 6).max(8);
    let lines = lines(form, room, pen.model);
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = pen.boxed(
        centred((size.0, size.1.saturating_sub(2)), width, height),
        "Edit",
        "",
        Role::Muted,
    );
    let at = cursor_line(form, &lines, room, pen.model.is_masked);
    let first = (at + 1).saturating_sub(inner.height.into());
    for (line, y) in lines.iter().skip(first).zip(inner.y..inner.bottom()) {
        draw_line(
            pen,
            form,
            line,
            Rect {
                y,
                height: 1,
                ..inner
            },
            (labels, room),
        );
    }
    if let Some(message) = &pen.model.message {
        let row = Rect::new(0, size.1.saturating_sub(2), size.0, 1);
        pen.clear(row);
        footer::message(pen, message, row);
    }
    let footer = Rect::new(0, size.1 - 1, size.0, 1);
    pen.clear(footer);
    let gap = if footer.width < footer::NARROW { 1 } else { 3 };
    pen.keys(1, footer.y, footer.right(), gap, &keys(pen.model, form));
}

/// The keys that do something here.
fn keys<'m>(model: &'m Model, form: &Form) -> Vec<(&'m str, &'static str)> {
    let mut keys = vec![("Esc", "keeps it"), ("Tab", "next")];
    if form.fields.iter().any(|f| f.is_more) {
        let words = if form.is_open { "less" } else { "more" };
        keys.push((model.keys.key(Action::Unfold, Place::Form), words));
    }
    if form.at != form::MORE && form.at >= form.fields.len() {
        keys.insert(0, ("Enter", "goes"));
    }
    if form.fields.get(form.at).is_some_and(|f| form.turns(f)) {
        keys.push(("← →", "choose"));
    }
    keys
}

/// What may be written in an empty field that names a row, or whose label is short.
fn hint(form: &Form, field: &FormField) -> &'static str {
    match field.name {
        "used_in" => "a word of a goal, promise or lesson",
        "obstacle" => "what gets in the way",
        "if_then" => "what is done then",
        "baseline" => "where it stands today",
        _ if form.named(field).is_empty() => "",
        _ => "a word of its title, or ← →",
    }
}

/// What a number counts, where its label leaves that open.
fn unit(field: &str, words: &str) -> &'static str {
    match (field, words) {
        ("feedback_every_sessions", "1") => "session",
        ("feedback_every_sessions", _) => "sessions",
        _ => "",
    }
}

fn lines<'a>(form: &'a Form, room: u16, model: &Model) -> Vec<Line<'a>> {
    let partner = model.partner();
    let mut lines = Vec::with_capacity(form.fields.len() + 4);
    for (n, field) in form
        .fields
        .iter()
        .enumerate()
        .filter(|(_, f)| form.is_open || !f.is_more)
    {
        let is_hidden = model.is_masked && form.hides(field) && !field.field.is_empty();
        if is_hidden && !(form.is_typing && n == form.at) {
            lines.push(Line::Row(field, n, HIDDEN.to_owned(), true));
            continue;
        }
        let rows = if is_hidden {
            // Only the line that is being typed shows.
            let (row, _) = field.field.cursor_row_col(room);
            field.field.rows(room, row, 1)
        } else if field.words.is_empty() {
            field.field.rows(room, 0, 8)
        } else {
            Vec::new()
        };
        if rows.is_empty() {
            lines.push(Line::Row(
                field,
                n,
                spoken(&field.field.value(), partner),
                true,
            ));
        }
        for (row, text) in rows.iter().enumerate() {
            lines.push(Line::Row(field, n, text.text.to_owned(), row == 0));
        }
        lines.extend(field.error.as_deref().map(Line::Error));
        if form.table == Table::Commitments && field.name == "due" {
            let times = times_moved(&form::moves(&form.row), model);
            let parts: Vec<_> = if columns(&times) > room {
                times.split(", ").map(str::to_owned).collect()
            } else {
                vec![times]
            };
            lines.extend(parts.into_iter().filter(|t| !t.is_empty()).map(Line::Aside));
        }
        if let Some(draft) = field.draft.as_deref().filter(|_| !field.is_met) {
            let is_hidden = model.is_masked && form.hides(field);
            lines.push(Line::Draft(if is_hidden { HIDDEN } else { draft }));
        }
    }
    lines.extend(form::folded(form).map(Line::More));
    for (tie, n) in form.links.iter().zip(form.fields.len()..) {
        let rows = link_rows(model, tie, room);
        let last = rows.len().saturating_sub(1);
        lines.extend(rows.into_iter().enumerate().map(|(at, words)| {
            let (is_first, is_last) = (at == 0, at == last);
            Line::Link(tie, n, words, Ends { is_first, is_last })
        }));
    }
    lines
}

/// What it is tied to, wrapped; what goes on below that is cut.
fn link_rows(model: &Model, tie: &LinkLine, room: u16) -> Vec<String> {
    let words = super::row::link_words(model, tie);
    let mut rows = text::wrap(&words, room.into());
    if rows.len() > LINK_ROWS {
        let rest = rows.split_off(LINK_ROWS - 1).join(" ");
        rows.push(text::fit(&rest, room.into()));
    }
    rows
}

/// The line where one types.
fn cursor_line(form: &Form, lines: &[Line<'_>], room: u16, is_masked: bool) -> usize {
    let is_here = |line: &Line<'_>| match line {
        Line::Row(_, n, ..) => *n == form.at,
        // Of wrapped words the last row, so that all of them are in view.
        Line::Link(_, n, _, ends) => *n == form.at && ends.is_last,
        Line::More(_) => form.at == form::MORE,
        _ => false,
    };
    let first = lines.iter().position(is_here);
    let inside = form.fields.get(form.at).map_or(0, |f| {
        if f.words.is_empty() && !(is_masked && form.hides(f)) {
            f.field.cursor_row_col(room).0
        } else {
            0
        }
    });
    first.map_or(lines.len().saturating_sub(1), |line| line + inside)
}

/// What was typed before, and the key that brings it back.
fn draft(pen: &mut Pen<'_>, words: &str, area: Rect) {
    let end = pen.put_right(area.right(), area.y, "Ctrl-y takes it", Role::Muted);
    let words = format!("typed before: {}", words.replace('\n', " "));
    pen.put(
        area.x,
        area.y,
        end.saturating_sub(area.x + 1),
        &words,
        Role::Muted,
    );
}

fn draw_line(
    pen: &mut Pen<'_>,
    form: &Form,
    line: &Line<'_>,
    area: Rect,
    (labels, room): (u16, u16),
) {
    let (label_at, field_at) = (area.x + 1, area.x + labels + 3);
    match line {
        Line::Error(words) => drop(pen.put(field_at, area.y, room, words, Role::Notice)),
        Line::Aside(words) => drop(pen.put(field_at, area.y, room, words, Role::Muted)),
        Line::Draft(words) => draft(
            pen,
            words,
            Rect {
                x: field_at,
                width: room,
                ..area
            },
        ),
        Line::More(count) => {
            let here = form.at == form::MORE;
            let role = if here { Role::Selection } else { Role::Muted };
            let end = pen.put(label_at, area.y, room, &format!("▸ more, {count}"), role);
            if here {
                pen.put(end + 2, area.y, 11, "Enter opens", Role::Muted);
            }
        }
        Line::Link(to, n, words, ends) => {
            let here = *n == form.at;
            if ends.is_first {
                let label = if here { Role::Focus } else { Role::Muted };
                pen.put(label_at, area.y, labels, to.tie.words(), label);
            }
            let role = if here { Role::Selection } else { Role::Text };
            pen.put(field_at, area.y, room, words, role);
        }
        Line::Row(field, n, words, is_first) => {
            let here = *n == form.at;
            if *is_first {
                pen.put(
                    label_at,
                    area.y,
                    labels,
                    field.label,
                    if here { Role::Focus } else { Role::Muted },
                );
            }
            if here && !field.words.is_empty() {
                let end = pen.put(
                    field_at,
                    area.y,
                    room.saturating_sub(6),
                    words,
                    Role::Selection,
                );
                pen.put(end + 2, area.y, 4, "← →", Role::Muted);
            } else if here && field.field.is_empty() && !hint(form, field).is_empty() {
                let hint = hint(form, field);
                pen.put(
                    field_at + 1,
                    area.y,
                    room.saturating_sub(1),
                    hint,
                    Role::Muted,
                );
            } else {
                let end = pen.put(field_at, area.y, room, words, Role::Text);
                let left = (field_at + room).saturating_sub(end + 2);
                pen.put(end + 2, area.y, left, unit(field.name, words), Role::Muted);
            }
            if here && *is_first && field.words.is_empty() {
                let (row, column) = match field.field.cursor_row_col(room) {
                    _ if words == HIDDEN => (0, columns(HIDDEN)),
                    (_, column) if pen.model.is_masked && form.hides(field) => (0, column),
                    at => at,
                };
                let seen = field.field.rows(room, row, 1);
                let column = match seen.first().filter(|_| words != HIDDEN) {
                    Some(line) => pen.column_in(line.text, column),
                    None => column,
                };
                let y = area.y + u16::try_from(row).unwrap_or(0);
                pen.cursor = Some(Position::new(field_at + column, y));
            }
        }
    }
}
