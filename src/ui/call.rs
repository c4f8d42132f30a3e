//! The call: clock, agenda, goals and promises, notes. One column beside a video, two in a wide terminal.

use ratatui::layout::{Position, Rect};

use crate::app::entry::Part;
use crate::app::keymap::Action;
use crate::app::layout::{self, CallAreas, TWO_PANES, WIDE_CALL};
use crate::app::list::{ListLine, Section};
use crate::app::mask::HIDDEN;
use crate::app::model::{CallFocus, Model};
use crate::app::overlay;

use super::pen::{Pen, columns};
use super::row::{Mark, Setting};
use super::theme::Role;
use super::{footer, list, tabs};

/// From so many minutes before the end the message line says so.
const LAST_MINUTES: i64 = 5;

/// Draws the call.
pub fn draw(pen: &mut Pen<'_>) {
    let areas = layout::call(pen.model);
    let is_wide = areas.header.width >= WIDE_CALL;
    clock(pen, areas.header);
    pen.rule(
        areas.rule.x,
        areas.rule.y,
        areas.rule.width,
        "─",
        Role::Muted,
    );
    if is_wide {
        pen.upright(
            areas.side.x.saturating_sub(1),
            areas.side.y,
            areas.side.height,
        );
    }
    let setting = if is_wide {
        Setting::WideCall
    } else {
        Setting::NarrowCall
    };
    items(pen, &areas, setting);
    side(pen, &areas, setting);
    notes(pen, &areas, is_wide);
    message(pen, areas.message);
    footer::call(pen, areas.footer);
}

fn clock(pen: &mut Pen<'_>, area: Rect) {
    let Some((elapsed, planned)) = minutes(pen.model) else {
        return;
    };
    let is_wide = area.width >= TWO_PANES;
    let margin = u16::from(area.width >= WIDE_CALL);
    let to_go = pen.model.call.sums.open_minutes;
    let left = planned - elapsed;
    let min = if is_wide { " min" } else { "" };
    let mut words = if left >= 0 {
        format!("{left}{min} left, {to_go} to go")
    } else {
        format!("{}{min} over, {to_go} to go", -left)
    };
    if forgotten_since(pen.model).is_some() {
        words = format!("{to_go} to go");
    }
    let over = to_go - left.max(0);
    if is_wide && over > 0 && left >= 0 {
        words = format!("{words}: {over} too many");
    }
    if pen.model.is_masked {
        let (shorter, _) = words.split_once(',').unwrap_or((&words, ""));
        words = format!("masked · {}", if is_wide { &words } else { shorter });
    }
    let role = if left < 0 { Role::Notice } else { Role::Text };
    let end = pen.put_right(area.right().saturating_sub(margin), area.y, &words, role);
    let x = pen.put(area.x + margin, area.y, 1, "●", Role::Focus) + 1;
    let name = pen.model.partner();
    let since = forgotten_since(pen.model);
    let rest = since.map_or_else(
        || format!("   {elapsed} of {planned} min"),
        |since| format!("   open since {since}"),
    );
    let room = end.saturating_sub(x + 1);
    let x = pen.put(
        x,
        area.y,
        room.saturating_sub(columns(&rest)),
        name,
        Role::Strong,
    );
    pen.put(x, area.y, columns(&rest).min(room), &rest, Role::Text);
}

/// Since when the call has been open, where that is long after its planned end.
fn forgotten_since(model: &Model) -> Option<String> {
    let session = model
        .call
        .session
        .as_ref()
        .filter(|s| s.is_forgotten(model.now.at))?;
    session
        .started_at
        .map(|begun| overlay::end::open_since(model, begun))
}

/// The minutes that have passed, and those that were planned.
fn minutes(model: &Model) -> Option<(i64, i64)> {
    model
        .call
        .session
        .as_ref()
        .map(|s| (s.elapsed(model.now.at), s.planned_minutes))
}

fn items(pen: &mut Pen<'_>, areas: &CallAreas, setting: Setting) {
    let model = pen.model;
    if setting == Setting::WideCall {
        pen.put(areas.items.x + 1, areas.items.y, 10, "Agenda", Role::Strong);
        pen.put_right(
            areas.items.right().saturating_sub(1),
            areas.items.y,
            "min",
            Role::Muted,
        );
    }
    let area = layout::call_items_list(model);
    let mark = Mark::in_call(model.call.focus == CallFocus::Agenda);
    let hint = layout::hint(model);
    let mut y = area.y;
    for (n, line) in model
        .call
        .items
        .view()
        .iter()
        .take(area.height.into())
        .enumerate()
    {
        list::draw_line(
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
        y += 1;
        if let Some((_, rows)) = hint.as_ref().filter(|(at, _)| *at == n) {
            y = prompt(pen, rows, Rect { y, ..area }, setting);
        }
    }
    let x = area.x + u16::from(setting == Setting::WideCall);
    let columns = [x, area.x, area.right().saturating_sub(1)];
    list::more(
        pen,
        &model.call.items,
        area.y,
        y.saturating_sub(1),
        &columns,
    );
}

fn prompt(pen: &mut Pen<'_>, rows: &[String], area: Rect, setting: Setting) -> u16 {
    let indent = if setting == Setting::WideCall { 7 } else { 6 };
    let mut y = area.y;
    for row in rows {
        pen.put(
            area.x + indent,
            y,
            area.width.saturating_sub(indent),
            row,
            Role::Muted,
        );
        y += 1;
    }
    y
}

fn side(pen: &mut Pen<'_>, areas: &CallAreas, setting: Setting) {
    let model = pen.model;
    let area = layout::call_side_list(model);
    list::draw(
        pen,
        &model.call.side,
        area,
        Mark::in_call(model.call.focus == CallFocus::Side),
        setting,
    );
    hidden_sections(pen, area);
    let lines = layout::last_time(model, areas.side.width);
    let end = areas.side.right().saturating_sub(1);
    let last = lines.len().saturating_sub(1);
    for ((n, (tone, words)), y) in lines
        .iter()
        .enumerate()
        .zip(area.bottom()..areas.side.bottom())
    {
        if n == last {
            pen.put_right(end, y, words, tabs::role(*tone));
        } else {
            pen.put(
                areas.side.x + 1,
                y,
                areas.side.width.saturating_sub(2),
                words,
                tabs::role(*tone),
            );
        }
    }
}

/// Beside the heading at the top: the sections of which nothing is in view.
fn hidden_sections(pen: &mut Pen<'_>, area: Rect) {
    let side = &pen.model.call.side;
    let view = side.view();
    let Some(ListLine::Heading(top)) = view.first() else {
        return;
    };
    let is_told = |s: &&Section<Part>| matches!(view.last(), Some(ListLine::Heading(last)) if last.kind == s.kind);
    let below = side.below().filter(|s| s.heading.is_some() && !is_told(s));
    let words: Vec<_> = below.map(list::hidden).collect();
    let margin = u16::from(pen.model.size.0 >= WIDE_CALL);
    let room = area
        .width
        .saturating_sub(columns(top.heading.as_deref().unwrap_or("")) + 2 * margin + 2);
    // All of them, or where there is no room the nearest one.
    let all = words.join("  ");
    let words = if columns(&all) <= room {
        &all
    } else {
        words.first().unwrap_or(&all)
    };
    if columns(words) <= room {
        pen.put_right(
            area.right().saturating_sub(margin),
            area.y,
            words,
            Role::Muted,
        );
    }
}

fn notes(pen: &mut Pen<'_>, areas: &CallAreas, is_wide: bool) {
    let model = pen.model;
    let (area, margin) = (areas.notes, u16::from(is_wide));
    pen.put(area.x + margin, area.y, 10, "Notes", Role::Strong);
    let inner = layout::call_notes(model);
    let field = &model.call.notes;
    let (row, column) = field.cursor_row_col(inner.width);
    let height = usize::from(inner.height.max(1));
    let from = (row + 1).saturating_sub(height);
    let rows = field.row_count(inner.width);
    let aside = if rows > height && !model.is_masked {
        format!(
            "{}–{} of {rows} · private",
            from + 1,
            (from + height).min(rows)
        )
    } else {
        "private".to_owned()
    };
    pen.put_right(
        area.right().saturating_sub(margin),
        area.y,
        &aside,
        Role::Muted,
    );
    let typing = model.call.focus == CallFocus::Notes;
    if model.is_masked && !field.is_empty() {
        masked_notes(pen, inner);
        return;
    }
    for (line, y) in field
        .rows(inner.width, from, height)
        .iter()
        .zip(inner.y..inner.bottom())
    {
        pen.put(inner.x, y, inner.width, line.text, Role::Text);
    }
    if typing && inner.height > 0 {
        let y = inner.y + u16::try_from(row - from).unwrap_or(0);
        pen.cursor = Some(Position::new(inner.x + column, y));
    } else if field.is_empty() && inner.height > 0 {
        pen.put(
            inner.x,
            inner.y,
            inner.width,
            &pen.model.filled("{call-notes} writes; only for you"),
            Role::Muted,
        );
    }
}

/// Only the line that is being typed shows.
fn masked_notes(pen: &mut Pen<'_>, area: Rect) {
    let call = &pen.model.call;
    let (row, column) = call.notes.cursor_row_col(area.width);
    let is_typing = call.focus == CallFocus::Notes && call.is_typing;
    let rows = call.notes.rows(area.width, row, 1);
    let line = rows.first().filter(|_| is_typing);
    let words = line.map_or(HIDDEN, |line| line.text);
    pen.put(area.x, area.y, area.width, words, Role::Text);
    if call.focus == CallFocus::Notes {
        let column = if is_typing {
            pen.column_in(words, column)
        } else {
            columns(HIDDEN)
        };
        pen.cursor = Some(Position::new(area.x + column, area.y));
    }
}

fn message(pen: &mut Pen<'_>, area: Rect) {
    if let Some(message) = &pen.model.message {
        footer::message(pen, message, area);
        return;
    }
    let Some((elapsed, planned)) = minutes(pen.model) else {
        return;
    };
    if let Some(since) = forgotten_since(pen.model) {
        let end = overlay::end::proposed_end(pen.model)
            .local(pen.model.now.zone)
            .format("%H:%M");
        let x = area.x + u16::from(area.width >= 60);
        let ends = pen.model.key(Action::EndCall);
        pen.put(
            x,
            area.y,
            area.width,
            &format!("Open since {since} · {ends} ends it at {end}"),
            Role::Notice,
        );
        return;
    }
    let left = planned - elapsed;
    if (0..=LAST_MINUTES).contains(&left) {
        let x = area.x + u16::from(area.width >= 60);
        pen.put(
            x,
            area.y,
            area.width,
            &format!("{left} min left · next steps, next date"),
            Role::Text,
        );
        return;
    }
    caught(pen, area);
}

/// How many were caught in this call and the last of them, where they have no rows under the agenda.
fn caught(pen: &mut Pen<'_>, area: Rect) {
    let model = pen.model;
    let Some(caught) = model.call.caught.as_ref() else {
        return;
    };
    let mut sections = model.call.items.sections().iter();
    if sections.any(|s| matches!(s.kind, Part::Made | Part::Said)) {
        return;
    }
    let margin = u16::from(area.width >= 60);
    let sign = if caught.sign.is_empty() { "" } else { " " };
    let words = format!(
        "Caught {} · {}{sign}{}",
        caught.count,
        caught.sign,
        model.shown(&caught.text, caught.private)
    );
    let room = area.width.saturating_sub(2 * margin);
    pen.put(area.x + margin, area.y, room, &words, Role::Muted);
}
