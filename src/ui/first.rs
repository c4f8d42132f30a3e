//! Whom one meets, and as what, how often, when next: the whole screen at the first start, a box for each further person.

use ratatui::layout::Rect;

use crate::app::field::Field;
use crate::app::overlay::first::{First, Question};
use crate::domain::relationship::Role as MyRole;
use crate::domain::{Word, text};

use super::footer;
use super::menus::centred;
use super::pen::{Pen, columns};
use super::theme::Role;

/// Below this width an echo stands under its answer, and the questions are shorter.
const WIDE: u16 = 72;

/// The columns that the questions take.
fn labels(pen: &Pen<'_>) -> u16 {
    if pen.model.size.0 < WIDE { 12 } else { 20 }
}

/// Draws the questions.
pub fn draw(pen: &mut Pen<'_>, first: &First) {
    if first.is_alone {
        alone(pen, first);
    } else {
        boxed(pen, first);
    }
}

/// The first start. The rows that there is no room for are left out.
fn alone(pen: &mut Pen<'_>, first: &First) {
    let (width, height) = pen.model.size;
    let airy = height >= 22;
    let x = if width >= 60 { 3 } else { 1 };
    let room = width.saturating_sub(x + 1);
    let mut y = u16::from(airy);
    pen.put(x, y, room, "Ithaca", Role::Strong);
    y += 1 + u16::from(height >= 18);
    for words in [
        "A planner for two people who meet so that both get further.",
        "One file on this computer. Nothing is sent anywhere.",
    ] {
        y = paragraph(pen, x, y, room, words, Role::Text);
    }
    y += if airy { 2 } else { 1 };
    let area = Rect::new(x, y, room, height.saturating_sub(y + 2));
    y = questions(pen, first, area, 1 + u16::from(airy)) + u16::from(airy);
    for words in [
        "Only the name is needed; all of it can be changed.",
        "Write here what you would also show the other person.",
    ] {
        let rows = u16::try_from(text::wrap(words, room.into()).len()).unwrap_or(1);
        if y + rows + 2 <= height {
            y = paragraph(pen, x, y, room, words, Role::Muted);
        }
    }
    last_lines(pen, first, width, height);
}

fn boxed(pen: &mut Pen<'_>, first: &First) {
    let size = pen.model.size;
    let lines = if size.0 < WIDE { 8 } else { 7 };
    let area = centred((size.0, size.1.saturating_sub(2)), 74, lines + 2);
    let inner = pen.boxed(
        area,
        "Somebody else",
        "only the name is needed",
        Role::Muted,
    );
    let area = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    questions(pen, first, area, if size.0 < WIDE { 1 } else { 2 });
    last_lines(pen, first, size.0, size.1);
}

fn paragraph(pen: &mut Pen<'_>, x: u16, y: u16, room: u16, words: &str, role: Role) -> u16 {
    let mut y = y;
    for row in text::wrap(words, room.into()) {
        pen.put(x, y, room, &row, role);
        y += 1;
    }
    y
}

/// The questions, each on its line; gives the line after the last.
fn questions(pen: &mut Pen<'_>, first: &First, area: Rect, gap: u16) -> u16 {
    let mut y = area.y;
    for question in Question::ALL {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        label(pen, first, question, row);
        let answer = Rect {
            x: area.x + labels(pen),
            width: area.width.saturating_sub(labels(pen)),
            ..row
        };
        match question {
            Question::Role => roles(pen, first, answer),
            _ => self::answer(pen, first, question, answer),
        }
        y += gap;
        if gap == 1 && has_own_line(first, question) {
            y += 1;
        }
    }
    y
}

/// Where it is narrow the words about the question in hand take a line of their own.
fn has_own_line(first: &First, question: Question) -> bool {
    question == first.at && question != Question::Role
}

fn label(pen: &mut Pen<'_>, first: &First, question: Question, row: Rect) {
    let words = match question {
        Question::Name if pen.model.size.0 < WIDE => "Who?",
        Question::Name => "Who do you meet?",
        Question::Role if pen.model.size.0 < WIDE => "You are",
        Question::Role => "You are the",
        Question::Rhythm => "How often?",
        Question::Start => "When next?",
    };
    let role = if question == first.at {
        Role::Strong
    } else {
        Role::Text
    };
    pen.put(row.x, row.y, labels(pen), words, role);
}

fn roles(pen: &mut Pen<'_>, first: &First, area: Rect) {
    let mut x = area.x;
    let gap = if pen.model.size.0 < WIDE { 2 } else { 6 };
    for role in MyRole::ALL.iter().copied() {
        let shown = match (role == first.role, first.at == Question::Role) {
            (true, true) => Role::Selection,
            (true, false) => Role::Strong,
            (false, _) => Role::Muted,
        };
        x = pen.put(
            x,
            area.y,
            area.right().saturating_sub(x),
            role.word(),
            shown,
        ) + gap;
    }
}

fn answer(pen: &mut Pen<'_>, first: &First, question: Question, area: Rect) {
    // What is taken where nothing is typed looks like what is typed.
    let (field, example, role): (&Field, &str, Role) = match question {
        Question::Name | Question::Role => (&first.name, "a name", Role::Muted),
        Question::Rhythm => (&first.rhythm, "every 2 weeks, 45 min", Role::Text),
        Question::Start => (&first.start, "such as thu 15:00, or nothing", Role::Muted),
    };
    let here = question == first.at;
    let wide = pen.model.size.0 >= WIDE;
    let room = if wide && question != Question::Name {
        area.width / 2
    } else {
        area.width
    };
    pen.field(area.x, area.y, room, field, here);
    if field.is_empty() {
        let x = area.x + u16::from(here);
        pen.put(x, area.y, area.right().saturating_sub(x), example, role);
    }
    let (words, role) = about(pen, first, question);
    if words.is_empty() {
        return;
    }
    if wide && columns(&words) <= area.width.saturating_sub(room + 1) {
        pen.put_right(area.right(), area.y, &words, role);
    } else if here {
        let x = area.x.saturating_sub(labels(pen));
        let room = area.right().saturating_sub(x);
        pen.put(x, area.y + 1, room, &words, role);
    }
}

/// What is wrong with an answer, else how it is understood.
fn about(pen: &Pen<'_>, first: &First, question: Question) -> (String, Role) {
    match &first.error {
        Some(error) if question == first.at => (error.clone(), Role::Notice),
        _ => (first.echo(question, pen.model), Role::Muted),
    }
}

fn last_lines(pen: &mut Pen<'_>, first: &First, width: u16, height: u16) {
    if let Some(message) = &pen.model.message {
        let area = Rect::new(0, height - 2, width, 1);
        pen.clear(area);
        footer::message(pen, message, area);
    }
    let footer = Rect::new(0, height - 1, width, 1);
    pen.clear(footer);
    let is_empty = first.is_alone && first.draft().is_empty() && first.at == Question::Name;
    let enter = match first.at {
        Question::Start => ("Enter", "begins"),
        _ => ("Enter", "next"),
    };
    let narrow = width < WIDE;
    let keys: &[(&str, &str)] = match (is_empty, first.at) {
        (true, _) if narrow => &[("Enter", "shows an example"), ("Esc", "leaves")],
        (true, _) => &[
            ("Enter", "with no name: look at an invented example"),
            ("Esc", "leaves"),
        ],
        (false, Question::Role) => &[enter, ("← →", "choose"), ("Esc", "leaves")],
        (false, _) if narrow => &[enter, ("Ctrl-s", "done"), ("Esc", "leaves")],
        (false, _) => &[
            enter,
            ("Tab", "next"),
            ("Ctrl-s", "done"),
            ("Esc", "leaves"),
        ],
    };
    let gap = if narrow { 2 } else { 4 };
    pen.keys(1, footer.y, width, gap, keys);
}
