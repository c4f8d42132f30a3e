//! A person's row: the sign, the name, the next date, the agenda, what each of us promised next.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::domain::relationship::EndKind;
use crate::domain::session::SessionStatus;
use crate::domain::{RelationshipStatus, Word, when};
use crate::store::window::people::PersonLine;
use crate::store::window::sessions::SessionLine;

use super::header;
use super::pen::{Pen, columns};
use super::theme::Role;

/// Where the columns of the list of people stand, from the left edge of the list.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The sign.
    sign: u16,
    /// The name.
    pub who: u16,
    /// The next date.
    pub next: u16,
    /// The agenda; none where it stands at the right edge.
    pub agenda: Option<u16>,
    /// What I promised; none where there is no room for it.
    pub promised: Option<u16>,
}

impl Columns {
    /// For a list of this width, in which the longest name takes so many columns.
    #[must_use]
    pub fn of(width: u16, longest: u16) -> Self {
        let (next, agenda, promised, spare) = match width {
            76.. => (21, Some(40), Some(51), 7),
            60..76 => (17, Some(35), Some(45), 7),
            50..60 => (16, Some(34), None, 6),
            _ => (18, None, None, 5),
        };
        let who = 5;
        // A long name takes what the others leave.
        let more = longest.saturating_sub(next - who - 1).min(spare);
        Self {
            sign: 3,
            who,
            next: next + more,
            agenda: agenda.map(|x| x + more),
            promised: promised.map(|x| x + more),
        }
    }

    /// For the list of people as it is.
    #[must_use]
    pub fn here(model: &Model, width: u16) -> Self {
        Self::of(width, model.people.longest.0)
    }
}

/// Draws the row.
pub fn draw(pen: &mut Pen<'_>, line: &PersonLine, area: Rect) {
    let at = Columns::here(pen.model, area.width);
    let (model, y) = (pen.model, area.y);
    let end = area.right().saturating_sub(1);
    let answers = answers(model, line);
    let asks = answers.is_some();
    let sign = sign(line, asks);
    let sign_role = if sign == "●" {
        Role::Focus
    } else {
        Role::Text
    };
    let role = match line.status {
        RelationshipStatus::Active => Role::Text,
        RelationshipStatus::Paused | RelationshipStatus::Ended => Role::Muted,
    };
    pen.put(area.x + at.sign, y, 1, sign, sign_role);
    let who = area.x + at.who;
    pen.put(who, y, at.next - at.who - 1, &line.name, role);
    let x = area.x + at.next;
    let words = next(model, line, at.agenda.is_none());
    let after = pen.put(x, y, end.saturating_sub(x), &words, role);
    match answers {
        Some(answers) => asked(pen, answers, area, at, after),
        None => details(pen, line, area, at, after),
    }
}

/// What answers a session that nothing was said of, or a pause that has run out.
fn answers(model: &Model, line: &PersonLine) -> Option<&'static str> {
    if line.pause_ran_out(model.today()).is_some() {
        return Some("goes on, another day, end");
    }
    line.asks(model.now.at)
        .map(|_| "held, moved, cancelled, not held")
}

fn asked(pen: &mut Pen<'_>, answers: &str, area: Rect, at: Columns, after: u16) {
    let end = area.right().saturating_sub(1);
    let key = pen.model.key(Action::State).to_owned();
    if at.agenda.is_none() {
        pen.put_right(end, area.y, &key, Role::Notice);
        return;
    }
    let words = format!(" · {key} {answers}");
    pen.put(
        after,
        area.y,
        end.saturating_sub(after),
        &words,
        Role::Notice,
    );
}

fn details(pen: &mut Pen<'_>, line: &PersonLine, area: Rect, at: Columns, after: u16) {
    let (model, y) = (pen.model, area.y);
    let agenda = agenda(model, line, at.agenda.is_none());
    let mut end = area.right().saturating_sub(1);
    let Some(x) = at.agenda.map(|x| (area.x + x).max(after + 2)) else {
        if after + columns(&agenda) < end {
            pen.put_right(end, y, &agenda, Role::Muted);
        }
        return;
    };
    if let Some(due) = line.theirs {
        let words = due.map_or(Cow::Borrowed("open"), |day| due_words(model, day).into());
        end = pen.put_right(end, y, &words, Role::Muted);
    }
    let room = end.saturating_sub(x + 1);
    let after = pen.put(x, y, room, &agenda, Role::Muted);
    let Some(x) = at.promised.map(|x| (area.x + x).max(after + 1)) else {
        return;
    };
    if let Some((words, is_private, due)) = &line.promised {
        promised(
            pen,
            words,
            *is_private,
            *due,
            Rect {
                x,
                width: end.saturating_sub(x + 2),
                ..area
            },
        );
    }
}

/// "intro to the group, today"; the day is never cut.
fn promised(pen: &mut Pen<'_>, words: &str, is_private: bool, due: Option<NaiveDate>, area: Rect) {
    let mut day = due.map_or(String::new(), |day| {
        format!(", {}", due_words(pen.model, day))
    });
    if is_private {
        day.push_str(" ▪");
    }
    let room = area.width.saturating_sub(columns(&day));
    if room < 4 {
        return;
    }
    let words = pen.model.shown(words, is_private);
    let after = pen.put(area.x, area.y, room, &words, Role::Text);
    pen.put(
        after,
        area.y,
        area.right().saturating_sub(after),
        &day,
        Role::Muted,
    );
}

/// A day as a promise's: "today", "Fri" within the week, else "26 Nov".
pub fn due_words(model: &Model, day: NaiveDate) -> String {
    match (day - model.today()).num_days() {
        0 => "today".to_owned(),
        1..=6 => day.weekday().to_string(),
        _ => when::short_day(day, model.today()),
    }
}

fn sign(line: &PersonLine, asks: bool) -> &'static str {
    let is_live = line
        .session
        .as_ref()
        .is_some_and(|s| s.status == SessionStatus::Live);
    match line.status {
        _ if is_live => "●",
        RelationshipStatus::Active | RelationshipStatus::Paused if asks => "?",
        RelationshipStatus::Active => "○",
        RelationshipStatus::Paused => "‖",
        RelationshipStatus::Ended => ended(line.ended.1),
    }
}

/// How it ended; the word stands beside it.
fn ended(kind: Option<EndKind>) -> &'static str {
    match kind {
        Some(EndKind::Completed) | None => "✓",
        Some(EndKind::EndedEarly) => "×",
        Some(EndKind::Faded) => "–",
        Some(EndKind::Redefined) => "→",
    }
}

fn next(model: &Model, line: &PersonLine, is_narrow: bool) -> Cow<'static, str> {
    let day = |day| when::short_day(day, model.today());
    match (line.status, &line.session) {
        (RelationshipStatus::Paused, _) if is_narrow && stands(model, line).is_some() => {
            "paused".into()
        }
        (RelationshipStatus::Paused, _) => header::paused(line.paused_until, model.today()),
        (RelationshipStatus::Ended, _) => {
            let (on, kind) = line.ended;
            let word = kind.map_or("ended".to_owned(), Word::spoken);
            on.map_or(word.clone(), |on| format!("{word} {}", day(on)))
                .into()
        }
        (_, Some(session)) if session.status == SessionStatus::Live => "now".into(),
        (_, Some(session)) => moment(model, session).into(),
        (_, None) => "no date yet".into(),
    }
}

/// "today 15:00", "tomorrow 09:00", "Fri 20 Nov 10:00".
fn moment(model: &Model, session: &SessionLine) -> String {
    let local = session.planned_start.local(model.now.zone);
    let time = when::show_time(local.time());
    match (local.date() - model.today()).num_days() {
        0 => format!("today {time}"),
        1 => format!("tomorrow {time}"),
        _ => when::show_moment(local, model.today()),
    }
}

/// The session that is planned all the same with whom one pauses, or has ended.
fn stands<'l>(model: &Model, line: &'l PersonLine) -> Option<&'l SessionLine> {
    let is_off = line.status != RelationshipStatus::Active;
    let session = line.session.as_ref().filter(|_| is_off)?;
    let is_ahead =
        session.status == SessionStatus::Planned && session.planned_start >= model.now.at;
    is_ahead.then_some(session)
}

fn agenda(model: &Model, line: &PersonLine, is_short: bool) -> String {
    if let Some(session) = line
        .session
        .as_ref()
        .filter(|_| line.status == RelationshipStatus::Active)
    {
        return match session.open {
            0 if is_short => String::new(),
            open if is_short => open.to_string(),
            0 => "empty".to_owned(),
            1 => "1 item".to_owned(),
            open => format!("{open} items"),
        };
    }
    if let Some(session) = stands(model, line) {
        let start = session.planned_start.day(model.now.zone);
        return if is_short {
            format!("{} planned", when::short_day(start, model.today()))
        } else {
            format!("{} is planned", moment(model, session))
        };
    }
    let met = line.last_met.map(|at| at.day(model.now.zone));
    // That it ended on the day on which one met last is said once.
    let met =
        met.filter(|day| line.status != RelationshipStatus::Ended || line.ended.0 != Some(*day));
    met.map_or(String::new(), |day| {
        format!("met {}", when::short_day(day, model.today()))
    })
}
