//! The one line that is typed: label and field in the message row, what is understood above it.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout;
use crate::app::line::{Line, Purpose};
use crate::app::mask::HIDDEN;
use crate::app::model::Model;
use crate::domain::text;

use super::footer;
use super::pen::{Pen, columns};
use super::theme::Role;

/// The row of the message, where the line stands, and the rows of the footer under it.
fn rows(model: &Model) -> (Rect, Rect) {
    if model.in_call {
        let areas = layout::call(model);
        (areas.message, areas.footer)
    } else {
        let areas = layout::tab(model);
        (areas.message, areas.footer)
    }
}

/// Draws the line.
pub fn draw(pen: &mut Pen<'_>, line: &Line) {
    let model = pen.model;
    let (area, footer) = rows(model);
    let margin = u16::from(area.width >= 60);
    let (x, end) = (area.x + margin, area.right().saturating_sub(margin));
    pen.clear(area);
    pen.clear(footer);
    let at = pen.put(
        x,
        area.y,
        end.saturating_sub(x) / 2,
        &label(model, line),
        Role::Strong,
    ) + 2;
    let room = end.saturating_sub(at);
    let (example, left_out) = example(model, line, room.saturating_sub(1));
    let above = Rect {
        y: area.y.saturating_sub(1),
        ..area
    };
    answer(pen, line, left_out, above, margin);
    if model.is_masked && line.is_untouched() {
        pen.put(at, area.y, room, HIDDEN, Role::Text);
    } else {
        pen.field(at, area.y, room, &line.field, true);
    }
    if line.field.is_empty() {
        pen.put(
            at + 1,
            area.y,
            room.saturating_sub(1),
            &example,
            Role::Muted,
        );
    }
    let turned = line.turned(&model.context());
    let turn = model.keys.key(Action::Whose, Place::Line);
    let keys = keys(line, turn, turned.as_deref());
    pen.keys(x, footer.y, end, if margin == 1 { 3 } else { 2 }, &keys);
}

/// What stands in the empty field, and what of it stands above for want of room.
fn example(model: &Model, line: &Line, room: u16) -> (String, &'static str) {
    let words = match &line.draft {
        Some(draft) if !draft.is_empty() && !line.is_proposal => {
            format!("↑ takes: {}", model.shown(draft, true))
        }
        Some(draft) if !draft.is_empty() => format!("↑ takes: {draft}"),
        _ => line.example(model.today()).into_owned(),
    };
    match line.short_example() {
        Some((short, left_out)) if columns(&words) > room => {
            let is_offer = line.draft.as_ref().is_some_and(|draft| !draft.is_empty());
            let words = if is_offer { words } else { short.to_owned() };
            let left_out = if line.field.is_empty() { left_out } else { "" };
            (words, left_out)
        }
        _ => (words, ""),
    }
}

/// The columns of a name before a label.
const NAME: usize = 16;

/// What stands before the field; with whom it will stand, where neither that nor the header says so.
fn label(model: &Model, line: &Line) -> String {
    let words = line.label(&model.context());
    match model.named_nowhere() {
        Some(name) if !words.contains(name) => format!("{} · {words}", text::fit(name, NAME)),
        _ => words,
    }
}

/// What is wrong, what is understood, or what of the example has no room, above the line.
fn answer(pen: &mut Pen<'_>, line: &Line, left_out: &str, area: Rect, margin: u16) {
    let (words, role) = match (&line.error, &pen.model.message) {
        (Some(error), _) => (error.clone(), Role::Notice),
        (None, Some(message)) if message.is_error => {
            pen.clear(area);
            footer::message(pen, message, area);
            return;
        }
        (None, _) => match understood(pen.model, line) {
            words if words.is_empty() => (left_out.to_owned(), Role::Muted),
            words => (words, Role::Muted),
        },
    };
    if words.is_empty() {
        return;
    }
    pen.clear(area);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(2 * margin),
        ..area
    };
    footer::upwards(pen, &words, inner, role);
}

/// What is understood of the line so far; where that is nothing, the row that it is about.
fn understood(model: &Model, line: &Line) -> String {
    let is_hidden = model.is_masked && line.is_untouched();
    let echo = if is_hidden {
        String::new()
    } else {
        line.echo(&model.context())
    };
    match (&line.about, &line.told) {
        (_, Some(told)) if echo.is_empty() => told.text.clone(),
        (Some((title, private)), None) if echo.is_empty() => {
            let room = usize::from(model.size.0.saturating_sub(2));
            text::fit(&text::visible(&model.shown(title, *private)), room)
        }
        _ => echo,
    }
}

fn keys<'k>(line: &Line, turn: &'k str, turned: Option<&'k str>) -> Vec<(&'k str, &'k str)> {
    let enter = if line.stays_open() {
        "adds"
    } else {
        "keeps it"
    };
    let mut keys = vec![("Enter", enter)];
    let is_turned = matches!(line.purpose, Purpose::Turn { .. });
    match line.plain() {
        Purpose::Item { .. }
        | Purpose::Promise { .. }
        | Purpose::Goal { .. }
        | Purpose::Material { .. }
        | Purpose::Move { .. }
        | Purpose::Cancel { .. }
        | Purpose::Win { .. } => keys.extend(turned.map(|words| (turn, words))),
        Purpose::Feedback { .. } | Purpose::Request if !is_turned => {
            keys.push((turn, "from/to/ask"));
        }
        Purpose::Feedback { .. } => keys.push((turn, "from or to")),
        _ => {}
    }
    let leaves = if line.told.is_some() {
        "without a line"
    } else {
        "closes"
    };
    keys.push(("Esc", leaves));
    keys
}
