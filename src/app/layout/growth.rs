//! What stands above the right pane of the Goals tab: a goal, a challenge, a resource, a lesson.

use chrono::NaiveDate;

use super::head::{INDENT, Tone, clipped, hang};
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
    let is_low = model.size.1 < 30;
    let most = if is_low { 2 } else { 6 };
    if goal.status.is_closed() {
        before_and_after(&mut lines, goal, room, most);
    }
    let none = model.filled("none yet; {edit} writes one");
    let test = if goal.success_test.is_empty() {
        none.as_ref()
    } else {
        &goal.success_test
    };
    hang(&mut lines, "Test", test, room, most);
    // The plan for an obstacle is over with its goal.
    let has_plan = !(is_low && goal.status.is_closed());
    let plan = [("If", &goal.obstacle), ("then", &goal.if_then)].into_iter();
    for (label, words) in plan.filter(|(_, words)| has_plan && !words.is_empty()) {
        hang(&mut lines, label, words, room, most);
    }
    if !goal.status.is_closed() && !goal.baseline.is_empty() {
        let most = if is_low { 1 } else { most };
        hang(&mut lines, "Start", &goal.baseline, room, most);
    }
    lines
}

/// From this many columns on, before and after stand beside each other.
const SIDE_BY_SIDE: usize = 58;

/// Where a closed goal started and how it ended, each with the rating of one's own, and what is empty left out.
fn before_and_after(lines: &mut Vec<(Tone, String)>, goal: &Goal, room: usize, most: usize) {
    let rated = |rating: Option<i64>| rating.map(|n| format!("own rating {n} of 5"));
    let ends = [
        ("Before", &goal.baseline, rated(goal.self_rating_start)),
        ("After", &goal.close_note, rated(goal.self_rating_end)),
    ];
    let is_told = |(_, words, rating): &(&str, &String, Option<String>)| {
        !words.is_empty() || rating.is_some()
    };
    let told = ends.iter().filter(|end| is_told(end)).count();
    if room >= SIDE_BY_SIDE && told == ends.len() {
        // Two columns of air between them.
        let half = (room - 2) / 2;
        let [before, after] = ends.map(|(label, words, rating)| {
            let rows = end_rows(words, rating, half, most);
            [label.to_owned()]
                .into_iter()
                .chain(rows)
                .collect::<Vec<_>>()
        });
        for n in 0..before.len().max(after.len()) {
            let [left, right] =
                [&before, &after].map(|rows| rows.get(n).map_or("", String::as_str));
            lines.push((Tone::Plain, format!("{}  {right}", text::pad(left, half))));
        }
    } else {
        for (label, words, rating) in ends.into_iter().filter(is_told) {
            let rows = end_rows(words, rating, room.saturating_sub(INDENT).max(6), most);
            let labels = [label].into_iter().chain(std::iter::repeat(""));
            let hung = rows.into_iter().zip(labels);
            lines.extend(hung.map(|(row, label)| (Tone::Plain, format!("{label:<INDENT$}{row}"))));
        }
    }
    if told > 0 {
        lines.push((Tone::Plain, String::new()));
    }
}

/// What was written about one end of a goal, and under it the rating, which is never cut off.
fn end_rows(words: &str, rating: Option<String>, room: usize, most: usize) -> Vec<String> {
    let mut rows = if words.is_empty() {
        Vec::new()
    } else {
        clipped(words, room, most)
    };
    rows.extend(rating);
    rows
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
