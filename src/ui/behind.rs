//! What stands behind a figure, over the whole screen.
//!
//! ```text
//!  Took place                                          in 180 days · - so far
//! ────────────────────────────────────────────────────────────────────────────
//!  11 of 12  ······━━━●  65–99 %, a rough range
//!  before 10 of 12: too early to tell · beside: 2 moved in time
//!
//! ▸ ● 12 Nov  The talk was accepted                                       held
//!   ○ 17 Sep                                                          not held
//! ```

use chrono::Datelike;
use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::TWO_PANES;
use crate::app::overlay::behind::{About, Behind, room};
use crate::domain::evidence::{Case, Counted, Dimension};
use crate::domain::{Pulse, Side, Table, Word, text, when};

use super::footer;
use super::pen::{Pen, columns};
use super::row::figure;
use super::theme::Role;

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, behind: &Behind) {
    let (width, height) = pen.model.size;
    pen.clear(Rect::new(0, 0, width, height));
    let aside = match behind.about {
        About::Figure(_) => behind.span.title().to_owned(),
        About::Raised(_) | About::Pulses(_) => behind.count().to_string(),
    };
    let end = pen.put_right(width - 1, 0, &pen.aside(&aside), Role::Muted);
    let title = match behind.about {
        About::Figure(signal) => signal.label().to_owned(),
        About::Raised(_) => "Worth raising".to_owned(),
        About::Pulses(Side::Partner) => format!("Pulse · {}", pen.model.partner()),
        About::Pulses(Side::Both) => "Pulse · both".to_owned(),
        About::Pulses(Side::Me) => "Pulse · me".to_owned(),
    };
    pen.put(1, 0, end.saturating_sub(2), &title, Role::Strong);
    pen.rule(0, 1, width, "─", Role::Muted);
    let y = head(pen, behind);
    let area = Rect {
        y,
        height: (height - 2).saturating_sub(y),
        ..Rect::new(0, 0, width, 0)
    };
    rows(pen, behind, area);
    foot(pen, behind);
}

/// The figure, and what is to be said of it; the first row of the list comes back.
fn head(pen: &mut Pen<'_>, behind: &Behind) -> u16 {
    let (width, _) = pen.model.size;
    let mut y = match behind.about {
        About::Pulses(_) => {
            pulse_head(pen, width);
            return 3;
        }
        About::Raised(_) => 2,
        About::Figure(signal) => {
            if let Some(evidence) = &behind.evidence {
                let area = Rect::new(1, 2, width - 2, 1);
                figure::alone(pen, signal, evidence.figure(), area);
            }
            3
        }
    };
    for line in behind.words(room(pen.model.size)) {
        pen.put(1, y, width - 2, &line, Role::Muted);
        y += 1;
    }
    y + 1
}

fn rows(pen: &mut Pen<'_>, behind: &Behind, area: Rect) {
    if behind.count() == 0 && behind.is_read {
        pen.put(3, area.y, area.width - 4, "Nothing recorded.", Role::Muted);
    }
    for (at, y) in (behind.top..behind.count()).zip(area.y..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        if let Some(case) = behind.cases().get(at) {
            record(pen, behind, at, case, row);
        } else if let Some(pulse) = behind.pulses.get(at) {
            pulse_row(pen, pulse, behind.about, row);
        }
        if at == behind.selected {
            pen.put(1, y, 1, "▸", Role::Focus);
            pen.select(row);
        }
    }
}

/// The columns of a date.
const DATE: u16 = 11;

fn record(pen: &mut Pen<'_>, behind: &Behind, at: usize, case: &Case, area: Rect) {
    let (sign, role) = match case.counted {
        Counted::Yes => ("●", Role::Text),
        Counted::No => ("○", Role::Text),
        Counted::Beside => ("·", Role::Muted),
    };
    pen.put(3, area.y, 1, sign, role);
    let today = pen.model.today();
    if let Some(on) = case.on {
        pen.put(5, area.y, DATE, &when::padded_day(on, today), Role::Muted);
    }
    let x = 5 + DATE + 1;
    let is_narrow = area.width < TWO_PANES;
    let why = case.why.spoken();
    let end = (area.right() - 1).saturating_sub(columns(&why)).max(x);
    pen.put(end, area.y, area.right() - 1 - end, &why, Role::Muted);
    let Some(title) = behind.title(at) else {
        return;
    };
    let words = match case.row.0 {
        Table::Sessions if title.title.is_empty() && !is_narrow => "Session".into(),
        _ => pen.model.shown(&title.title, title.private),
    };
    let room = end.saturating_sub(x + 2 + u16::from(title.private) * 2);
    let after = pen.put(
        x,
        area.y,
        room,
        words.lines().next().unwrap_or_default(),
        role,
    );
    if title.private {
        pen.put(after + 1, area.y, 1, "▪", Role::Muted);
    }
}

/// The columns of a name beside a date.
const WHOSE: usize = 6;

/// The columns of a median: under the name of its dimension, or under its first letters.
fn median_columns(width: u16) -> u16 {
    if width < TWO_PANES { 5 } else { 12 }
}

fn pulse_head(pen: &mut Pen<'_>, width: u16) {
    let mut x = 5 + DATE + 1;
    let columns = median_columns(width);
    for dimension in Dimension::ALL {
        let letters = usize::from(columns - 1);
        let word: String = dimension.spoken().chars().take(letters).collect();
        pen.put(x, 2, width.saturating_sub(x), &word, Role::Muted);
        x += columns;
    }
}

fn pulse_row(pen: &mut Pen<'_>, pulse: &Pulse, about: About, area: Rect) {
    let today = pen.model.today();
    if about == About::Pulses(Side::Both) {
        let whose = match pulse.side {
            Side::Me => "me",
            _ => pen.model.partner(),
        };
        // The year says more than the day where it isn't this one.
        let is_this_year = pulse.taken_on.year() == today.year();
        let day = pulse
            .taken_on
            .format(if is_this_year { "%-d %b" } else { "%b %Y" });
        let day = day.to_string();
        let room = usize::from(DATE + 1) - day.len();
        let whose = text::pad(whose, room.min(WHOSE));
        pen.put(3, area.y, DATE + 2, &format!("{whose} {day}"), Role::Muted);
    } else {
        let day = when::padded_day(pulse.taken_on, today);
        pen.put(5, area.y, DATE, &day, Role::Muted);
    }
    let mut x = 5 + DATE + 1;
    let room = median_columns(area.width);
    for dimension in Dimension::ALL {
        let words = pulse.median_words(*dimension);
        pen.put(x, area.y, room - 1, &words, Role::Text);
        x += room;
    }
    let form = format!("{}, {} answers", pulse.form.spoken(), pulse.answers.len());
    if x + columns(&form) < area.right() {
        pen.put(x, area.y, area.right() - x, &form, Role::Muted);
    }
}

fn foot(pen: &mut Pen<'_>, behind: &Behind) {
    let (width, height) = pen.model.size;
    let area = Rect::new(0, height - 2, width, 1);
    if let Some(message) = &pen.model.message {
        footer::message(pen, message, area);
    } else if behind.count() > 0 {
        let place = format!("{}/{}", behind.selected + 1, behind.count());
        pen.put(1, area.y, width - 2, &place, Role::Muted);
    }
    let keys = Rect::new(1, height - 1, width - 2, 1);
    let are_pulses = matches!(behind.about, About::Pulses(_));
    footer::layer_called(
        pen,
        Place::Records,
        keys,
        |action| behind.can(action),
        |row| match row.action {
            // It opens the form, which has nothing else.
            Action::Enter if are_pulses => "a line on it",
            _ => row.label,
        },
    );
}
