//! What stands above the right pane of the Goals tab: a goal, a challenge, a resource, a lesson.

use chrono::NaiveDate;

use super::{Tone, hang};
use crate::app::model::{Model, Studied};
use crate::domain::learning::ResourceKind;
use crate::domain::{Challenge, Goal, Lesson, Resource, Side, Visibility, Word, text, when};

/// The title, what it is and where it stands, and its texts.
pub(super) fn head(studied: &Studied, model: &Model, room: usize) -> Vec<(Tone, String)> {
    match studied {
        Studied::Goal(goal) => goal_head(&model.veiled(goal), model, room),
        Studied::Challenge(challenge, lesson) => {
            challenge_head(&model.veiled(challenge), lesson.is_some(), model, room)
        }
        Studied::Resource(resource) => resource_head(&model.veiled(resource), model, room),
        Studied::Lesson(lesson) => lesson_head(&model.veiled(lesson), model, room),
    }
}

fn title(words: &str, room: usize) -> Vec<(Tone, String)> {
    text::wrap(words, room)
        .into_iter()
        .take(3)
        .map(|row| (Tone::Strong, row))
        .collect()
}

fn muted(words: &str, room: usize) -> impl Iterator<Item = (Tone, String)> {
    text::wrap(words, room)
        .into_iter()
        .take(2)
        .map(|row| (Tone::Muted, row))
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
fn texts(lines: &mut Vec<(Tone, String)>, parts: &[(&str, &str)], model: &Model, room: usize) {
    // In a low terminal what stands below comes first; the form shows the texts whole.
    let most = if model.size.1 < 30 { 3 } else { 8 };
    for (label, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
        hang(lines, label, words, room, most);
    }
}

fn challenge_head(
    challenge: &Challenge,
    has_lesson: bool,
    model: &Model,
    room: usize,
) -> Vec<(Tone, String)> {
    let mut lines = title(&challenge.title, room);
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
    lines.extend(muted(&words, room));
    lines.push((Tone::Plain, String::new()));
    let parts = [
        ("What", challenge.what.as_str()),
        ("So", challenge.so_what.as_str()),
        ("Now", challenge.now_what.as_str()),
    ];
    texts(&mut lines, &parts, model, room);
    if parts.iter().all(|(_, words)| words.is_empty()) {
        let hint = model.filled("{edit} writes what happened, what it means and what comes now");
        hang(&mut lines, "What", &hint, room, 3);
    }
    if !has_lesson {
        let hint = model.filled("none yet; {toggle} writes it, in one sentence");
        hang(&mut lines, "Lesson", &hint, room, 3);
    }
    lines
}

fn resource_head(resource: &Resource, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let mut lines = title(&resource.title, room);
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
    lines.extend(muted(&words, room));
    lines.push((Tone::Plain, String::new()));
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
    texts(&mut lines, &parts, model, room);
    lines
}

fn lesson_head(lesson: &Lesson, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let mut lines: Vec<_> = text::wrap(&lesson.text, room)
        .into_iter()
        .map(|row| (Tone::Strong, row))
        .collect();
    let words = joined(&[
        on("learned ", lesson.learned_on, model),
        private(lesson.visibility),
    ]);
    lines.extend(muted(&words, room));
    lines
}

fn goal_head(goal: &Goal, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let mut lines: Vec<_> = text::wrap(&goal.title, room)
        .into_iter()
        .take(3)
        .map(|row| (Tone::Strong, row))
        .collect();
    lines.push((Tone::Muted, goal_words(goal, model)));
    let course = model.goals.course.as_ref();
    let course = course.and_then(|course| course.line(room, model.today()));
    lines.extend(course.map(|line| (Tone::Plain, line)));
    lines.push((Tone::Plain, String::new()));
    // In a low terminal the milestones come first; the form shows the texts whole.
    let most = if model.size.1 < 30 { 2 } else { 6 };
    let none = model.filled("none yet; {edit} writes one");
    let test = if goal.success_test.is_empty() {
        none.as_ref()
    } else {
        &goal.success_test
    };
    hang(&mut lines, "Test", test, room, most);
    if !goal.obstacle.is_empty() {
        hang(&mut lines, "If", &goal.obstacle, room, most);
    }
    if !goal.if_then.is_empty() {
        hang(&mut lines, "then", &goal.if_then, room, most);
    }
    lines
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
