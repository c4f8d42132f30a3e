//! Rows of the Feedback tab: pieces, requests, and what a piece is tied to.

use super::super::pen::{Pen, columns};
use super::super::theme::{self, Role};
use super::Setting;
use super::shape::Shape;
use crate::domain::feedback::{Direction, RequestStatus};
use crate::domain::{Side, Table, Word, when};
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::links::LinkLine;

/// What came of a piece; that it waits or is to be said, its group tells.
fn feedback_word(line: &FeedbackLine) -> String {
    line.response.map_or(String::new(), Word::spoken)
}

pub(super) fn feedback<'a>(pen: &Pen<'a>, line: &'a FeedbackLine, setting: Setting) -> Shape<'a> {
    let who = if line.direction == Direction::FromPartner {
        Side::Partner
    } else {
        Side::Me
    };
    let day = line
        .on
        .map_or(String::new(), |d| when::padded_day(d, pen.model.today()));
    let margin = setting.margin();
    let after = margin + columns(&day).max(6) + 2;
    Shape::new(
        theme::feedback(line.state, line.direction),
        line.text.as_str(),
    )
    .lead(pen.whose(who), pen.name_width())
    .private(line.private)
    .right(margin, day, Role::Muted)
    .right(after, feedback_word(line), Role::Muted)
}

pub(super) fn request<'a>(pen: &Pen<'a>, line: &'a RequestLine, setting: Setting) -> Shape<'a> {
    let day = line
        .on
        .map_or(String::new(), |d| when::padded_day(d, pen.model.today()));
    let (sign, word) = match line.status {
        RequestStatus::Asked if line.to == Side::Me => ("?", ""),
        RequestStatus::Asked => ("○", ""),
        RequestStatus::Answered => ("✓", "answered"),
        RequestStatus::Withdrawn => ("×", "withdrawn"),
    };
    let margin = setting.margin();
    let after = margin + columns(&day).max(6) + 2;
    // Who is to say it stands where a piece of feedback has who said it.
    Shape::new(sign, line.about.as_str())
        .lead(pen.whose(line.to), pen.name_width())
        .private(line.private)
        .right(margin, day, Role::Muted)
        .right(after, word, Role::Muted)
}

/// What a row is tied to: "goal: Lead a design review", "session of 1 Oct".
#[must_use]
pub fn link_words(pen: &Pen<'_>, line: &LinkLine) -> String {
    let noun = match line.to.table {
        Table::FeedbackRequests => "request",
        Table::AgendaItems => "item",
        Table::Sessions => {
            let day = line.on.map(|d| when::short_day(d, pen.model.today()));
            return format!("session of {}", day.unwrap_or_default());
        }
        table => table.noun(),
    };
    format!("{noun}: {}", pen.model.shown(&line.title, line.private))
}

/// "became goal: Lead a design review", "said in session of 1 Oct".
pub(super) fn link<'a>(pen: &Pen<'a>, line: &'a LinkLine) -> Shape<'a> {
    let on = line.on.filter(|_| line.to.table == Table::Feedback);
    let aside = on.map_or(String::new(), |d| when::short_day(d, pen.model.today()));
    let mut shape = Shape::new("", link_words(pen, line))
        .lead(line.tie.words(), 9)
        .private(line.private)
        .right(1, aside, Role::Muted);
    shape.lead_gap = 1;
    shape
}
