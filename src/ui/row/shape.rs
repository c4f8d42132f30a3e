//! The shape of a row: sign, words, what stands before and after them, and how it is drawn at a width.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::super::pen::Pen;
use super::super::search;
use super::super::theme::Role;

use super::Right;

/// A row, taken apart.
pub(super) struct Shape<'a> {
    pub(super) sign: &'static str,
    pub(super) kind: Option<char>,
    pub(super) lead: Cow<'a, str>,
    pub(super) lead_width: u16,
    pub(super) lead_gap: u16,
    pub(super) text: Cow<'a, str>,
    pub(super) private: bool,
    /// Its words are a date, which hides nothing.
    pub(super) is_date: bool,
    pub(super) right: [Option<Right>; 3],
    /// Columns at the right that the text never takes.
    pub(super) kept: u16,
    pub(super) indent: u16,
    pub(super) role: Role,
}

impl<'a> Shape<'a> {
    pub(super) fn new(sign: &'static str, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            sign,
            kind: None,
            lead: Cow::Borrowed(""),
            lead_width: 0,
            lead_gap: 2,
            text: text.into(),
            private: false,
            is_date: false,
            right: [None, None, None],
            kept: 0,
            indent: 0,
            role: Role::Text,
        }
    }

    pub(super) fn lead(mut self, words: impl Into<Cow<'a, str>>, width: u16) -> Self {
        (self.lead, self.lead_width) = (words.into(), width);
        self
    }

    pub(super) fn right(
        mut self,
        end: u16,
        words: impl Into<Cow<'static, str>>,
        role: Role,
    ) -> Self {
        if let Some(free) = self.right.iter_mut().find(|r| r.is_none()) {
            *free = Some((end, words.into(), role));
        }
        self
    }

    pub(super) fn private(mut self, is: bool) -> Self {
        self.private = is;
        self
    }

    pub(super) fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

pub(super) fn draw_shape(
    pen: &mut Pen<'_>,
    shape: &Shape<'_>,
    area: Rect,
    sign_at: u16,
    margin: u16,
) {
    let y = area.y;
    let mut end = area.right().saturating_sub(shape.kept.max(margin));
    for (from_edge, words, role) in shape.right.iter().flatten() {
        let start = pen.put_right(area.right().saturating_sub(*from_edge), y, words, *role);
        if !words.is_empty() {
            end = end.min(start.saturating_sub(2));
        }
    }
    let mut x = area.x + sign_at + shape.indent;
    let sign_role = if shape.sign == "●" {
        Role::Focus
    } else {
        shape.role
    };
    if !shape.sign.is_empty() {
        pen.put(x, y, 1, shape.sign, sign_role);
        x += 2;
    }
    if let Some(kind) = shape.kind {
        pen.put(x, y, 1, kind.encode_utf8(&mut [0; 4]), shape.role);
        x += 2;
    }
    if shape.lead_width > 0 {
        pen.put(
            x,
            y,
            shape.lead_width.min(end.saturating_sub(x)),
            &shape.lead,
            Role::Muted,
        );
        x += shape.lead_width + shape.lead_gap;
    }
    let room = end.saturating_sub(x + u16::from(shape.private) * 2);
    let words = pen
        .model
        .shown(&shape.text, shape.private && !shape.is_date);
    let after = pen.put(x, y, room, &words, shape.role);
    search::found(pen, Rect::new(x, y, after.saturating_sub(x), 1), &words);
    if shape.private && after < end {
        pen.put(after + 1, y, 1, "▪", Role::Muted);
    }
}
