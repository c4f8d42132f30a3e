//! Rows of the Feedback tab: pieces, requests, and what a piece is tied to.

use chrono::NaiveDate;

use super::super::pen::{Pen, columns};
use super::super::theme::{self, Role};
use super::Setting;
use super::shape::Shape;
use crate::app::model::Model;
use crate::domain::feedback::{Direction, FeedbackState, RequestStatus};
use crate::domain::{Side, Table, Word, when};
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::links::LinkLine;

/// What came of a piece; that it waits or is to be said, its group tells.
fn feedback_word(line: &FeedbackLine) -> String {
    line.response.map_or(String::new(), Word::spoken)
}

pub(super) fn feedback<'a>(
    pen: &Pen<'a>,
    line: &'a FeedbackLine,
    width: u16,
    setting: Setting,
) -> Shape<'a> {
    let who = if line.direction == Direction::FromPartner {
        Side::Partner
    } else {
        Side::Me
    };
    let shape = Shape::new(
        theme::feedback(line.state, line.direction),
        line.text.as_str(),
    )
    .lead(pen.whose(who), pen.name_width())
    .private(line.private);
    let (word, day) = aside(pen, &shape, line.on, feedback_word(line), width);
    if line.state == FeedbackState::Said {
        // Whose answer is awaited takes no room from the day.
        let (whose, beside_it) = aside(pen, &shape, line.on, awaited(pen, line), width);
        let whose = if beside_it == day { whose } else { word };
        return beside(shape, whose, day, setting);
    }
    beside(shape, word, day, setting)
}

/// Whose answer it is that a piece waits for.
fn awaited(pen: &Pen<'_>, line: &FeedbackLine) -> String {
    if line.awaits_partner() {
        format!("{}'s answer", pen.cut(pen.model.partner(), 12))
    } else {
        "my answer".to_owned()
    }
}

pub(super) fn request<'a>(
    pen: &Pen<'a>,
    line: &'a RequestLine,
    width: u16,
    setting: Setting,
) -> Shape<'a> {
    let (sign, word) = match line.status {
        RequestStatus::Asked if line.to == Side::Me => ("?", ""),
        RequestStatus::Asked => ("○", ""),
        RequestStatus::Answered => ("✓", "answered"),
        RequestStatus::Withdrawn => ("×", "withdrawn"),
    };
    // Who is to say it stands where a piece of feedback has who said it.
    let shape = Shape::new(sign, line.about.as_str())
        .lead(pen.whose(line.to), pen.name_width())
        .private(line.private);
    let (word, day) = aside(pen, &shape, line.on, word.to_owned(), width);
    beside(shape, word, day, setting)
}

/// Columns of a row before its words, beside the name.
const BEFORE: u16 = 7;

/// The columns of a day without its year, which keep words beside it in line.
const DAY: u16 = 6;

/// The answer and the day beside a text, which keeps the most of the row: the year gives way to it, then the word.
fn aside(
    pen: &Pen<'_>,
    shape: &Shape<'_>,
    on: Option<NaiveDate>,
    word: String,
    width: u16,
) -> (String, String) {
    let today = pen.model.today();
    let day = on.map_or(String::new(), |day| when::padded_day(day, today));
    let row = width.saturating_sub(BEFORE + shape.lead_width);
    let wanted = columns(&pen.model.unnamed(&shape.text)).min(row * 3 / 5);
    let keeps = |word: &str, day: &str| {
        let parts = [columns(word), columns(day).max(DAY)];
        let taken: u16 = parts.iter().filter(|n| **n > 0).map(|n| n + 2).sum();
        row.saturating_sub(taken) >= wanted
    };
    if keeps(&word, &day) {
        return (word, day);
    }
    let day = on.map_or(String::new(), when::padded_day_alone);
    if keeps(&word, &day) {
        (word, day)
    } else {
        (String::new(), day)
    }
}

fn beside(shape: Shape<'_>, word: String, day: String, setting: Setting) -> Shape<'_> {
    let margin = setting.margin();
    let after = margin + columns(&day).max(DAY) + 2;
    shape
        .right(margin, day, Role::Muted)
        .right(after, word, Role::Muted)
}

/// What a row is tied to: "goal: Lead a design review", "session of 1 Oct".
#[must_use]
pub fn link_words(model: &Model, line: &LinkLine) -> String {
    let noun = match line.to.table {
        Table::FeedbackRequests => "request",
        Table::AgendaItems => "item",
        Table::Sessions => {
            let day = line.on.map(|d| when::short_day(d, model.today()));
            return format!("session of {}", day.unwrap_or_default());
        }
        table => table.noun(),
    };
    format!("{noun}: {}", model.shown(&line.title, line.private))
}

/// "became goal: Lead a design review", "said in session of 1 Oct".
pub(super) fn link<'a>(pen: &Pen<'a>, line: &'a LinkLine) -> Shape<'a> {
    let on = line.on.filter(|_| line.to.table == Table::Feedback);
    let aside = on.map_or(String::new(), |d| when::short_day(d, pen.model.today()));
    let mut shape = Shape::new("", link_words(pen.model, line))
        .lead(line.tie.words(), 9)
        .private(line.private)
        .right(1, aside, Role::Muted);
    shape.lead_gap = 1;
    shape
}
