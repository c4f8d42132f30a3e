//! What happened, in words and signs: the same in the story on the screen and on the command line.

use std::borrow::Cow;

use super::theme;
use crate::domain::moment::Instant;
use crate::domain::relationship::EndKind;
use crate::domain::session::SessionStatus;
use crate::domain::story::StoryKind;
use crate::domain::{ChallengeStatus, GoalStatus, Side, Word, when};
use crate::store::window::story::StoryLine;

/// The sign of what happened: the state of what ended, else the mark that one types.
#[must_use]
pub fn sign(line: &StoryLine) -> &'static str {
    match line.kind {
        StoryKind::Session | StoryKind::Change => theme::session(state(line), true),
        StoryKind::Goal => theme::goal(state(line)),
        StoryKind::Begun if line.is_end => theme::goal(GoalStatus::Dropped),
        StoryKind::Challenge if line.is_end => theme::challenge(state::<ChallengeStatus>(line)),
        StoryKind::Begun => "○",
        StoryKind::Promise if !line.is_end => "→",
        StoryKind::Milestone | StoryKind::Promise | StoryKind::Resource => "✓",
        StoryKind::Feedback | StoryKind::Answer => "*",
        StoryKind::Lesson => "=",
        StoryKind::Win => "+",
        StoryKind::Challenge => "^",
        StoryKind::Update => "~",
        StoryKind::Question => "?",
        StoryKind::Decision => "!",
        StoryKind::Request | StoryKind::Pulse | StoryKind::Agreement | StoryKind::Together => "·",
    }
}

fn state<S: Word + Default>(line: &StoryLine) -> S {
    S::from_word(&line.state).unwrap_or_default()
}

/// What stands at the right: `4✓ 1→`, `trying`.
#[must_use]
pub fn aside(line: &StoryLine) -> Cow<'static, str> {
    match line.kind {
        StoryKind::Session => match line.aside.split_once(' ') {
            Some((done, "0")) => format!("{done}✓").into(),
            Some((done, carried)) => format!("{done}✓ {carried}→").into(),
            None => "".into(),
        },
        StoryKind::Feedback if line.aside.is_empty() => "open".into(),
        StoryKind::Feedback | StoryKind::Answer => line.aside.replace('_', " ").into(),
        _ => "".into(),
    }
}

/// The words of what happened with `name`; what took place has its sentence where there is room for it.
#[must_use]
pub fn words<'a>(line: &'a StoryLine, name: &str, with_sentence: bool) -> Cow<'a, str> {
    let text = line.text.as_str();
    let way = |to: bool| if to { "To" } else { "From" };
    match (line.kind, line.is_end) {
        (StoryKind::Session | StoryKind::Change, _) => took_place(line, with_sentence),
        (StoryKind::Goal, _) => format!("Goal: {text}").into(),
        (StoryKind::Begun, false) => format!("Begun: {text}").into(),
        (StoryKind::Begun, true) => format!("Let go: {text}").into(),
        // Where there is little room, what was said comes before that it was heard.
        (StoryKind::Feedback, _) if !with_sentence && line.state == "from_partner" => {
            format!("{name}: {text}").into()
        }
        (StoryKind::Feedback, _) => {
            format!("{} {name}: {text}", way(line.state != "from_partner")).into()
        }
        (StoryKind::Answer, _) => format!("Answered: {text}").into(),
        (StoryKind::Request, _) => {
            let asked = way(line.state == Side::Partner.word());
            format!("Asked for feedback {} {name}: {text}", asked.to_lowercase()).into()
        }
        (StoryKind::Promise, false) => format!("Another date: {text}").into(),
        (StoryKind::Pulse, _) if line.state == "partner" => format!("Pulse of {name}").into(),
        (StoryKind::Pulse, _) => "My pulse".into(),
        (StoryKind::Agreement, _) => format!("How we work together, {text}").into(),
        (StoryKind::Together, false) => format!("Began with {text}").into(),
        (StoryKind::Together, true) => ended(line, with_sentence).into(),
        _ => text.into(),
    }
}

/// "Ended with Nestor, completed: the line on how it ended".
fn ended(line: &StoryLine, with_note: bool) -> String {
    let mut words = format!("Ended with {}", line.text);
    match EndKind::from_word(&line.state) {
        Some(EndKind::EndedEarly) => words.push_str(", early"),
        Some(kind) => words.extend([", ", &kind.spoken()]),
        None => {}
    }
    if with_note && !line.aside.is_empty() {
        words.push_str(": ");
        words.push_str(&line.aside);
    }
    words
}

/// "18 months ago it began: Session 1"; what is told first of somebody is that it began.
#[must_use]
pub fn began(line: &StoryLine, what: &str, ago: &str) -> String {
    if line.kind == StoryKind::Together && !line.is_end {
        return format!("{ago} it began");
    }
    format!("{ago} it began: {what}")
}

/// "Session 24: the sentence", "Moved, 3 d ahead: the reason".
fn took_place(line: &StoryLine, with_sentence: bool) -> Cow<'_, str> {
    let word = match state::<SessionStatus>(line) {
        SessionStatus::Rescheduled => format!("Moved{}", notice(line)),
        SessionStatus::Cancelled => format!("Cancelled{}", notice(line)),
        SessionStatus::Missed => "Not held".to_owned(),
        _ => format!("Session {}", line.number),
    };
    if with_sentence && !line.text.is_empty() {
        return format!("{word}: {}", line.text).into();
    }
    word.into()
}

/// ", 3 d ahead", where it is known when the plan changed, and that was before its time.
fn notice(line: &StoryLine) -> String {
    let known = line.aside.split_once(' ').and_then(|(planned, changed)| {
        let (planned, changed) = (Instant::parse(planned).ok()?, Instant::parse(changed).ok()?);
        Some((planned.utc() - changed.utc()).num_minutes())
    });
    match known {
        Some(minutes @ 1..) => format!(", {} ahead", when::duration_words(minutes)),
        _ => String::new(),
    }
}
