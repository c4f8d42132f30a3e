//! Rows of the story: what happened, a month counted, and how it began.

use std::borrow::Cow;

use super::super::pen::{Pen, columns};
use super::super::theme::Role;
use super::super::told;
use super::shape::Shape;
use crate::domain::story::StoryKind;
use crate::domain::when;
use crate::store::window::story::{MonthLine, StoryLine};

/// From this width on what took place has its sentence beside it.
const WITH_SENTENCE: u16 = 48;
/// From this width on a month has a bar, of so many cells where it is the fullest.
const WITH_BAR: u16 = 48;
const BAR: usize = 10;

/// "24 ✓ Session 24          4✓ 1→": the month stands above.
pub(super) fn story<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Shape<'a> {
    let text = words(pen, line, width);
    let aside = aside(pen, line, &text, width);
    let mut shape = Shape::new("", text)
        .private(line.private)
        .right(1, aside, Role::Muted);
    let lead = format!("{:>2} {}", line.on.format("%-d"), told::sign(line));
    (shape.lead, shape.lead_width, shape.lead_gap) = (lead.into(), 4, 1);
    shape
}

/// The columns of a row beside its words and what stands at their right.
const BESIDE: u16 = 9;

/// What stands at the right; what was answered gives way where of the words too little would be left.
fn aside(pen: &Pen<'_>, line: &StoryLine, words: &str, width: u16) -> Cow<'static, str> {
    let aside = told::aside(line);
    let mark = if line.private { 2 } else { 0 };
    let row = width.saturating_sub(BESIDE + mark);
    let wanted = columns(&pen.model.unnamed(words)).min(row * 2 / 3);
    let is_answer = matches!(line.kind, StoryKind::Feedback | StoryKind::Answer);
    if is_answer && row.saturating_sub(columns(&aside) + 2) < wanted {
        return "".into();
    }
    aside
}

fn words<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Cow<'a, str> {
    if is_written_later(pen, line) {
        return "Written down from here on".into();
    }
    told::words(line, pen.model.partner(), width >= WITH_SENTENCE)
}

/// "November   2✓ 3* 1=   9": the signs that one types, and how many of each.
pub(super) fn month<'a>(pen: &Pen<'a>, line: &'a MonthLine, width: u16) -> Shape<'a> {
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
    if width >= WITH_BAR {
        let most = pen.model.timeline.most.max(1);
        let bar = "━".repeat((line.total() * BAR).div_ceil(most));
        shape = shape.right(6, format!("{bar:<BAR$}"), Role::Muted);
    }
    (shape.lead, shape.lead_width) = (name.into(), 9);
    shape
}

/// Whether somebody was written down after what is told of them: what was before was entered afterwards.
fn is_written_later(pen: &Pen<'_>, line: &StoryLine) -> bool {
    let first = pen.model.timeline.beginning.as_ref();
    line.kind == StoryKind::Together
        && !line.is_end
        && first.is_some_and(|first| first.on < line.on)
}

/// "last  Session 24: the sentence          24 Nov": the first or the last thing of a year.
pub(super) fn edge<'a>(
    pen: &Pen<'a>,
    word: &'static str,
    line: &'a StoryLine,
    width: u16,
) -> Shape<'a> {
    let day = line.on.format("%-d %b").to_string();
    Shape::new("", words(pen, line, width))
        .private(line.private)
        .lead(word, 9)
        .right(1, day, Role::Muted)
}

/// "18 months ago it began: Session 1"; of other kinds than at first, what was the first of them.
pub(super) fn begun<'a>(pen: &Pen<'a>, line: &'a StoryLine, width: u16) -> Shape<'a> {
    let ago = when::relative(line.on, pen.model.today());
    let what = words(pen, line, width);
    let what = pen.model.shown(&what, line.private);
    let is_filtered = pen.model.timeline.is_filtered();
    let words = if is_filtered {
        format!("{ago} the first: {what}")
    } else {
        told::began(line, &what, &ago)
    };
    Shape::new("", words).role(Role::Muted)
}
