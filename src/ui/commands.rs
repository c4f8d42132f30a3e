//! What works here, as help and as palette: a line an action, its key before its words.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::model::Model;
use crate::app::overlay::commands::{Commands, Kind, Line as Here};
use crate::domain::text;

use super::menus::centred;
use super::pen::Pen;
use super::theme::{self, Role};

/// The columns that the keys take.
const KEYS: u16 = 12;

/// The widest box.
const WIDEST: u16 = 76;

/// A row of the table, or how its words go on.
struct Line<'a> {
    keys: Cow<'a, str>,
    words: String,
    is_first: bool,
    is_selected: bool,
    /// It belongs to the legend, which is only read.
    is_legend: bool,
}

/// Draws the list, its filter above it.
pub fn draw(pen: &mut Pen<'_>, commands: &Commands) {
    let model = pen.model;
    let rows = commands.lines(model);
    let width = WIDEST.min(model.size.0);
    let selected = commands.selected.min(rows.len().saturating_sub(1));
    let mut lines = lines(pen.model, &rows, selected, width);
    if commands.kind == Kind::Help && commands.filter.is_none() {
        lines.extend(legend(width));
    }
    let typed = u16::from(commands.filter.is_some());
    let wanted = u16::try_from(lines.len().max(1)).unwrap_or(u16::MAX);
    // While one types, the box stays where it is.
    let height = if typed == 1 {
        u16::MAX
    } else {
        // The frame, and the keys of the list itself.
        wanted.saturating_add(3)
    };
    let area = Rect {
        width,
        x: (model.size.0 - width) / 2,
        ..centred(model.size, width, height)
    };
    let (title, position) = (
        title(commands.kind, width),
        format!("{}/{}", selected + 1, rows.len()),
    );
    let aside = if rows.is_empty() { "" } else { &position };
    let inner = pen.boxed(area, title, aside, Role::Muted);
    let list = Rect {
        y: inner.y + typed,
        height: inner.height.saturating_sub(typed + 1),
        ..inner
    };
    if let Some(filter) = &commands.filter {
        let at = pen.put(inner.x + 1, inner.y, 2, "/ ", Role::Muted);
        let room = inner.right().saturating_sub(at + 1);
        pen.field(at, inner.y, room, filter, true);
    }
    if lines.is_empty() {
        let words = nothing(model, commands.kind);
        let room = list.width.saturating_sub(4);
        let rows = text::wrap(&words, room.into());
        for (row, y) in rows.iter().zip(list.y..list.bottom()) {
            pen.put(list.x + 3, y, room, row, Role::Muted);
        }
    }
    for (line, y) in lines
        .iter()
        .skip(top(&lines, list.height.into()))
        .zip(list.y..list.bottom())
    {
        draw_line(
            pen,
            line,
            Rect {
                y,
                height: 1,
                ..list
            },
        );
    }
    foot(
        pen,
        commands,
        Rect {
            y: inner.bottom().saturating_sub(1),
            height: 1,
            ..inner
        },
    );
}

/// That nothing is called so here; among the keys also where all commands are.
fn nothing(model: &Model, kind: Kind) -> Cow<'static, str> {
    match kind {
        Kind::Palette if model.is_masked => model.filled(
            "No command here has that in its words. While the screen is masked some are hidden: Esc, then {mask} ends that.",
        ),
        Kind::Palette => "No command here has that in its words.".into(),
        Kind::Help => model.filled("No key here has that in its words. {palette} has more."),
    }
}

fn title(kind: Kind, width: u16) -> &'static str {
    match kind {
        Kind::Help if width < 44 => "Keys",
        Kind::Help => "Keys that work here",
        Kind::Palette => "Commands",
    }
}

/// Each row's keys and words, wrapped under themselves.
fn lines<'a>(model: &Model, rows: &'a [Here<'_>], selected: usize, width: u16) -> Vec<Line<'a>> {
    let room = usize::from(width.saturating_sub(KEYS + 7)).max(8);
    let mut lines = Vec::with_capacity(rows.len());
    for (n, row) in rows.iter().enumerate() {
        let is_selected = n == selected;
        for (part, words) in text::wrap(row.does(model), room).into_iter().enumerate() {
            let keys = if part == 0 { row.keys() } else { "".into() };
            lines.push(Line {
                keys,
                words,
                is_first: part == 0,
                is_selected,
                is_legend: false,
            });
        }
    }
    lines
}

/// What marks and signs mean, behind the last key.
fn legend<'a>(width: u16) -> Vec<Line<'a>> {
    let line = |words: String| Line {
        keys: "".into(),
        words,
        is_first: false,
        is_selected: false,
        is_legend: true,
    };
    let mut lines = vec![line(String::new())];
    for (title, rows) in theme::legend() {
        // A sign stays beside its words.
        let rows = rows
            .iter()
            .map(|(sign, words)| format!("{sign} {words}").replace(' ', "\u{a0}"));
        let words = [title.to_owned()].into_iter().chain(rows);
        let words = words.collect::<Vec<_>>().join("  ");
        let room = usize::from(width.saturating_sub(7)).max(8);
        let wrapped = text::wrap(&words, room).into_iter();
        lines.extend(wrapped.map(|row| line(row.replace('\u{a0}', " "))));
    }
    lines
}

/// The first line in view: the selected one stands in the middle where there is more on both sides; from the last key the
/// legend is in view as far as it has room.
fn top(lines: &[Line<'_>], height: usize) -> usize {
    let selected = lines.iter().position(|line| line.is_selected).unwrap_or(0);
    let last = lines.iter().rposition(|line| line.is_selected).unwrap_or(0);
    let is_last = lines.get(last + 1).is_none_or(|line| line.is_legend);
    let middle = if is_last {
        selected
    } else {
        selected.saturating_sub(height / 2)
    };
    middle.min(lines.len().saturating_sub(height))
}

fn draw_line(pen: &mut Pen<'_>, line: &Line<'_>, area: Rect) {
    if line.is_legend {
        let room = area.width.saturating_sub(4);
        pen.put(area.x + 3, area.y, room, &line.words, Role::Muted);
        return;
    }
    pen.put(area.x + 3, area.y, KEYS, &line.keys, Role::Strong);
    let x = area.x + 4 + KEYS;
    let room = area.right().saturating_sub(x + 1);
    pen.put(x, area.y, room, &line.words, Role::Text);
    if line.is_selected {
        if line.is_first {
            pen.put(area.x + 1, area.y, 1, "▸", Role::Focus);
        }
        pen.select(area);
    }
}

fn foot(pen: &mut Pen<'_>, commands: &Commands, area: Rect) {
    let keys = &pen.model.keys;
    let key = |action| keys.key(action, Place::Help);
    let (enter, narrow, back) = (key(Action::Enter), key(Action::Filter), key(Action::Back));
    let moves = format!("{} {}", key(Action::Down), key(Action::Up));
    let words: &[(&str, &str)] = match (&commands.filter, commands.kind) {
        (None, _) => &[
            (enter, "does it"),
            (narrow, "narrow"),
            (back, "close"),
            (&moves, "move"),
        ],
        (Some(_), Kind::Help) => &[("Enter", "does it"), ("↑ ↓", "move"), ("Esc", "all keys")],
        (Some(_), Kind::Palette) => &[("Enter", "does it"), ("↑ ↓", "move"), ("Esc", "close")],
    };
    let gap = if area.width < 60 { 2 } else { 3 };
    pen.keys(area.x + 1, area.y, area.right(), gap, words);
}
