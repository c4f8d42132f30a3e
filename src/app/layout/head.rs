//! What stands above the list of the right pane, line by line.

use crate::domain::session::SessionStatus;
use crate::domain::{Session, text, when};

use super::super::board::few_cases;
use super::super::entry::Shelf;
use super::super::model::{Model, Shown, Tab};
use super::super::overlay::reading::page;
use super::{growth, people, said};

/// What a line above a list is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    Plain,
    /// A title.
    Strong,
    /// An aside.
    Muted,
    /// It asks for something.
    Notice,
}

/// What stands above the list of the right pane, line by line; the last one is empty.
#[must_use]
pub fn head(model: &Model, width: u16) -> Vec<(Tone, String)> {
    let room = usize::from(width.saturating_sub(2)).max(8);
    let mut lines = match model.tab {
        Tab::People => people::card(model, room),
        Tab::Agenda => agenda_head(model, room),
        Tab::Goals => model
            .goals
            .studied
            .as_ref()
            .map(|studied| growth::head(studied, model, room))
            .unwrap_or_default(),
        Tab::Feedback => said::head(model, room),
        Tab::Timeline if model.is_masked => Vec::new(),
        Tab::Timeline => board_head(model),
    };
    if lines.is_empty() {
        lines.push((Tone::Plain, String::new()));
    }
    lines.push((Tone::Plain, String::new()));
    lines
}

fn board_head(model: &Model) -> Vec<(Tone, String)> {
    let board = &model.timeline.board;
    let title = format!("Trust, as recorded {}", board.span.title());
    let few = few_cases();
    let few = board
        .are_few
        .then(|| (Tone::Muted, model.shown(&few, true).into_owned()));
    [(Tone::Strong, title)].into_iter().chain(few).collect()
}

fn agenda_head(model: &Model, room: usize) -> Vec<(Tone, String)> {
    let shelf = |words: &str| vec![(Tone::Strong, words.to_owned())];
    match (model.agenda.shown, &model.agenda.session) {
        (Shown::Shelf(Shelf::Questions), _) => shelf("Saved questions"),
        (Shown::Shelf(Shelf::Wins), _) => shelf("Wins"),
        (Shown::Shelf(Shelf::Backlog), _) => shelf("Backlog"),
        (Shown::Shelf(Shelf::Promises), _) => shelf("Closed promises"),
        (Shown::Shelf(Shelf::Agreement), _) => shelf("How we work together"),
        (_, Some(session)) => session_head(&model.veiled(session), model, room),
        _ => Vec::new(),
    }
}

fn session_head(session: &Session, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let local = session.at().local(model.now.zone);
    let place = if session.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", session.place)
    };
    let time = when::show_time(local.time());
    if !session.status.is_past() {
        let day = when::show_day(local.date(), model.today());
        let there = model.relationship.as_ref().map_or_else(String::new, |r| {
            people::there(r, session.planned_start, model)
        });
        let mut lines = vec![(
            Tone::Strong,
            format!(
                "{day} {time}{there} · {} min{place}",
                session.planned_minutes
            ),
        )];
        if let Some(at) = session.agenda_shared_at {
            let local = at.local(model.now.zone);
            let (day, time) = (
                when::show_day(local.date(), model.today()),
                when::show_time(local.time()),
            );
            lines.push((Tone::Muted, format!("Agenda sent {day} {time}")));
        }
        if session.status == SessionStatus::Planned && session.planned_end() < model.now.at {
            lines.push((
                Tone::Notice,
                model
                    .filled("held, moved, cancelled, not held?   {state} answers")
                    .into_owned(),
            ));
        }
        return lines;
    }
    let day = when::show_day_long(local.date());
    let mut lines = vec![(Tone::Strong, format!("{day} · {}", session.in_words()))];
    if session.status != SessionStatus::Held {
        lines.extend(not_held(session, model, room));
    }
    if !session.summary.is_empty() {
        lines.extend(
            text::wrap(&session.summary, room)
                .into_iter()
                .take(3)
                .map(|row| (Tone::Plain, row)),
        );
    }
    lines
}

/// Who told what when and why of a session that did not take place, and when it is instead.
fn not_held(session: &Session, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let new = model.agenda.moved_to.map(|to| {
        let local = to.local(model.now.zone);
        let day = when::show_day(local.date(), model.today());
        format!("Now {day} {}", when::show_time(local.time()))
    });
    page::told(session, model)
        .into_iter()
        .chain(new)
        .flat_map(|words| text::wrap(&words, room))
        .map(|row| (Tone::Muted, row))
        .collect()
}

/// The columns of a word with a text beside it.
pub(super) const INDENT: usize = 7;

/// A word, and beside it a text that wraps under itself; the last line says where it was cut.
pub(super) fn hang(
    lines: &mut Vec<(Tone, String)>,
    word: &str,
    words: &str,
    room: usize,
    most: usize,
) {
    let rows = clipped(words, room.saturating_sub(INDENT).max(6), most);
    for (n, row) in rows.into_iter().enumerate() {
        let word = if n == 0 { word } else { "" };
        lines.push((Tone::Plain, format!("{word:<INDENT$}{row}")));
    }
}

/// The first rows of a text; the last one says where it was cut.
pub(super) fn clipped(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut rows = text::wrap(words, room);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            *last = format!("{}…", text::prefix(last, room.saturating_sub(1)));
        }
    }
    rows
}
