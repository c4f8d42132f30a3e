//! From when to when a call was held, and when the next one begins: as proposed, as typed, and how that is understood.

use super::{End, EndRow};
use crate::app::model::Model;
use crate::app::{line, span};
use crate::domain::Instant;
use crate::domain::when::{self, Leaning};

pub(super) fn next_start(model: &Model, typed: &str) -> Result<Instant, String> {
    let moment =
        when::moment(typed, model.now.local(), Leaning::Future).map_err(|e| e.to_string())?;
    let usual = model
        .call
        .session
        .as_ref()
        .map(|s| s.planned_start.local(model.now.zone).time());
    let time = moment.time.or(usual).unwrap_or_default();
    let start = Instant::from_day(moment.day, time, model.now.zone);
    if start <= model.now.at {
        let day = when::show_day(moment.day, model.today());
        return Err(format!(
            "{day} {} is over. A later date, or an empty one plans nothing.",
            when::show_time(time)
        ));
    }
    Ok(start)
}

/// How the row that is typed in is understood, or why it isn't; nothing for the other rows.
#[must_use]
pub fn end_echo(model: &Model, end: &End) -> String {
    match end.row {
        EndRow::Held => held_minutes(model, end).unwrap_or_else(|e| e),
        EndRow::Next => next_echo(model, end).unwrap_or_else(|e| e),
        _ => String::new(),
    }
}

/// How long it was held: "43 min".
///
/// # Errors
/// A sentence, where that can't be read.
pub fn held_minutes(model: &Model, end: &End) -> Result<String, String> {
    let (start, stop) = held(model, end)?;
    let begun = start
        .or_else(|| model.call.session.as_ref().and_then(|s| s.started_at))
        .unwrap_or(stop);
    Ok(format!("{} min", stop.minutes_since(begun).max(0)))
}

/// Whether keeping it all plans the next session, which is not planned yet.
#[must_use]
pub fn plans_next(model: &Model, end: &End) -> bool {
    let typed = end.next.value();
    !typed.trim().is_empty()
        && next_start(model, typed.trim()).is_ok_and(|start| Some(start) != end.planned)
}

fn next_echo(model: &Model, end: &End) -> Result<String, String> {
    let typed = end.next.value();
    if typed.trim().is_empty() {
        return Ok("nothing planned".to_owned());
    }
    let start = next_start(model, typed.trim())?;
    let local = start.local(model.now.zone);
    // How far off it is stands on the row too.
    let there = there(model, start);
    let aside = if there.is_empty() {
        format!(" · {}", when::relative(local.date(), model.today()))
    } else {
        there
    };
    Ok(format!("{}{aside}", when::show_moment_long(local)))
}

/// What their clock shows at the date that is typed: "10:00 there"; nothing where it shows the same, or nothing can be read.
#[must_use]
pub fn next_there(model: &Model, end: &End) -> String {
    let start = next_start(model, end.next.value().trim()).ok();
    let words = start.map(|start| there(model, start)).unwrap_or_default();
    words.trim_start_matches(" · ").to_owned()
}

fn there(model: &Model, start: Instant) -> String {
    let with = model.relationship.as_ref();
    with.map_or_else(String::new, |with| with.there(start, model.now.zone))
}

/// Since when a call has been open: "Thu 15:00", with its date where that was more than a week ago.
#[must_use]
pub fn open_since(model: &Model, begun: Instant) -> String {
    let local = begun.local(model.now.zone);
    if (model.today() - local.date()).num_days() < 7 {
        return local.format("%a %H:%M").to_string();
    }
    when::show_moment(local, model.today())
}

/// From when to when, where that was corrected.
pub(super) fn held(model: &Model, end: &End) -> Result<(Option<Instant>, Instant), String> {
    let typed = end.held.value();
    if typed == end.held_proposed {
        return Ok((None, proposed_end(model)));
    }
    let begun = model
        .call
        .session
        .as_ref()
        .and_then(|s| s.started_at)
        .unwrap_or(model.now.at);
    let (start, stop) = span::read(&typed, begun, model.now)?;
    let changed = !span::is_same_minute(begun, start, model.now);
    Ok((changed.then_some(start), stop))
}

/// When the call ended: now, or when it was planned to, where it was found open long after.
#[must_use]
pub fn proposed_end(model: &Model) -> Instant {
    let Some(session) = &model.call.session else {
        return model.now.at;
    };
    let Some(begun) = session
        .started_at
        .filter(|_| session.is_forgotten(model.now.at))
    else {
        return model.now.at.max(session.started_at.unwrap_or(model.now.at));
    };
    begun.plus_minutes(session.planned_minutes)
}

/// The start that the cadence proposes, as it is typed.
#[must_use]
pub fn proposed_next(model: &Model) -> String {
    let start = line::proposed(&model.context());
    let local = start.local(model.now.zone);
    when::show_moment(local, model.today()).to_lowercase()
}
