//! Sessions at the left, the page of the selected one at the right.

use crate::app::entry::{Entry, Part};
use crate::app::keymap::Action;
use crate::app::layout::{Areas, Tone};
use crate::app::list::Section;
use crate::app::model::{Model, Shown};
use crate::app::overlay::reading::page::times_moved;
use crate::domain::agenda::spare_words;
use crate::domain::{Word, text};

use super::super::pen::{Pen, columns};
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas, head: &[(Tone, String)]) {
    let model = pen.model;
    let sections = model.agenda.panes.left.sections();
    let count: usize = sections
        .iter()
        .filter(|s| matches!(s.kind, Part::Ahead | Part::Past))
        .map(Section::rows)
        .sum();
    super::left_title(pen, areas.left, "Sessions", &count.to_string());
    if areas.right.width > 0 {
        sums(pen, areas, head);
        nothing(pen, areas);
    }
    if pen.model.message.is_none() {
        foot(pen, areas);
    }
}

/// The line at the foot: the prompt of the selected item, else what is to be known of the two.
fn foot(pen: &mut Pen<'_>, areas: &Areas) {
    let (x, end) = if areas.left.width == 0 || areas.right.width == 0 {
        let place = super::position_words(pen.model, areas);
        let taken = place.map_or(0, |words| columns(&words) + 2);
        (areas.message.x + 1 + taken, areas.message.right())
    } else {
        (areas.right.x + 1, areas.right.right())
    };
    let room = end.saturating_sub(x + 1);
    let words = match prompt(pen, areas) {
        Some(prompt) => Some(prompt),
        None => noted(pen.model, room),
    };
    if let Some(words) = words {
        pen.put(x, areas.message.y, room, &words, Role::Muted);
    }
}

/// That it ended, and how it is reopened; else the first fact, where the page does not show them all. Where there is no room
/// for more, the fact with its key alone.
fn noted(model: &Model, room: u16) -> Option<String> {
    let fitting = |whole: String, short: String| {
        if columns(&whole) <= room {
            whole
        } else {
            short
        }
    };
    if model.is_ended() {
        let filled = |words| model.filled(words).into_owned();
        return Some(fitting(
            filled("All of it is kept · {people}, then {state} reopens it"),
            filled("All kept · {people}, {state} reopens it"),
        ));
    }
    let is_offered = model
        .agenda
        .session
        .as_ref()
        .is_some_and(|s| !s.status.is_past());
    let fact = model.agenda.facts.first().filter(|_| !is_offered)?;
    let words = model.shown(&fact.title, fact.private);
    let key = model.key(Action::Offers);
    Some(fitting(
        format!("{words} · {key} offers"),
        format!("{words} · {key}"),
    ))
}

/// The minutes on the agenda against the session's length.
fn sums(pen: &mut Pen<'_>, areas: &Areas, head: &[(Tone, String)]) {
    let model = pen.model;
    let Some(session) = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past())
    else {
        return;
    };
    if !matches!(model.agenda.shown, Shown::Session(_)) {
        return;
    }
    let minutes = model.agenda.sums.minutes;
    let (words, role) = spare(minutes, session.planned_minutes);
    let taken = head.first().map_or(0, |(_, title)| columns(title));
    let end = areas.right.right().saturating_sub(1);
    let fits = areas.right.x + 1 + taken + 2 + columns(&words) <= end;
    if fits {
        pen.put_right(end, areas.right.y, &words, role);
    } else {
        // Where the title leaves no room, the sum takes the empty line under it.
        let y = areas.right.y + u16::try_from(head.len()).unwrap_or(1).saturating_sub(1);
        pen.put_right(end, y, &words, role);
    }
}

/// "40 min, 5 to spare".
#[must_use]
pub fn spare(minutes: i64, length: i64) -> (String, Role) {
    let role = if minutes > length {
        Role::Notice
    } else {
        Role::Muted
    };
    (spare_words(minutes, length), role)
}

fn nothing(pen: &mut Pen<'_>, areas: &Areas) {
    if pen.model.agenda.shown == Shown::Nothing && pen.model.agenda.panes.right.is_empty() {
        let (x, room) = (areas.right.x + 1, areas.right.width.saturating_sub(2));
        let sessions = &pen.model.agenda.panes.left;
        let has_met = sessions
            .rows()
            .iter()
            .any(|row| matches!(row, Entry::Session(_)));
        let words = match (pen.model.is_ended(), has_met) {
            (true, _) => "Ended. All that was is kept in the sessions.",
            (false, true) => "None is planned. a in the sessions plans one: thu 15:00",
            (false, false) => "No session yet. a in the sessions plans one: thu 15:00",
        };
        let words = text::wrap(words, usize::from(room).max(1));
        for (row, y) in words.iter().zip(areas.right.y + 2..areas.right.bottom()) {
            pen.put(x, y, room, row, Role::Muted);
        }
    }
}

/// The prompt of the selected item, the answer to a question that was asked, or that a promise was given another date.
fn prompt(pen: &Pen<'_>, areas: &Areas) -> Option<String> {
    let model = pen.model;
    match model.agenda.panes.right.row() {
        Some(Entry::Item(line)) if !line.prompt.is_empty() && areas.left.width > 0 => {
            let prompt = model.shown(&line.prompt, line.private);
            Some(format!("{} · {prompt}", line.kind.word()))
        }
        Some(Entry::Text(line)) if !line.answer.is_empty() => {
            let answer = model.shown(&line.answer, line.private);
            Some(format!("answer · {}", answer.replace('\n', " ")))
        }
        Some(Entry::Promise(line)) if !line.moves.is_empty() => {
            Some(times_moved(&line.moves, model))
        }
        _ => None,
    }
}
