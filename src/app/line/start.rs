//! When a session starts: as it was typed, or as its cadence proposes.

use crate::domain::Instant;
use crate::domain::moment::days_on;
use crate::domain::when::{self, Leaning};

use super::context::Context;

/// A session that would be over by now was held, and is entered afterwards.
pub(super) fn is_over(start: Instant, context: &Context<'_>) -> bool {
    let minutes = context.relationship.map_or(45, |r| r.session_minutes);
    start.plus_minutes(minutes) <= context.now.at
}

/// The instant of a moment; without a time, the time of day that was planned, or the next full hour.
pub(super) fn instant(moment: when::Moment, context: &Context<'_>) -> Instant {
    let zone = context.now.zone;
    let usual = context.planned.map(|p| p.local(zone).time());
    let time = moment
        .time
        .or(usual)
        .or_else(|| chrono::NaiveTime::from_hms_opt(15, 0, 0))
        .unwrap_or_default();
    Instant::from_day(moment.day, time, zone)
}

/// How far ahead a day is that was typed without its year, and when it was last: ` · in 11 months; …`; mostly nothing.
pub(super) fn far(text: &str, moment: when::Moment, context: &Context<'_>) -> String {
    let back = when::moment(text, context.now.local(), Leaning::Past);
    let back = back.ok().map(|moment| moment.day);
    match when::far_words(moment.day, back, context.now.today()) {
        words if words.is_empty() => words,
        words => format!(" · {words}"),
    }
}

pub(super) fn start(text: &str, context: &Context<'_>) -> Result<Instant, String> {
    if text.is_empty() {
        return Ok(proposed(context));
    }
    let moment =
        when::moment(text, context.now.local(), Leaning::Future).map_err(|e| e.to_string())?;
    Ok(instant(moment, context))
}

/// The date that the cadence proposes.
#[must_use]
pub fn proposed(context: &Context<'_>) -> Instant {
    let days = context.relationship.map_or(14, |r| r.cadence_days);
    let from = context
        .planned
        .map_or_else(|| context.now.today(), |p| p.day(context.now.zone));
    let time = context.planned.map(|p| p.local(context.now.zone).time());
    let time = time
        .or_else(|| chrono::NaiveTime::from_hms_opt(15, 0, 0))
        .unwrap_or_default();
    let mut day = days_on(from, days);
    while days > 0 && Instant::from_day(day, time, context.now.zone) <= context.now.at {
        day = days_on(day, days);
    }
    Instant::from_day(day, time, context.now.zone)
}
