//! The end of a call: the sentence, the promises to read aloud, what goes on, the next date.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::TWO_PANES;
use crate::app::mask::HIDDEN;
use crate::app::overlay;
use crate::app::overlay::end::{End, EndRow, PulseOffer};
use crate::domain::when;

use super::footer;
use super::menus::{centred, foot};
use super::pen::{Pen, columns};
use super::theme::{self, Role};

/// Draws the end screen: the whole of a narrow terminal, a box in a wide one.
pub fn draw(pen: &mut Pen<'_>, end: &End) {
    let size = pen.model.size;
    let screen = Rect::new(0, 0, size.0, size.1);
    let (area, foot) = if size.0 >= TWO_PANES {
        let area = centred(size, 72, upper_lines(end, size) + last_rows(end) + 7);
        foot(pen, &[]);
        let inner = pen.boxed(
            area,
            &format!("{}, the end", pen.model.partner()),
            &if area.y == 0 {
                pen.aside(&clock(pen, end))
            } else {
                clock(pen, end)
            },
            Role::Muted,
        );
        let inner = Rect {
            x: inner.x + 2,
            width: inner.width.saturating_sub(4),
            y: inner.y + 1,
            height: inner.height.saturating_sub(1),
        };
        (
            Rect {
                height: inner.height.saturating_sub(3),
                ..inner
            },
            Rect {
                y: inner.bottom().saturating_sub(2),
                height: 2,
                ..inner
            },
        )
    } else {
        pen.clear(screen);
        head(pen, end, screen);
        (
            Rect {
                y: 2,
                height: screen.height.saturating_sub(5),
                ..screen
            },
            Rect {
                y: screen.bottom() - 2,
                height: 2,
                ..screen
            },
        )
    };
    body(pen, end, area);
    foot_lines(pen, end, foot);
}

fn clock(pen: &Pen<'_>, end: &End) -> String {
    let session = pen
        .model
        .call
        .session
        .as_ref()
        .filter(|s| s.id == end.session);
    if let Some(begun) = session
        .filter(|s| s.is_forgotten(pen.model.now.at))
        .and_then(|s| s.started_at)
    {
        return format!("open since {}", overlay::end::open_since(pen.model, begun));
    }
    session.map_or(String::new(), |s| {
        format!(
            "{} of {} min",
            s.elapsed(pen.model.now.at),
            s.planned_minutes
        )
    })
}

fn head(pen: &mut Pen<'_>, end: &End, area: Rect) {
    pen.put(0, 0, 1, "●", Role::Focus);
    let right = pen.put_right(area.right(), 0, &pen.aside(&clock(pen, end)), Role::Text);
    let whole = format!("{}   the end", pen.model.partner());
    let room = right.saturating_sub(3);
    let words = if columns(&whole) > room {
        pen.model.partner()
    } else {
        &whole
    };
    pen.put(2, 0, room, words, Role::Strong);
    pen.rule(0, 1, area.width, "─", Role::Muted);
}

/// An empty line, those of held, next and useful, and of a pulse where one is due.
fn last_rows(end: &End) -> u16 {
    4 + u16::from(end.pulse != PulseOffer::None)
}

fn lines(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX / 4)
}

/// The lines of the promises with their heading and the empty line above it.
fn promise_lines(end: &End) -> u16 {
    if end.promises.is_empty() {
        0
    } else {
        2 + lines(end.promises.len()) + u16::from(end.more_promises > 0)
    }
}

/// All lines above the last rows.
fn upper_lines(end: &End, size: (u16, u16)) -> u16 {
    let closed = if end.closed.is_empty() {
        0
    } else {
        2 + lines(end.closed.len())
    };
    let listed = going_on(end, size);
    let goes_on = lines(listed) + u16::from(end.counts.1 > listed);
    2 + promise_lines(end) + 2 + goes_on + closed
}

/// How many of the items that go on are listed: they can't be stood on, so all of them show between the rows that can.
fn going_on(end: &End, (width, height): (u16, u16)) -> usize {
    let others = if width < TWO_PANES { 15 } else { 18 };
    let room = height.saturating_sub(others).max(1);
    end.goes_on.len().min(room.into())
}

/// The line of the row that is typed in; above the last rows the last of what scrolls shows.
fn selected_line(end: &End, size: (u16, u16)) -> u16 {
    let all = upper_lines(end, size);
    match end.row {
        EndRow::Sentence => 1,
        // With what is counted below the last one.
        EndRow::Promise(n) if n + 1 == end.promises.len() => 1 + promise_lines(end),
        EndRow::Promise(n) => 4 + lines(n),
        EndRow::Closed(n) => all - lines(end.closed.len()) + lines(n),
        EndRow::Held | EndRow::Next | EndRow::Useful | EndRow::Pulse => all - 1,
    }
}

/// Gives one row after the other, and knows which are in view.
struct Cursor {
    area: Rect,
    line: u16,
    skip: u16,
}

impl Cursor {
    /// The next row; of no height where it is scrolled away, none where there is no room left.
    fn next(&mut self) -> Option<Rect> {
        let line = self.line;
        self.line += 1;
        if line < self.skip {
            return Some(Rect {
                y: u16::MAX,
                height: 0,
                ..self.area
            });
        }
        let y = self.area.y + line - self.skip;
        (y < self.area.bottom()).then_some(Rect {
            y,
            height: 1,
            ..self.area
        })
    }
}

fn body(pen: &mut Pen<'_>, end: &End, area: Rect) {
    // The last rows always show; what is above them scrolls to the selected row.
    let upper = Rect {
        height: area.height.saturating_sub(last_rows(end)),
        ..area
    };
    let skip = (selected_line(end, pen.model.size) + 1).saturating_sub(upper.height);
    let mut at = Cursor {
        area: upper,
        line: 0,
        skip,
    };
    sentence(pen, end, &mut at);
    promises(pen, end, &mut at);
    counts(pen, end, &mut at);
    closed(pen, end, &mut at);
    if skip > 0 {
        pen.put(upper.x, upper.y, 1, "↑", Role::Muted);
    }
    if upper_lines(end, pen.model.size) > skip + upper.height {
        pen.put(upper.x, upper.bottom(), 1, "↓", Role::Muted);
    }
    let used = at.line.saturating_sub(skip).min(upper.height) + 1;
    rows(
        pen,
        end,
        &mut Cursor {
            area,
            line: used,
            skip: 0,
        },
    );
}

fn heading(pen: &mut Pen<'_>, at: &mut Cursor, words: &str, aside: &str) {
    let Some(row) = at.next() else { return };
    let right = pen.put_right(row.right(), row.y, aside, Role::Muted);
    pen.put(
        row.x,
        row.y,
        right.saturating_sub(row.x + 1),
        words,
        Role::Strong,
    );
}

fn mark(pen: &mut Pen<'_>, row: Rect, is_here: bool) {
    if is_here {
        pen.put(row.x, row.y, 1, "▸", Role::Focus);
    }
}

fn sentence(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    heading(pen, at, "In a sentence", "shared");
    let Some(row) = at.next() else { return };
    let here = end.row == EndRow::Sentence;
    mark(pen, row, here);
    pen.field(
        row.x + 2,
        row.y,
        row.width.saturating_sub(2),
        &end.sentence,
        here,
    );
    if end.sentence.is_empty() {
        pen.put(
            row.x + 3,
            row.y,
            row.width.saturating_sub(3),
            "what you take away, or nothing",
            Role::Muted,
        );
    }
}

fn promises(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    if end.promises.is_empty() {
        return;
    }
    at.line += 1;
    heading(pen, at, "Promises, to read aloud", "");
    let names = pen.name_width();
    for (n, (line, to)) in end.promises.iter().enumerate() {
        let Some(row) = at.next() else { return };
        let here = end.row == EndRow::Promise(n);
        mark(pen, row, here);
        pen.put(row.x + 2, row.y, 1, theme::promise(*to), Role::Text);
        pen.put(row.x + 4, row.y, names, pen.whose(line.owner), Role::Muted);
        let due = line.due.map_or(String::new(), |d| {
            format!(
                "{} {}",
                d.format("%a"),
                when::padded_day(d, pen.model.today())
            )
        });
        let right = pen.put_right(row.right(), row.y, &due, Role::Muted);
        let x = row.x + 6 + names;
        pen.put(
            x,
            row.y,
            right.saturating_sub(x + 1),
            &pen.model.shown(&line.text, line.private),
            Role::Text,
        );
        if here {
            pen.select(row);
        }
    }
    more(pen, at, end.more_promises);
}

/// What is counted and not listed.
fn more(pen: &mut Pen<'_>, at: &mut Cursor, count: usize) {
    if count == 0 {
        return;
    }
    let Some(row) = at.next() else { return };
    let words = format!("and {count} more");
    pen.put(row.x + 4, row.y, row.width - 4, &words, Role::Muted);
}

fn counts(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    at.line += 1;
    let (done, on) = end.counts;
    heading(pen, at, &format!("Done {done}, goes on {on}"), "");
    let listed = going_on(end, pen.model.size);
    for (words, times, private) in end.goes_on.iter().take(listed) {
        let Some(row) = at.next() else { return };
        pen.put(row.x + 2, row.y, 1, "→", Role::Muted);
        let right = pen.put_right(row.right(), row.y, &ordinal(*times), Role::Muted);
        pen.put(
            row.x + 4,
            row.y,
            right.saturating_sub(row.x + 5),
            &pen.model.shown(words, *private),
            Role::Text,
        );
    }
    more(pen, at, on.saturating_sub(listed));
}

/// "3rd time", from the second on.
fn ordinal(times: i64) -> String {
    let ending = match (times % 10, times % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    if times > 1 {
        format!("{times}{ending} time")
    } else {
        String::new()
    }
}

fn closed(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    if end.closed.is_empty() {
        return;
    }
    at.line += 1;
    heading(pen, at, "Closed today, a line on it if you like", "");
    for (n, closed) in end.closed.iter().enumerate() {
        let title = pen.model.shown(&closed.title, closed.private);
        let Some(row) = at.next() else { return };
        let here = end.row == EndRow::Closed(n);
        mark(pen, row, here);
        let sign = closed.status.map_or("✓", theme::goal);
        pen.put(row.x + 2, row.y, 1, sign, Role::Text);
        let x = pen.put(
            row.x + 4,
            row.y,
            row.width.saturating_sub(4) / 2,
            &title,
            Role::Text,
        ) + 2;
        let room = row.right().saturating_sub(x);
        if closed.private && pen.model.is_masked && closed.is_untouched() {
            pen.put(x, row.y, room, HIDDEN, Role::Text);
        } else {
            pen.field(x, row.y, room, &closed.note, here);
        }
    }
}

/// The columns of the labels of the last rows.
const LABEL: u16 = 9;

fn row_label(pen: &mut Pen<'_>, row: Rect, label: &str, is_here: bool) {
    mark(pen, row, is_here);
    let (x, role) = if is_here {
        (row.x + 2, Role::Focus)
    } else {
        (row.x, Role::Muted)
    };
    pen.put(x, row.y, LABEL, label, role);
}

fn rows(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    for (label, which, field) in [
        ("Held", EndRow::Held, &end.held),
        ("Next", EndRow::Next, &end.next),
    ] {
        let Some(row) = at.next() else { return };
        let here = end.row == which;
        row_label(pen, row, label, here);
        let aside = if which == EndRow::Next {
            next_words(pen, end, row.width)
        } else {
            held_words(pen, end)
        };
        let right = pen.put_right(row.right(), row.y, &aside, Role::Muted);
        let room = right.saturating_sub(row.x + LABEL);
        pen.field(row.x + LABEL, row.y, room, field, here);
        if which == EndRow::Next && field.is_empty() {
            pen.put(
                row.x + LABEL + 1,
                row.y,
                room.saturating_sub(1),
                if end.is_last {
                    "closing session, none planned"
                } else {
                    "nothing planned"
                },
                Role::Muted,
            );
        }
    }
    let Some(row) = at.next() else { return };
    let here = end.row == EndRow::Useful;
    row_label(pen, row, "Useful", here);
    let mut x = row.x + LABEL;
    for (n, digit) in (1..).zip(["1", "2", "3", "4", "5"]) {
        let role = if end.useful == Some(n) && !pen.model.is_masked {
            Role::Selection
        } else {
            Role::Text
        };
        x = pen.put(x, row.y, 1, digit, role) + 1;
    }
    // Masked, what one answers stands nowhere; that one did, does.
    let aside = if pen.model.is_masked && end.useful.is_some() {
        HIDDEN
    } else {
        "or nothing"
    };
    pen.put_right(row.right(), row.y, aside, Role::Muted);
    pulse(pen, end, at);
}

fn pulse(pen: &mut Pen<'_>, end: &End, at: &mut Cursor) {
    let (words, key) = match end.pulse {
        PulseOffer::None => return,
        PulseOffer::Due => {
            let key = pen.model.keys.key(Action::Toggle, Place::End);
            ("five answers, half a minute", key)
        }
        PulseOffer::Kept => ("kept", ""),
    };
    let Some(row) = at.next() else { return };
    row_label(pen, row, "Pulse", end.row == EndRow::Pulse);
    let right = pen.put_right(row.right(), row.y, key, Role::Muted);
    let x = row.x + LABEL;
    pen.put(x, row.y, right.saturating_sub(x + 1), words, Role::Text);
}

/// How long it was held; on its row also the key that says that it was not, which is a choice and no fact.
fn held_words(pen: &Pen<'_>, end: &End) -> String {
    let minutes = overlay::end::held_minutes(pen.model, end).unwrap_or_default();
    if end.held.value() != end.held_proposed {
        return minutes;
    }
    if end.row != EndRow::Held {
        return minutes;
    }
    let key = pen.model.keys.key(Action::NotHeld, Place::End);
    format!("{minutes} · {key}: not held")
}

/// How far off the next session is, as far as it can be read; where there is room also what their clock shows then.
fn next_words(pen: &Pen<'_>, end: &End, width: u16) -> String {
    let now = pen.model.now.local();
    let typed = end.next.value();
    let found = when::moment(typed.trim(), now, when::Leaning::Future).ok();
    let Some(moment) = found else {
        return String::new();
    };
    let relative = when::relative(moment.day, now.day);
    let there = overlay::end::next_there(pen.model, end);
    let both = format!("{there} · {relative}");
    let taken = LABEL + columns(&typed) + 2;
    if there.is_empty() || taken + columns(&both) > width {
        relative
    } else {
        both
    }
}

fn foot_lines(pen: &mut Pen<'_>, end: &End, area: Rect) {
    let y = area.y.saturating_sub(1);
    let line = Rect {
        y,
        height: 1,
        ..area
    };
    let echo = overlay::end::end_echo(pen.model, end);
    match &end.error {
        Some(error) => footer::upwards(pen, error, line, Role::Notice),
        None if !echo.is_empty() => footer::upwards(pen, &echo, line, Role::Muted),
        None => pen.rule(area.x, y, area.width, "─", Role::Muted),
    }
    let enter = if overlay::end::plans_next(pen.model, end) {
        "keep all of it and plan the next"
    } else {
        "keep all of it"
    };
    let key = |action| pen.model.keys.key(action, Place::End);
    let (done, release) = (key(Action::Toggle), key(Action::Release));
    let keys: &[(&str, &str)] = match end.row {
        EndRow::Promise(_) => &[
            (done, "done"),
            (release, "released"),
            ("Enter", "keep all of it"),
        ],
        EndRow::Useful => &[("1–5", "answer"), ("Enter", "keep all of it")],
        _ => &[("Enter", enter)],
    };
    pen.keys(area.x, area.y, area.right(), 1, keys);
    pen.keys(
        area.x,
        area.y + 1,
        area.right(),
        1,
        &[("Tab ↑ ↓", "other rows")],
    );
    pen.put_right(
        area.right(),
        area.y + 1,
        "Esc back to the call",
        Role::Muted,
    );
}
