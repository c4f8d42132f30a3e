//! What stands above the right pane of the Goals tab: a goal, a challenge, a resource, a lesson.

use chrono::NaiveDate;

use super::card::{Card, End};
use super::head::Tone;
use crate::app::model::{Model, Studied};
use crate::domain::learning::ResourceKind;
use crate::domain::{Challenge, Goal, Lesson, Resource, Side, Visibility, Word, text, when};

/// The title, what it is and where it stands, and its texts.
pub(super) fn head(studied: &Studied, model: &Model, room: usize) -> Card {
    match studied {
        Studied::Goal(goal) => goal_head(&model.veiled(goal), model, room),
        Studied::Challenge(challenge, lesson) => {
            challenge_head(&model.veiled(challenge), lesson.is_some(), model, room)
        }
        Studied::Resource(resource) => resource_head(&model.veiled(resource), model, room),
        Studied::Lesson(lesson) => lesson_head(&model.veiled(lesson), model, room),
    }
}

/// A title, and below it what it is and where it stands.
fn titled(title: &str, words: &str, room: usize) -> Card {
    let mut card = Card::default();
    card.text(Tone::Strong, title, room, 3);
    card.text(Tone::Muted, words, room, 2);
    card
}

/// Words parted by dots, without the empty ones.
fn joined(words: &[String]) -> String {
    let some: Vec<_> = words.iter().filter(|w| !w.is_empty()).cloned().collect();
    some.join(" · ")
}

fn on(word: &str, day: Option<NaiveDate>, model: &Model) -> String {
    day.map_or_else(String::new, |day| {
        format!("{word}{}", when::short_day(day, model.today()))
    })
}

fn private(visibility: Visibility) -> String {
    if visibility == Visibility::Private {
        "private".into()
    } else {
        String::new()
    }
}

/// Labels and texts, those that are empty left out.
fn texts(card: &mut Card, parts: &[(&str, &str)], model: &Model, room: usize) {
    // In a low terminal what stands below comes first; the form shows the texts whole.
    let least = if model.size.1 < 30 { 3 } else { 8 };
    for (label, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
        card.hang(label, words, room, least);
    }
}

fn challenge_head(challenge: &Challenge, has_lesson: bool, model: &Model, room: usize) -> Card {
    let whose = match challenge.owner {
        Side::Partner => model.partner().to_owned(),
        Side::Both => "both".into(),
        Side::Me => String::new(),
    };
    let words = joined(&[
        challenge.status.spoken(),
        whose,
        challenge.area.clone(),
        on("since ", challenge.opened_on, model),
        on("to ", challenge.closed_on, model),
        private(challenge.visibility),
    ]);
    let mut card = titled(&challenge.title, &words, room);
    card.blank();
    let parts = [
        ("What", challenge.what.as_str()),
        ("So", challenge.so_what.as_str()),
        ("Now", challenge.now_what.as_str()),
    ];
    texts(&mut card, &parts, model, room);
    if parts.iter().all(|(_, words)| words.is_empty()) {
        let hint = model.filled("{edit} writes what happened, what it means and what comes now");
        card.hang("What", &hint, room, 3);
    }
    if !has_lesson {
        let hint = model.filled("none yet; {toggle} writes it, in one sentence");
        card.hang("Lesson", &hint, room, 3);
    }
    card
}

fn resource_head(resource: &Resource, model: &Model, room: usize) -> Card {
    let kind = match resource.kind {
        ResourceKind::Other => String::new(),
        kind => kind.spoken(),
    };
    let days = match (resource.starts_on, resource.ends_on) {
        (Some(from), Some(to)) if from != to => {
            let today = model.today();
            format!(
                "{}–{}",
                when::short_day(from, today),
                when::short_day(to, today)
            )
        }
        (from, _) => on("", from, model),
    };
    let words = joined(&[
        kind,
        resource.status.spoken(),
        days,
        on("done ", resource.done_on, model),
        resource
            .hours
            .map_or_else(String::new, |h| format!("{h} h")),
        private(resource.visibility),
    ]);
    let mut card = titled(&resource.title, &words, room);
    card.blank();
    let from = match resource.suggested_by {
        Some(Side::Partner) => model.partner(),
        Some(Side::Me) => "me",
        Some(Side::Both) => "both",
        None => "",
    };
    let parts = [
        ("Where", resource.location.as_str()),
        ("From", from),
        ("Stayed", resource.takeaway.as_str()),
    ];
    texts(&mut card, &parts, model, room);
    card
}

fn lesson_head(lesson: &Lesson, model: &Model, room: usize) -> Card {
    let words = joined(&[
        on("learned ", lesson.learned_on, model),
        private(lesson.visibility),
    ]);
    let mut card = Card::default();
    card.text(Tone::Strong, &lesson.text, room, usize::MAX);
    card.text(Tone::Muted, &words, room, 2);
    card
}

fn goal_head(goal: &Goal, model: &Model, room: usize) -> Card {
    let mut card = Card::default();
    card.text(Tone::Strong, &goal.title, room, 3);
    card.line(Tone::Muted, goal_words(goal, model));
    let course = model.goals.course.as_ref();
    if let Some(line) = course.and_then(|course| course.line(room, model.today())) {
        card.line(Tone::Plain, line);
    }
    card.blank();
    // In a low terminal the milestones come first, and of a closed goal how it began and ended.
    let (is_low, is_closed) = (model.size.1 < 30, goal.status.is_closed());
    let (ends, least, start) = match (is_low, is_closed) {
        (true, true) => (2, 1, 1),
        (true, false) => (2, 2, 1),
        (false, _) => (6, 6, 6),
    };
    if is_closed {
        before_and_after(&mut card, goal, room, ends);
    }
    let none = model.filled("none yet; {edit} writes one");
    let test = if goal.success_test.is_empty() {
        none.as_ref()
    } else {
        &goal.success_test
    };
    card.hang("Test", test, room, least);
    let plan = [("If", &goal.obstacle), ("then", &goal.if_then)].into_iter();
    for (label, words) in plan.filter(|(_, words)| !words.is_empty()) {
        card.hang(label, words, room, least);
    }
    if !is_closed && !goal.baseline.is_empty() {
        card.hang("Start", &goal.baseline, room, start);
    }
    card
}

/// From this many columns on, before and after stand beside each other.
const SIDE_BY_SIDE: usize = 58;

/// Where a closed goal started and how it ended, each with the rating of one's own, and what is empty left out.
fn before_and_after(card: &mut Card, goal: &Goal, room: usize, least: usize) {
    let rated = |rating: Option<i64>| rating.map(|n| format!("own rating {n} of 5"));
    let before = (goal.baseline.as_str(), rated(goal.self_rating_start));
    let after = (goal.close_note.as_str(), rated(goal.self_rating_end));
    let is_told = |end: &End<'_>| !end.0.is_empty() || end.1.is_some();
    match (is_told(&before), is_told(&after)) {
        (false, false) => return,
        (true, true) if room >= SIDE_BY_SIDE => {
            // Two columns of air between them.
            let half = (room - 2) / 2;
            let titles = format!("{}  After", text::pad("Before", half));
            card.line(Tone::Plain, titles);
            card.beside([before, after], half, least);
        }
        _ => {
            let ends = [("Before", before), ("After", after)].into_iter();
            for (label, end) in ends.filter(|(_, end)| is_told(end)) {
                card.hang_end(label, end, room, least);
            }
        }
    }
    card.blank();
}

pub(super) fn goal_words(goal: &Goal, model: &Model) -> String {
    let today = model.today();
    let mut words = goal.kind.spoken();
    if goal.status.is_closed() {
        words = format!("{words} · {}", goal.status.spoken());
        if let Some(on) = goal.closed_on {
            words = format!("{words} {}", when::short_day(on, today));
        }
        return words;
    }
    if let Some(by) = goal.target_date {
        words = format!(
            "{words} · by {}, {}",
            when::short_day(by, today),
            when::relative(by, today)
        );
    }
    words
}
