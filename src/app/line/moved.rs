//! A session's move or end as it was typed: to when, who asked for it, and when it was told.

use chrono::TimeDelta;

use crate::actions::past_refusal;
use crate::domain::session::ChangeReason;
use crate::domain::when::{self, Leaning, WhenError};
use crate::domain::{Instant, Side, Word};

use super::context::Context;
use super::start::{far, instant, is_over};
use super::there;

/// What parts a new date from the reason for it.
const BECAUSE: &str = " because ";

/// A session's move as it was typed.
pub(super) struct Moved {
    pub(super) start: Instant,
    pub(super) by: Side,
    pub(super) told_at: Instant,
    pub(super) reason: String,
    /// What is to be said of a day without its year.
    far: String,
}

impl Moved {
    pub(super) fn read(text: &str, side: Side, context: &Context<'_>) -> Result<Self, String> {
        let (text, reason) = text.split_once(BECAUSE).unwrap_or((text, ""));
        let (rest, told_at) = split_told(text, context)?;
        // The reason may be told before the hour too: `fri because ill told wed 10`.
        let (reason, told_at) = match split_told(reason, context)? {
            (reason, at) if at < told_at => (reason, at),
            _ => (reason, told_at),
        };
        let (rest, by) = who(
            rest,
            side,
            context.relationship.map_or("", |r| r.first_name()),
        );
        if rest.trim().is_empty() {
            return Err("To which day? Try fri 15:00, in 2 weeks.".into());
        }
        let moment = when::moment(rest.trim(), context.now.local(), Leaning::Future)
            .map_err(|error| no_date(&error))?;
        let start = instant(moment, context);
        if start <= context.now.at {
            let is_over = context.planned.is_some_and(|p| is_over(p, context));
            return Err(past_refusal(start, is_over, context.now));
        }
        Ok(Self {
            start,
            by,
            told_at,
            reason: or_not_said(reason),
            far: far(rest.trim(), moment, context),
        })
    }

    /// What is understood: to when, who asked, when it was told, and how far ahead; beside what was agreed, in hours.
    pub(super) fn echo(&self, agreed: Option<i64>, context: &Context<'_>) -> String {
        let local = self.start.local(context.now.zone);
        let day = if self.far.is_empty() {
            when::show_day(local.date(), context.now.today())
        } else {
            when::show_day_long(local.date())
        };
        format!(
            "{day} {}{}{} · {}",
            when::show_time(local.time()),
            there(self.start, context),
            self.far,
            told_words(self.by, self.told_at, agreed, context)
        )
    }
}

/// "Athena asked · told now, 2 d ahead; 24 h agreed".
pub(super) fn told_words(
    by: Side,
    told_at: Instant,
    agreed: Option<i64>,
    context: &Context<'_>,
) -> String {
    let ahead = context
        .planned
        .map(|p| p.minutes_since(told_at.to_minute()))
        .unwrap_or_default();
    let told = if told_at == context.now.at {
        "told now".to_owned()
    } else {
        format!("told {}", moment_words(told_at, context))
    };
    let notice = if ahead >= 0 {
        format!("{} ahead", when::duration_words(ahead))
    } else {
        "after its time".into()
    };
    let agreed = agreed.map_or_else(String::new, |hours| {
        format!("; {} agreed", when::duration_words(hours * 60))
    });
    let name = context.relationship.map_or("", |r| r.first_name());
    let asked = if by == Side::Partner { name } else { "I" };
    format!("{asked} asked · {told}, {notice}{agreed}")
}

/// What is wrong with the date; where it is none, also how it is said when it was told: `3 hours` alone may mean that.
fn no_date(error: &WhenError) -> String {
    match error {
        WhenError::NotADate { .. } => {
            format!("{error} When it was told follows the date: told 3 hours before.")
        }
        _ => error.to_string(),
    }
}

/// Splits off `told wed 10`, `told 3 hours ahead` or `told three hours before` at the end; without it, told now. Where no
/// moment follows the word, it belongs to the text: `she told me`.
fn split_told<'t>(text: &'t str, context: &Context<'_>) -> Result<(&'t str, Instant), String> {
    for (at, _) in text.match_indices(TOLD) {
        let (rest, told) = text.split_at(at);
        let is_word = rest.is_empty() || rest.ends_with(' ');
        let told = told.strip_prefix(TOLD).filter(|_| is_word);
        let at = told.and_then(|told| told_at(told, context)).transpose()?;
        if let Some(at) = at {
            return Ok((rest, at));
        }
    }
    Ok((text, context.now.at))
}

/// The word that parts a move or an end from when it was told.
const TOLD: &str = "told ";

/// When it was told; none where these words are no moment.
fn told_at(told: &str, context: &Context<'_>) -> Option<Result<Instant, String>> {
    let moment = || when::moment_told(told.trim(), context.now.local());
    let at = match ahead(told, context).map_or_else(|| moment().map(|m| instant(m, context)), Ok) {
        Ok(at) => at,
        Err(WhenError::NotADate { .. } | WhenError::Empty { .. }) => return None,
        Err(error) => return Some(Err(error.to_string())),
    };
    Some(if at > context.now.at {
        Err(format!(
            "{} is ahead, so nobody was told then. Try told wed 10; without it, told now.",
            moment_words(at, context)
        ))
    } else {
        Ok(at)
    })
}

/// `3 hours ahead`, `three hours before`: so long before the session's planned start.
fn ahead(told: &str, context: &Context<'_>) -> Option<Instant> {
    let told = told.trim();
    let mut ends = ["ahead", "before", "earlier", "in advance"].iter();
    let span = ends.find_map(|end| told.strip_suffix(end))?;
    let now = context.now.local();
    let then = when::moment(&format!("in {span}"), now, Leaning::Future).ok()?;
    let hours = then.time.map_or(TimeDelta::zero(), |time| time - now.time);
    let minutes = (then.day - now.day + hours).num_minutes();
    Some(context.planned?.plus_minutes(-minutes))
}

/// "Sat 28 Nov 22:00".
fn moment_words(at: Instant, context: &Context<'_>) -> String {
    let local = at.local(context.now.zone);
    when::show_moment(local, context.now.today())
}

/// A session's end as it was typed: who asked, why, and when it was told; as a move says it, `Athena ill told wed 10`.
pub(super) struct Cancelled {
    pub(super) by: Side,
    pub(super) told_at: Instant,
    pub(super) reason: String,
}

impl Cancelled {
    pub(super) fn read(text: &str, side: Side, context: &Context<'_>) -> Result<Self, String> {
        let (rest, told_at) = split_told(text, context)?;
        let (reason, by) = who_cancels(rest, side, context);
        let reason = reason.trim_start();
        let reason = reason.strip_prefix(BECAUSE.trim_start()).unwrap_or(reason);
        Ok(Self {
            by,
            told_at,
            reason: or_not_said(reason),
        })
    }
}

/// The same as for a move; `I` begins a sentence too, and stays in it: `I am ill`.
pub(super) fn who_cancels<'t>(text: &'t str, side: Side, context: &Context<'_>) -> (&'t str, Side) {
    let partner = context.relationship.map_or("", |r| r.first_name());
    let (rest, by) = who(text, side, partner);
    let reason = rest.trim_start();
    let is_sentence = text.trim_start().to_lowercase().starts_with("i ");
    if is_sentence && !reason.is_empty() && !reason.starts_with(BECAUSE.trim_start()) {
        (text, by)
    } else {
        (rest, by)
    }
}

fn or_not_said(reason: &str) -> String {
    match reason.trim() {
        "" => ChangeReason::NotSaid.word().to_owned(),
        reason => reason.to_owned(),
    }
}

/// Whether the line begins with who asked.
pub(super) fn says_who(text: &str, partner: &str) -> bool {
    who(text, Side::Me, partner).1 == who(text, Side::Partner, partner).1
}

/// Splits off a leading name: the partner's, or me.
pub(super) fn who<'t>(text: &'t str, side: Side, partner: &str) -> (&'t str, Side) {
    let first = text.split_whitespace().next().unwrap_or("");
    let name = first.trim_start_matches('@').to_lowercase();
    let partner = partner.to_lowercase();
    let found = match name.as_str() {
        "" => None,
        "me" | "i" => Some(Side::Me),
        "them" => Some(Side::Partner),
        other if other == partner => Some(Side::Partner),
        _ => None,
    };
    match found {
        Some(side) => (text.trim_start().strip_prefix(first).unwrap_or(text), side),
        None => (text, side),
    }
}
