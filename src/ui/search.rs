//! Search: what is typed, and the hits, newest first.
//!
//! ```text
//!  / promotion                                              with Athena · 2/7
//! ────────────────────────────────────────────────────────────────────────────
//!  ▸ 12 Nov    notes      …the case needs two reviews: promotion by June; A.
//!    29 Oct  ? item       How does a promotion come about here?
//! ```

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::{self, TWO_PANES};
use crate::app::model::Model;
use crate::app::overlay::Search;
use crate::domain::search::query::Context;
use crate::domain::{Table, text, when};
use crate::store::search::{Hit, When};

use super::footer;
use super::pen::{Pen, columns};
use super::row::sign_of;
use super::theme::Role;

/// Draws the search.
pub fn draw(pen: &mut Pen<'_>, search: &Search) {
    let (width, rows) = pen.model.size;
    pen.clear(Rect::new(0, 0, width, rows));
    pen.rule(0, 1, width, "─", Role::Muted);
    head(pen, search, width);
    let height = layout::search_height(pen.model.size);
    let shown = search.hits.iter().enumerate().skip(search.top).take(height);
    for ((n, hit), y) in shown.zip(2..) {
        draw_hit(pen, hit, search.everybody, y);
        if n == search.selected {
            pen.put(1, y, 1, "▸", Role::Focus);
            pen.select(Rect::new(0, y, width, 1));
        }
    }
    if search.hits.is_empty() {
        let room = width.saturating_sub(4);
        let lines = nothing(pen, search).into_iter();
        let wrapped = lines.flat_map(|line| text::wrap(line, usize::from(room)));
        for (row, y) in wrapped.zip(3..rows.saturating_sub(2)) {
            pen.put(3, y, room, &row, Role::Muted);
        }
    }
    foot(pen, search, width, rows);
}

fn head(pen: &mut Pen<'_>, search: &Search, width: u16) {
    // Masked there is nobody else: where there is little room the words have it.
    let whom = if pen.model.is_masked && width < TWO_PANES {
        String::new()
    } else {
        format!("with {}", whom(pen, search.everybody))
    };
    let aside = if search.hits.is_empty() && search.is_looking {
        with_place(&whom, "looking")
    } else if search.hits.is_empty() {
        whom
    } else {
        with_place(&whom, &search.place())
    };
    let end = pen.put_right(width - 1, 0, &pen.aside(&aside), Role::Muted);
    let x = pen.put(1, 0, 2, "/", Role::Strong) + 1;
    let model = pen.model;
    let at = (x, 0, end.saturating_sub(x + 1));
    pen.field_hidden(at, &search.field, true, |typed| asked(model, search, typed));
}

fn with_place(whom: &str, place: &str) -> String {
    if whom.is_empty() {
        place.to_owned()
    } else {
        format!("{whom} · {place}")
    }
}

/// What is typed, as it may be shown: masked, a name of somebody else stands nowhere, and where nothing is found not even what
/// may be its beginning; what is found stands in a text that shows.
fn asked<'t>(model: &Model, search: &Search, typed: &'t str) -> Cow<'t, str> {
    match &model.others {
        None => Cow::Borrowed(typed),
        Some((_, names)) if search.hits.is_empty() => names.hidden_from_the_start(typed),
        Some((_, names)) => names.hidden(typed),
    }
}

/// Whose texts are looked through.
fn whom<'a>(pen: &Pen<'a>, everybody: bool) -> &'a str {
    if everybody {
        "everybody"
    } else {
        pen.model.partner()
    }
}

/// What an empty list says.
fn nothing(pen: &Pen<'_>, search: &Search) -> [&'static str; 2] {
    if search.field.is_empty() {
        return [
            "Everything ever written: notes, items, promises, feedback, goals.",
            "Parts of words do, with or without accents.",
        ];
    }
    if search.query().is_empty() {
        return ["Letters and digits are looked for.", ""];
    }
    if search.is_looking {
        return ["", ""];
    }
    let way_out = if search.everybody || pen.model.is_masked || pen.model.relationships < 2 {
        "Fewer letters find more."
    } else {
        "Tab looks with everybody; fewer letters find more."
    };
    ["Nothing has all of these words.", way_out]
}

fn draw_hit(pen: &mut Pen<'_>, hit: &Hit, everybody: bool, y: u16) {
    let at = layout::search_columns(pen.model.size, everybody);
    let (zone, today) = (pen.model.now.zone, pen.model.today());
    let day = match hit.when {
        Some(When::Day(day)) => Some(day),
        Some(When::At(instant)) => Some(instant.day(zone)),
        None => None,
    };
    let room = at.sign.saturating_sub(at.date + 1);
    let day = day.map_or(String::new(), |day| {
        let whole = when::padded_day(day, today);
        let fits = columns(&whole) <= room;
        if fits {
            whole
        } else {
            day.format("%b %Y").to_string()
        }
    });
    pen.put(at.date, y, room, &day, Role::Muted);
    pen.put(at.sign, y, 1, sign(hit), Role::Text);
    if at.kind > 0 {
        pen.put(
            at.kind,
            y,
            at.text.saturating_sub(at.kind + 1),
            kind(hit),
            Role::Muted,
        );
    }
    if everybody {
        let name = hit.partner.split_whitespace().next().unwrap_or_default();
        pen.put(
            at.name,
            y,
            pen.model.size.0.saturating_sub(at.name + 1),
            name,
            Role::Muted,
        );
    }
    matched(pen, at.text, y, at.context, &hit.context);
}

/// A text with its matches marked.
fn matched(pen: &mut Pen<'_>, x: u16, y: u16, room: u16, context: &Context) {
    pen.put(x, y, room, &context.text, Role::Text);
    underline(
        pen,
        Rect::new(x, y, room, 1),
        &context.text,
        &context.matches,
    );
}

/// Underlines what the search that goes on looks for, in a text that stands in an area.
pub(super) fn found(pen: &mut Pen<'_>, area: Rect, text: &str) {
    if let Some(found) = &pen.model.found {
        let matches = found.query().find(text);
        underline(pen, area, text, &matches);
    }
}

/// Underlines parts of a text that stands in an area.
fn underline(pen: &mut Pen<'_>, area: Rect, text: &str, matches: &[std::ops::Range<usize>]) {
    let style = pen.style(Role::Matched);
    for range in matches {
        let before = text.get(..range.start).map_or(0, columns);
        let width = text.get(range.clone()).map_or(0, columns);
        let marked = Rect::new(area.x.saturating_add(before), area.y, width, 1);
        pen.buffer.set_style(marked.intersection(area), style);
    }
}

/// The mark that the row's kind is typed with.
fn sign(hit: &Hit) -> &'static str {
    match hit.table {
        Table::AgendaItems => hit.kind.map_or("", |kind| sign_of(kind.sign())),
        Table::Questions => "?",
        Table::GoalUpdates => "~",
        Table::Feedback | Table::FeedbackRequests => "*",
        Table::Wins => "+",
        Table::Challenges => "^",
        Table::Lessons => "=",
        _ => "",
    }
}

/// What the match stands in, in a word.
fn kind(hit: &Hit) -> &'static str {
    match (hit.table, hit.column) {
        (_, "notes") => "notes",
        (_, "about") if hit.table == Table::Relationships => "about",
        (Table::Sessions, "summary") => "sentence",
        (Table::Sessions, "change_reason") => "reason",
        (Table::Sessions, _) => "session",
        (Table::AgendaItems, "outcome") => "outcome",
        (Table::AgendaItems, "prompt") => "prompt",
        (Table::AgendaItems, _) => "item",
        (Table::GoalUpdates, _) => "moved",
        (Table::Materials, _) => "bring",
        (Table::Relationships, _) => "person",
        (Table::FeedbackRequests, _) => "asked for",
        (table, _) => table.noun(),
    }
}

fn foot(pen: &mut Pen<'_>, search: &Search, width: u16, rows: u16) {
    if let Some(message) = &pen.model.message {
        footer::message(pen, message, Rect::new(0, rows - 2, width, 1));
    }
    let end = pen.put_right(width - 1, rows - 1, "Esc closes", Role::Text);
    let mut keys = vec![("Enter", "goes there")];
    if !pen.model.is_masked && pen.model.relationships > 1 {
        let whose = pen.model.keys.row(Action::Whose, Place::Search);
        let other = if search.everybody {
            pen.model.partner()
        } else {
            "all"
        };
        keys.extend(whose.map(|row| (row.key(), other)));
    }
    keys.push(("↑ ↓", "move"));
    pen.keys(1, rows - 1, end.saturating_sub(2), 3, &keys);
}
