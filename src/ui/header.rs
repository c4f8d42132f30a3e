//! The first two lines: the tabs, the partner, and the next session or the clock of the running call.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::keymap::Action;
use crate::app::layout::{self, TabTitle};
use crate::app::model::{Model, Tab};
use crate::app::overlay;
use crate::domain::{RelationshipStatus, when};
use crate::store::window::header::SessionHead;

use super::pen::{Pen, columns};
use super::theme::Role;

/// Draws the header and the rule under it.
pub fn draw(pen: &mut Pen<'_>, header: Rect, rule: Rect) {
    pen.rule(rule.x, rule.y, rule.width, "─", Role::Muted);
    let mut end = header.x;
    for TabTitle { tab, words, area } in layout::tabs(pen.model) {
        let is_active = tab == pen.model.tab;
        let tone = if is_active { Role::Strong } else { Role::Text };
        pen.put(area.x + 1, area.y, area.width, &words, tone);
        if is_active {
            pen.rule(area.x, rule.y, area.width, "━", Role::Focus);
        }
        end = area.right();
    }
    aside(pen, header, end);
}

fn aside(pen: &mut Pen<'_>, header: Rect, from: u16) {
    let (room, end) = (
        header.right().saturating_sub(from + 2),
        header.right().saturating_sub(1),
    );
    let model = pen.model;
    let mask = if model.is_masked { "masked · " } else { "" };
    if let Some(live) = &model.live {
        let all = [Length::Whole, Length::Short, Length::Least];
        let mut words = all
            .map(|length| format!("{mask}{}", clock(model, live, length)))
            .into_iter();
        let words = words.find(|words| columns(words) <= room);
        let words = words.unwrap_or_else(|| clock(model, live, Length::Least));
        let start = end.saturating_sub(columns(&words).min(room));
        pen.put(start, header.y, room, &words, Role::Focus);
        return;
    }
    let fits = |words: &String| columns(words) <= room;
    let [whole, short, least] =
        [Length::Whole, Length::Short, Length::Least].map(|l| aside_words(pen.model, l));
    // That it is an example gives way to when one meets next, and where the rest has no room.
    let bare = |words: &str| words.replacen(EXAMPLE, "", 1);
    let (bare_short, bare_least) = (bare(&short), bare(&least));
    let with_key = with_key(model, &whole);
    let all = [&whole, &short, &bare_short, &least];
    let words = with_key.iter().chain(all).find(|words| fits(words));
    let words = words.unwrap_or(&bare_least);
    let start = end.saturating_sub(columns(words).min(room));
    pen.put(start, header.y, room, words, Role::Text);
}

/// What stands there while the screen is masked, with the key that ends it.
fn with_key(model: &Model, words: &str) -> Option<String> {
    let rest = words
        .strip_prefix("masked · ")
        .filter(|_| model.is_masked)?;
    let key = Some(model.key(Action::Mask)).filter(|key| !key.is_empty())?;
    Some(format!("masked, {key} ends it · {rest}"))
}

/// What the header of an invented example begins with.
const EXAMPLE: &str = "example · ";

/// How much there is room to say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    /// The partner, the day, and how far off it is.
    Whole,
    /// The partner, and how far off.
    Short,
    /// The partner.
    Least,
}

/// What the file is where that has to be said, then the partner and the next session; on People the day.
fn aside_words(model: &Model, length: Length) -> String {
    let words = match model.tab {
        Tab::People => when::show_day(model.today(), model.today()),
        _ => next(model, length),
    };
    let marks = [(EXAMPLE, model.is_example), ("masked · ", model.is_masked)];
    let marks = marks.iter().filter(|(_, holds)| *holds);
    marks.fold(words, |words, (mark, _)| format!("{mark}{words}"))
}

/// With whom, since when, and of how long; where there is less room in fewer words.
fn clock(model: &Model, live: &SessionHead, length: Length) -> String {
    let is_here = Some(live.relationship_id) == model.relationship_id();
    let name = match live.partner_name.split_whitespace().next() {
        Some(name) if is_here || !model.is_masked => name,
        _ => "a call",
    };
    let elapsed = live
        .started_at
        .map_or(0, |at| model.now.at.minutes_since(at).max(0));
    // As Session::is_forgotten counts.
    let limit = (live.planned_minutes * 2).max(live.planned_minutes + 60);
    if let Some(begun) = live.started_at.filter(|_| elapsed > limit) {
        return format!(
            "● {name} open since {}",
            overlay::end::open_since(model, begun)
        );
    }
    match length {
        Length::Whole => format!("● {name} {elapsed} of {} min", live.planned_minutes),
        Length::Short => format!("● {name} {elapsed}/{}", live.planned_minutes),
        Length::Least => format!("● {elapsed}/{} min", live.planned_minutes),
    }
}

/// "ended 3 Sep".
fn ended(model: &Model) -> String {
    let on = model.relationship.as_ref().and_then(|r| r.ended_on);
    on.map_or_else(
        || "ended".to_owned(),
        |on| format!("ended {}", when::short_day(on, model.today())),
    )
}

/// "paused until 4 Jan"; once that day has come "pause ended 4 Jan".
pub(super) fn paused(until: Option<NaiveDate>, today: NaiveDate) -> Cow<'static, str> {
    let Some(until) = until else {
        return "paused".into();
    };
    let word = if until <= today {
        "pause ended"
    } else {
        "paused until"
    };
    format!("{word} {}", when::short_day(until, today)).into()
}

fn is_paused(model: &Model) -> bool {
    let with = model.relationship.as_ref();
    with.is_some_and(|r| r.status == RelationshipStatus::Paused)
}

/// Nothing is ahead: a pause, or no date yet.
fn without_date(model: &Model) -> String {
    let with = model.relationship.as_ref();
    match with.filter(|r| r.status == RelationshipStatus::Paused) {
        None => "no date yet".to_owned(),
        Some(with) => paused(with.paused_until, model.today()).into_owned(),
    }
}

fn next(model: &Model, length: Length) -> String {
    let today = model.today();
    let when = match &model.next {
        _ if model.is_ended() => ended(model),
        // Where there is less room, that it pauses is said before to when.
        None if length == Length::Short && is_paused(model) => "paused".to_owned(),
        None => without_date(model),
        Some(next) => {
            let local = next.planned_start.local(model.now.zone);
            let relative = when::relative(local.date(), today);
            match (local.date() - today).num_days() {
                0 | 1 if length == Length::Whole => {
                    format!("{relative} {}", when::show_time(local.time()))
                }
                _ if length == Length::Whole => {
                    format!("{}, {relative}", when::show_day(local.date(), today))
                }
                _ => relative,
            }
        }
    };
    match length {
        Length::Least => model.partner().to_owned(),
        _ => format!("{} · {when}", model.partner()),
    }
}
