//! The trash over the whole screen.
//!
//! ```text
//!  Trash · Athena                                             2 rows, 3 with them
//! ────────────────────────────────────────────────────────────────────────────
//! ▸ goal         Lead a design review, with 3                       today 09:02
//!   agenda item  Talk for the June conference                            12 Nov
//! ```

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::keymap::Place;
use crate::app::layout::TWO_PANES;
use crate::app::overlay::history::history_height;
use crate::app::overlay::trash::{Trash, all_counted, rows_words};
use crate::domain::{Instant, Table, text, when};
use crate::store::window::trash::TrashLine;

use super::footer;
use super::pen::{Pen, columns};
use super::theme::Role;

/// Draws the trash.
pub fn draw(pen: &mut Pen<'_>, trash: &Trash) {
    let (width, height) = pen.model.size;
    pen.clear(Rect::new(0, 0, width, height));
    let is_person = |line: &&TrashLine| line.table == Table::Relationships;
    let people = trash.lines.iter().filter(is_person).count();
    let end = pen.put_right(
        width - 1,
        0,
        &pen.aside(&rows_words(people + trash.sum.lines(), trash.sum.with)),
        Role::Muted,
    );
    let title = format!("Trash · {}", pen.model.partner());
    pen.put(1, 0, end.saturating_sub(2), &title, Role::Strong);
    pen.rule(0, 1, width, "─", Role::Muted);
    if trash.lines.is_empty() && trash.is_read {
        let hint = "Nothing lies in it. What is thrown away lies here until it is emptied.";
        let rows = text::wrap(hint, usize::from(width - 4));
        for (row, y) in rows.iter().zip(2..height - 2) {
            pen.put(3, y, width - 4, row, Role::Muted);
        }
    }
    let seen = trash.lines.iter().enumerate().skip(trash.top);
    let nouns = seen.clone().take(history_height(pen.model.size));
    let names = nouns
        .map(|(_, line)| columns(noun(line.table)))
        .max()
        .unwrap_or(0);
    for ((n, line), y) in seen.zip(2..height - 2) {
        row(pen, line, names, Rect::new(0, y, width, 1));
        if n == trash.selected {
            pen.put(1, y, 1, "▸", Role::Focus);
            pen.select(Rect::new(0, y, width, 1));
        }
    }
    foot(pen, trash);
}

/// One row in a word or two.
fn noun(table: Table) -> &'static str {
    match table {
        Table::Relationships => "person",
        Table::AgendaItems => "item",
        Table::FeedbackRequests => "request",
        Table::Dismissals => "offer",
        Table::Materials => "to bring",
        table => table.noun(),
    }
}

fn row(pen: &mut Pen<'_>, line: &TrashLine, names: u16, area: Rect) {
    pen.put(3, area.y, names, noun(line.table), Role::Muted);
    let went = went(pen, line.at, area.width < TWO_PANES);
    let end = pen.put_right(area.right() - 1, area.y, &went, Role::Muted);
    let x = 3 + names + 2;
    let mut title = title(pen, line);
    if line.with_it() > 0 {
        title = format!("{title}, with {}", line.with_it()).into();
    }
    pen.put(x, area.y, end.saturating_sub(x + 2), &title, Role::Text);
}

fn went(pen: &Pen<'_>, at: Instant, is_narrow: bool) -> String {
    let (local, today) = (at.local(pen.model.now.zone), pen.model.today());
    let time = when::show_time(local.time());
    match (local.date() == today, is_narrow) {
        (true, true) => time,
        (true, false) => format!("today {time}"),
        (false, _) => when::short_day(local.date(), today),
    }
}

fn title<'t>(pen: &Pen<'_>, line: &'t TrashLine) -> Cow<'t, str> {
    if line.private && pen.model.is_masked {
        return "▪▪▪▪".into();
    }
    match Instant::parse(&line.title) {
        Ok(start) if line.table == Table::Sessions => {
            let local = start.local(pen.model.now.zone);
            when::show_moment(local, pen.model.today()).into()
        }
        _ if line.table == Table::Agreements => format!("version {}", line.title).into(),
        _ if line.table == Table::Pulses => match line.title.parse() {
            Ok(day) => when::show_day(day, pen.model.today()).into(),
            Err(_) => line.title.as_str().into(),
        },
        _ => line.title.as_str().into(),
    }
}

fn foot(pen: &mut Pen<'_>, trash: &Trash) {
    let (width, height) = pen.model.size;
    let area = Rect::new(0, height - 2, width, 1);
    if let Some(message) = &pen.model.message {
        footer::message(pen, message, area);
    } else if let Some(line) = trash.line() {
        let mut place = format!("{}/{}", trash.selected + 1, trash.lines.len());
        if !line.with.is_empty() {
            place = format!("{place} · with it {}", all_counted(&line.with));
        }
        pen.put(1, area.y, width - 2, &place, Role::Muted);
    }
    let keys = Rect::new(1, height - 1, width - 2, 1);
    if trash.asked {
        footer::asked(pen, Place::Trash, keys, "empty it for good");
    } else {
        footer::layer(pen, Place::Trash, keys, |action| trash.can(action));
    }
}
