//! The first start: whom do you meet?

use crate::app::line::{Line, Purpose};
use crate::app::overlay::Overlay;
use crate::domain::{Side, text};

use super::pen::Pen;
use super::theme::Role;

/// Draws the first start. The rows that there is no room for are left out.
pub fn draw(pen: &mut Pen<'_>) {
    let (width, height) = pen.model.size;
    let airy = height >= 22;
    let x = if width >= 60 { 3 } else { 1 };
    let room = width.saturating_sub(x + 1);
    let mut y = u16::from(airy);
    pen.put(x, y, room, "Ithaca", Role::Strong);
    y += 2;
    y = paragraph(
        pen,
        x,
        y,
        room,
        "A planner for two people who meet so that both get further.",
        Role::Text,
    );
    y = paragraph(
        pen,
        x,
        y,
        room,
        "One file on this computer. Nothing is sent anywhere.",
        Role::Text,
    );
    y += if airy { 2 } else { 1 };
    y = questions(pen, x, y, room, if airy { 2 } else { 1 });
    y += u16::from(airy);
    y = paragraph(pen, x, y, room, "Only the name is needed.", Role::Muted);
    if y + 3 < height {
        paragraph(
            pen,
            x,
            y,
            room,
            "Write here what you would also show the other person.",
            Role::Muted,
        );
    }
    last_lines(pen, width, height);
}

fn paragraph(pen: &mut Pen<'_>, x: u16, y: u16, room: u16, words: &str, role: Role) -> u16 {
    let mut y = y;
    for row in text::wrap(words, room.into()) {
        pen.put(x, y, room, &row, role);
        y += 1;
    }
    y
}

fn questions(pen: &mut Pen<'_>, x: u16, y: u16, room: u16, gap: u16) -> u16 {
    const LABEL: u16 = 18;
    let model = pen.model;
    let line = model.overlays.iter().rev().find_map(|o| match o {
        Overlay::Line(line) if line.purpose == Purpose::Partner => Some(line.as_ref()),
        _ => None,
    });
    let field_room = room.saturating_sub(LABEL);
    pen.put(x, y, LABEL, "Who do you meet?", Role::Strong);
    match line {
        Some(line) => name(pen, line, x + LABEL, y, field_room),
        None => drop(pen.put(x + LABEL, y, field_room, "a begins", Role::Muted)),
    }
    let y = y + gap;
    pen.put(x, y, LABEL, "You are the", Role::Text);
    roles(pen, line.map_or(Side::Me, |l| l.side), x + LABEL, y);
    y + gap + 1
}

fn name(pen: &mut Pen<'_>, line: &Line, x: u16, y: u16, room: u16) {
    pen.field(x, y, room, &line.field, true);
    if line.field.is_empty() {
        pen.put(
            x + 1,
            y,
            room.saturating_sub(1),
            line.example(),
            Role::Muted,
        );
    }
    if let Some(error) = &line.error {
        pen.put(x, y + 1, room, error, Role::Notice);
    }
}

fn roles(pen: &mut Pen<'_>, side: Side, x: u16, y: u16) {
    let mut at = x;
    for (which, word) in [(Side::Me, "mentee"), (Side::Partner, "mentor")] {
        let role = if which == side {
            Role::Selection
        } else {
            Role::Muted
        };
        at = pen.put(at, y, 8, word, role) + 2;
    }
}

fn last_lines(pen: &mut Pen<'_>, width: u16, height: u16) {
    if let Some(message) = &pen.model.message {
        let area = ratatui::layout::Rect::new(0, height - 2, width, 1);
        super::footer::message(pen, message, area);
    }
    pen.keys(
        1,
        height - 1,
        width,
        if width < 60 { 2 } else { 6 },
        &[("Enter", "next"), ("Tab", "choose"), ("Esc", "leaves")],
    );
}
