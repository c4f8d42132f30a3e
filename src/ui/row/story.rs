//! Rows of the story: what happened, a month counted, and how it began.

use std::borrow::Cow;

use super::super::pen::Pen;
use super::super::theme::{self, Role};
use super::Shape;
use crate::domain::session::SessionStatus;
use crate::domain::story::StoryKind;
use crate::domain::{ChallengeStatus, GoalStatus, Word, when};
use crate::store::window::story::{MonthLine, StoryLine};

/// From this width on a session's sentence stands beside its number.
const WITH_SENTENCE: u16 = 48;

/// "24 ✓ Session 24          4✓ 1→": the month stands above.
pub(super) fn story<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Shape<'a> {
    let mut shape = Shape::new("", story_words(pen, line, width))
        .private(line.private)
        .right(1, aside(line), Role::Muted);
    let lead = format!("{:>2} {}", line.on.format("%-d"), sign(line));
    (shape.lead, shape.lead_width, shape.lead_gap) = (lead.into(), 4, 1);
    shape
}

/// The sign of what happened: the state of what ended, else the mark that one types.
fn sign(line: &StoryLine) -> &'static str {
    match line.kind {
        StoryKind::Session => theme::session(state::<SessionStatus>(line), true),
        StoryKind::Goal if line.is_end => theme::goal(state::<GoalStatus>(line)),
        StoryKind::Challenge if line.is_end => theme::challenge(state::<ChallengeStatus>(line)),
        StoryKind::Goal => "○",
        StoryKind::Milestone | StoryKind::Promise | StoryKind::Resource => "✓",
        StoryKind::Feedback | StoryKind::Answer => "*",
        StoryKind::Lesson => "=",
        StoryKind::Win => "+",
        StoryKind::Challenge => "^",
        StoryKind::Update => "~",
        StoryKind::Question => "?",
        StoryKind::Decision => "!",
        StoryKind::Pulse | StoryKind::Together => "·",
    }
}

fn state<S: Word + Default>(line: &StoryLine) -> S {
    S::from_word(&line.state).unwrap_or_default()
}

/// What stands at the right.
fn aside(line: &StoryLine) -> Cow<'static, str> {
    match line.kind {
        StoryKind::Session if line.state == "held" => match line.aside.split_once(' ') {
            Some((done, "0")) => format!("{done}✓").into(),
            Some((done, carried)) => format!("{done}✓ {carried}→").into(),
            None => "".into(),
        },
        StoryKind::Feedback if line.aside.is_empty() => "open".into(),
        StoryKind::Feedback | StoryKind::Answer => line.aside.replace('_', " ").into(),
        _ => "".into(),
    }
}

/// The words of what happened.
#[must_use]
pub fn story_words<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Cow<'a, str> {
    let (name, text) = (pen.model.partner(), line.text.as_str());
    let way = if line.state == "from_partner" {
        "From"
    } else {
        "To"
    };
    match (line.kind, line.is_end) {
        (StoryKind::Session, _) => session_words(line, width),
        (StoryKind::Goal, false) => format!("Begun: {text}").into(),
        (StoryKind::Goal, true) => format!("Goal: {text}").into(),
        (StoryKind::Feedback, _) => format!("{way} {name}: {text}").into(),
        (StoryKind::Answer, _) => format!("Answered: {text}").into(),
        (StoryKind::Pulse, _) => {
            let whose = if line.state == "partner" { name } else { "my" };
            format!("Pulse, {whose}").into()
        }
        (StoryKind::Together, false) => format!("With {text} since this day").into(),
        (StoryKind::Together, true) => format!("With {text} until this day").into(),
        _ => text.into(),
    }
}

fn session_words(line: &StoryLine, width: u16) -> Cow<'_, str> {
    let word = match state::<SessionStatus>(line) {
        SessionStatus::Rescheduled => "Moved".to_owned(),
        SessionStatus::Cancelled => "Cancelled".to_owned(),
        SessionStatus::Missed => "Not held".to_owned(),
        _ => format!("Session {}", line.number),
    };
    if width < WITH_SENTENCE || line.text.is_empty() {
        return word.into();
    }
    format!("{word}: {}", line.text).into()
}

/// "November   2✓ 3* 1=   9": the signs that one types, and how many of each.
pub(super) fn month(line: &MonthLine) -> Shape<'_> {
    let name = crate::app::read::timeline::month_words(&line.month, false);
    let of = |kind: &StoryKind| line.counts.iter().find(|(k, _)| k == kind).map(|(_, n)| *n);
    let signs = [
        (StoryKind::Session, "✓"),
        (StoryKind::Feedback, "*"),
        (StoryKind::Lesson, "="),
        (StoryKind::Win, "+"),
        (StoryKind::Challenge, "^"),
    ];
    let counts: Vec<_> = signs
        .iter()
        .filter_map(|(kind, sign)| of(kind).map(|n| format!("{n}{sign}")))
        .collect();
    let mut shape =
        Shape::new("", counts.join(" ")).right(1, line.total().to_string(), Role::Muted);
    (shape.lead, shape.lead_width) = (name.into(), 9);
    shape
}

/// "18 months ago it began: Session 1".
pub(super) fn begun<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Shape<'a> {
    let ago = when::relative(line.on, pen.model.today());
    let what = story_words(pen, line, width);
    let words = format!("{ago} it began: {what}");
    Shape::new("", words).role(Role::Muted)
}
