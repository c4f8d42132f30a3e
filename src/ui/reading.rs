//! A past session, read whole, as `app::overlay::reading::page` wrapped it.

use ratatui::layout::Rect;

use crate::app;
use crate::app::entry::Entry;
use crate::app::keymap::{Action, Place};
use crate::app::layout;
use crate::app::model::Model;
use crate::app::overlay::reading::page::{MIDDLE, Page, PageLine, SIGN};
use crate::app::overlay::reading::{self, Reading};
use crate::domain::{SessionStatus, when};

use super::footer;
use super::pen::{Pen, columns};
use super::row::sign_of;
use super::search;
use super::tabs::role;
use super::theme::{self, Role};

/// Draws the session.
pub fn draw(pen: &mut Pen<'_>, reading: &Reading) {
    let (width, rows) = pen.model.size;
    pen.clear(Rect::new(0, 0, width, rows));
    pen.rule(0, 1, width, "─", Role::Muted);
    let Some(page) = &reading.page else { return };
    header(pen, page, width);
    let height = layout::reading_height(pen.model.size);
    let is_on_top = pen.model.is_reading();
    for (line, y) in page.lines.iter().skip(reading.top).take(height).zip(2..) {
        let is_selected = is_on_top && line.row.is_some() && line.row == reading.chosen();
        draw_line(pen, page, line, Rect::new(0, y, width, 1), is_selected);
    }
    foot(pen, reading, page, height);
}

/// The message or where one is in the text, and the keys that work here.
fn foot(pen: &mut Pen<'_>, reading: &Reading, page: &Page, height: usize) {
    let model = pen.model;
    let (width, rows) = model.size;
    let line = Rect::new(0, rows - 2, width, 1);
    if let Some(message) = &model.message {
        footer::message(pen, message, line);
    } else if page.lines.len() > height {
        let last = (reading.top + height).min(page.lines.len());
        let words = format!("{}–{last} of {}", reading.top + 1, page.lines.len());
        pen.put_right(width - 1, line.y, &words, Role::Muted);
    }
    let back = format!("{} back", model.keys.key(Action::Back, Place::Tabs));
    let end = pen.put_right(width - 1, rows - 1, &back, Role::Text);
    let keys = keys(model);
    let keys: Vec<_> = keys
        .iter()
        .map(|(key, words)| (key.as_str(), words.as_str()))
        .collect();
    pen.keys(1, rows - 1, end.saturating_sub(2), 3, &keys);
}

/// The keys of the page, then what the row under the cursor answers to.
fn keys(model: &Model) -> Vec<(String, String)> {
    let key = |action| model.keys.key(action, Place::Tabs).to_owned();
    let pages = format!(
        "{} {}",
        key(Action::PreviousSession),
        key(Action::NextSession)
    );
    let mut keys = vec![(pages, "sessions".into())];
    keys.extend(footer::hits(model).map(|(keys, words)| {
        // Where there is no room for what is looked for, the place among the hits is told.
        let place = model.found.as_ref().map(|found| found.place());
        let is_narrow = model.size.0 < footer::NARROW;
        (keys, place.filter(|_| is_narrow).unwrap_or(words))
    }));
    if reading::can(model, Action::Add) {
        keys.push((key(Action::Add), "add".into()));
    }
    let after = keys.len() + 1;
    keys.push((key(Action::Edit), "edit".into()));
    let rows = [
        (Action::Offers, "onto agenda"),
        (Action::Toggle, "done"),
        (Action::State, "state"),
        (Action::TurnInto, "turn into"),
        (Action::Visibility, "private"),
    ];
    keys.push((key(Action::Copy), "copy".into()));
    for (n, (action, words)) in rows.into_iter().enumerate() {
        let row = model.keys.row(action, Place::Tabs);
        // The row's yes is another one for a piece of feedback.
        let words = match action {
            Action::Toggle => row.map_or(words.into(), |row| app::footer::label(model, row)),
            _ => words.into(),
        };
        if reading::can(model, action) {
            let at = match words.as_ref() {
                words if words.ends_with("answer") => 1,
                _ if n == 0 => after,
                _ => keys.len(),
            };
            keys.insert(at, (key(action), words.into_owned()));
        }
    }
    keys
}

fn header(pen: &mut Pen<'_>, page: &Page, width: u16) {
    let model = pen.model;
    let session = &*model.veiled(&page.session);
    let (number, count) = page.number;
    let aside = if session.status == SessionStatus::Held && count > 0 {
        format!("session {number} of {count}")
    } else {
        String::new()
    };
    let day = session.at().day(model.now.zone);
    let held = session.in_words();
    let held = held.strip_prefix("held · ").unwrap_or(&held);
    let place = if session.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", session.place)
    };
    let (long, short) = (when::show_day_long(day), when::show_day(day, model.today()));
    let whole = pen.aside(&aside);
    let brief = if aside.is_empty() {
        whole.clone()
    } else {
        pen.aside(&format!("{number}/{count}"))
    };
    // The place goes first, then the year where it is plain, then the number.
    let all = [
        (format!("{long} · {held}{place}"), &whole),
        (format!("{long} · {held}{place}"), &brief),
        (format!("{long} · {held}"), &brief),
        (format!("{short} · {held}"), &brief),
    ];
    let fits = |words: &str, aside: &str| columns(words) + columns(aside) + 4 <= width;
    let fitting = all.iter().find(|(words, aside)| fits(words, aside));
    let (words, aside) = fitting.unwrap_or(&all[3]);
    let end = pen.put_right(width - 1, 0, aside, Role::Muted);
    pen.put(1, 0, end.saturating_sub(2), words, Role::Strong);
}

fn draw_line(pen: &mut Pen<'_>, page: &Page, line: &PageLine, area: Rect, is_selected: bool) {
    let (y, width) = (area.y, area.width);
    if let Some(row) = line.row.and_then(|row| page.rows.get(row)) {
        signs(pen, &row.entry, y);
    }
    let end = pen.put_right(width - 1, y, &line.right, Role::Muted);
    if !line.middle.is_empty() {
        let x = width.saturating_sub(MIDDLE);
        pen.put(x, y, end.saturating_sub(x + 1), &line.middle, Role::Muted);
    }
    let room = (width - 1).saturating_sub(line.indent);
    let after = pen.put(line.indent, y, room, &line.text, role(line.tone));
    let text = Rect::new(line.indent, y, after.saturating_sub(line.indent), 1);
    search::found(pen, text, &line.text);
    if line.private && after + 2 < width {
        pen.put(after + 1, y, 1, "▪", Role::Muted);
    }
    if is_selected {
        pen.put(1, y, 1, "▸", Role::Focus);
        pen.select(area);
    }
}

/// What stands before the text of a row: its state, its kind, or whose it is.
fn signs(pen: &mut Pen<'_>, entry: &Entry, y: u16) {
    let (state, kind, name) = match entry {
        Entry::Item(line) => (theme::item(line.status), sign_of(line.kind.sign()), ""),
        Entry::Promise(line) => (theme::promise(line.status), "", pen.whose(line.owner)),
        Entry::Material(line) => {
            let sign = if line.ready { "✓" } else { "○" };
            (sign, "", pen.whose(line.for_side))
        }
        Entry::Feedback(_) => ("*", "", ""),
        Entry::Text(line) => (sign_of(line.sign), "", ""),
        Entry::Session(line) => {
            let is_over = line.planned_start.plus_minutes(line.planned_minutes) < pen.model.now.at;
            (theme::session(line.status, is_over), "", "")
        }
        _ => ("~", "", ""),
    };
    pen.put(SIGN, y, 1, state, Role::Text);
    pen.put(SIGN + 2, y, 1, kind, Role::Text);
    let room = pen.name_width();
    pen.put(SIGN + 2, y, room, name, Role::Muted);
}
