//! The history over the whole screen.
//!
//! ```text
//!  History · Athena                                                 412 actions
//! ────────────────────────────────────────────────────────────────────────────
//!  today
//! ▸ 09:02    Done: Co-lead one
//!   09:01  × Added: Lead a design review                                undone
//! ```

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::keymap::Place;
use crate::app::layout::TWO_PANES;
use crate::app::mask;
use crate::app::overlay::history::{History, HistoryRow, history_height};
use crate::domain::{text, when};
use crate::store::window::history::HistoryLine;

use super::footer;
use super::pen::Pen;
use super::theme::Role;

/// Draws the history.
pub fn draw(pen: &mut Pen<'_>, history: &History) {
    let (width, height) = pen.model.size;
    pen.clear(Rect::new(0, 0, width, height));
    let count = match history.total {
        1 => "1 action".to_owned(),
        many => format!("{many} actions"),
    };
    let end = pen.put_right(width - 1, 0, &pen.aside(&count), Role::Muted);
    let title = format!("History · {}", pen.model.partner());
    pen.put(1, 0, end.saturating_sub(2), &title, Role::Strong);
    pen.rule(0, 1, width, "─", Role::Muted);
    if history.total == 0 && history.is_read {
        let hint = "Nothing was done yet. What is done stands here with its time.";
        let rows = text::wrap(hint, usize::from(width - 4));
        for (row, y) in rows.iter().zip(2..height - 2) {
            pen.put(3, y, width - 4, row, Role::Muted);
        }
    }
    let zone = pen.model.now.zone;
    let rows = history.rows(zone, history_height(pen.model.size));
    for (row, y) in rows.into_iter().zip(2..height - 2) {
        match row {
            HistoryRow::Day(day) => {
                let today = pen.model.today();
                let words = match (today - day).num_days() {
                    0 | 1 => when::relative(day, today),
                    _ => when::show_day(day, today),
                };
                pen.put(1, y, width - 2, &words, Role::Strong);
            }
            HistoryRow::Action(line, is_selected) => {
                action(pen, line, is_selected, Rect::new(0, y, width, 1));
            }
        }
    }
    foot(pen, history);
}

fn action(pen: &mut Pen<'_>, line: &HistoryLine, is_selected: bool, area: Rect) {
    let zone = pen.model.now.zone;
    let time = when::show_time(line.at.local(zone).time());
    pen.put(area.x + 3, area.y, 5, &time, Role::Muted);
    let role = if line.undone || line.is_move {
        Role::Muted
    } else {
        Role::Text
    };
    let mut end = area.right() - 1;
    if line.undone {
        pen.put(area.x + 9, area.y, 1, "×", Role::Muted);
        if area.width >= TWO_PANES {
            end = pen.put_right(end, area.y, "undone", Role::Muted) - 2;
        }
    }
    let x = area.x + 11;
    let label = shown(pen, line);
    pen.put(x, area.y, end.saturating_sub(x), &label, role);
    if is_selected {
        pen.put(area.x + 1, area.y, 1, "▸", Role::Focus);
        pen.select(area);
    }
}

/// The action's name; masked, of what is private only what was done, not to which text.
fn shown<'t>(pen: &Pen<'_>, line: &'t HistoryLine) -> Cow<'t, str> {
    if pen.model.is_masked && line.private != Some(false) {
        return mask::verb_of(&line.label).into();
    }
    pen.model.told(&line.label)
}

fn foot(pen: &mut Pen<'_>, history: &History) {
    let (width, height) = pen.model.size;
    let area = Rect::new(0, height - 2, width, 1);
    if let Some(message) = &pen.model.message {
        footer::message(pen, message, area);
    } else if let Some(line) = history.line() {
        let state = if line.undone { " · undone" } else { "" };
        let words = format!("{}/{}{state}", history.selected + 1, history.total);
        pen.put(1, area.y, width - 2, &words, Role::Muted);
    }
    let keys = Rect::new(1, height - 1, width - 2, 1);
    if history.asked.is_some() {
        footer::asked(pen, Place::History, keys, "do it");
    } else {
        footer::layer(pen, Place::History, keys, |action| history.can(action));
    }
}
