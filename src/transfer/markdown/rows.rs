//! Single rows as Markdown: an item, a promise, a goal, a piece of feedback.

use super::{Context, Document, Tick};
use crate::domain::agenda::ItemKind;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::goal::{MilestoneStatus, progress_words};
use crate::domain::{
    AgendaItem, Commitment, Feedback, ItemStatus, Material, WholeGoal, Word, when,
};

/// A goal with its test, its milestones and what moved.
#[must_use]
pub fn goal(whole: &WholeGoal, context: &Context<'_>) -> String {
    let mut page = Document::default();
    write_goal(&mut page, 1, whole, context);
    page.end()
}

/// A promise: whose, what, by when, and what became of it.
#[must_use]
pub fn promise(promise: &Commitment, context: &Context<'_>) -> String {
    let mut page = Document::default();
    write_promise(&mut page, promise, context);
    page.end()
}

/// A piece of feedback, with its answer.
#[must_use]
pub fn feedback(feedback: &Feedback, context: &Context<'_>) -> String {
    let mut page = Document::default();
    write_feedback(&mut page, feedback, context);
    page.end()
}

/// Any other text, as a row of a list.
#[must_use]
pub fn line(words: &str) -> String {
    let mut page = Document::default();
    page.row(words, &[]);
    page.end()
}

pub(super) fn write_item(page: &mut Document, item: &AgendaItem, context: &Context<'_>) {
    let kind = match item.kind {
        ItemKind::Topic => "",
        kind => kind.word(),
    };
    let state = match item.status {
        ItemStatus::Carried => "goes on",
        ItemStatus::Dropped => "let go",
        ItemStatus::Open | ItemStatus::Done => "",
    };
    let minutes = format!("{} min", item.minutes);
    let asides = [kind, context.whose(item.owner), &minutes, state];
    page.task(
        Tick::from(item.status == ItemStatus::Done),
        &item.title,
        &asides,
    );
    page.under("", &item.outcome);
}

pub(super) fn write_material(page: &mut Document, material: &Material, context: &Context<'_>) {
    let label = owned(context.whose(material.for_side), &material.label);
    page.task(Tick::from(material.ready), &label, &[&material.location]);
}

pub(super) fn write_promise(page: &mut Document, promise: &Commitment, context: &Context<'_>) {
    let today = context.now.today();
    let due = promise.due.map_or(String::new(), |d| {
        format!("by {}", when::show_day(d, today))
    });
    let moved = match promise.renegotiated.len() {
        0 => String::new(),
        1 => "moved once".to_owned(),
        n => format!("moved {n} times"),
    };
    let became = promise.status.kept_words(promise.done_on, today);
    let text = owned(context.whose(promise.owner), &promise.text);
    page.task(
        Tick::from(promise.status == CommitmentStatus::Done),
        &text,
        &[&due, &moved, &became],
    );
    page.under("", &promise.close_note);
}

/// The text with the one whose it is before it.
fn owned(name: &str, words: &str) -> String {
    if name.is_empty() {
        words.to_owned()
    } else {
        format!("{name}: {words}")
    }
}

pub(super) fn write_feedback(page: &mut Document, feedback: &Feedback, context: &Context<'_>) {
    let today = context.now.today();
    let way = match feedback.direction {
        Direction::FromPartner => "From",
        Direction::ToPartner => "To",
    };
    // What was seen is the heart of it; where only the situation or the effect was written, that is.
    let texts = [
        &feedback.behaviour,
        &feedback.situation,
        &feedback.impact,
        &feedback.next_time,
    ];
    let main = texts.iter().find(|t| !t.is_empty()).copied();
    let said = feedback
        .said_on
        .map_or(String::new(), |d| when::show_day(d, today));
    let state = match (feedback.state, feedback.response) {
        (FeedbackState::Draft, _) => "to say".to_owned(),
        (FeedbackState::Responded, Some(response)) => response.spoken(),
        _ => String::new(),
    };
    let kind = feedback.kind.map_or("", Word::word);
    let partner = context.whose(crate::domain::Side::Partner);
    let words = main.map_or("", String::as_str);
    page.row(&format!("{way} {partner}: {words}"), &[kind, &said, &state]);
    let rest = [
        ("situation", &feedback.situation),
        ("impact", &feedback.impact),
        ("meant", &feedback.intent),
        ("next time", &feedback.next_time),
        ("answer", &feedback.response_note),
    ];
    for (label, words) in rest.into_iter().filter(|(_, words)| Some(*words) != main) {
        page.under(label, words);
    }
}

pub(super) fn write_goal(
    page: &mut Document,
    level: usize,
    whole: &WholeGoal,
    context: &Context<'_>,
) {
    let goal = &whole.goal;
    page.heading(level, &goal.title);
    page.paragraph(&goal_facts(whole, context));
    for (label, words) in [
        ("Why", &goal.why),
        ("Test", &goal.success_test),
        ("Where it started", &goal.baseline),
        ("If", &goal.obstacle),
        ("then", &goal.if_then),
        ("At the end", &goal.close_note),
    ] {
        if !words.is_empty() {
            page.row(&format!("{label}: {words}"), &[]);
        }
    }
    if !whole.milestones.is_empty() {
        page.paragraph("Milestones:");
    }
    for milestone in &whole.milestones {
        let today = context.now.today();
        let aside = match (milestone.status, milestone.done_on, milestone.due) {
            (MilestoneStatus::Dropped, ..) => "let go".to_owned(),
            (MilestoneStatus::Done, Some(on), _) => when::show_day(on, today),
            (_, _, Some(due)) => format!("by {}", when::show_day(due, today)),
            _ => String::new(),
        };
        let tick = Tick::from(milestone.status == MilestoneStatus::Done);
        page.task(tick, &milestone.title, &[&aside]);
    }
    if !whole.updates.is_empty() {
        page.paragraph("What moved:");
    }
    for update in &whole.updates {
        let day = when::show_day_long(update.at.day(context.now.zone));
        let percent = update.percent.map_or(String::new(), |p| format!("{p} %"));
        page.row(&format!("{day}: {}", update.text), &[&percent]);
    }
}

/// `me · skill · active · by Fri 18 Dec · 3 of 5`.
fn goal_facts(whole: &WholeGoal, context: &Context<'_>) -> String {
    let goal = &whole.goal;
    let today = context.now.today();
    let by = goal.target_date.map_or(String::new(), |d| {
        format!("by {}", when::show_day(d, today))
    });
    let closed = goal
        .closed_on
        .map_or(String::new(), |d| when::show_day(d, today));
    let state = format!("{} {closed}", goal.status.spoken());
    let facts = [
        context.whose(goal.owner),
        goal.kind.word(),
        state.trim(),
        &by,
        &progress(whole),
    ];
    joined(&facts)
}

fn progress(whole: &WholeGoal) -> String {
    let of = whole.milestones.iter();
    let (mut done, mut all) = (0, 0);
    for milestone in of.filter(|m| m.status != MilestoneStatus::Dropped) {
        all += 1;
        done += i64::from(milestone.status == MilestoneStatus::Done);
    }
    progress_words(whole.goal.progress_mode, whole.goal.percent, done, all)
}

/// Facts in a line, those that are empty left out.
pub(super) fn joined(facts: &[&str]) -> String {
    let told: Vec<_> = facts.iter().filter(|f| !f.is_empty()).copied().collect();
    told.join(" · ")
}
