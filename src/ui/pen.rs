//! Writing into the frame: text that is cut where it has to be, words at the right edge, rules and boxes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::field::Field;
use crate::app::model::Model;
use crate::domain::{Side, text};

use super::theme::{self, Role};

/// What all drawing goes through; it never writes outside the frame.
pub struct Pen<'a> {
    /// The frame.
    pub buffer: &'a mut Buffer,
    /// What is drawn.
    pub model: &'a Model,
    /// Where the terminal's cursor stands; none hides it.
    pub cursor: Option<Position>,
}

/// Columns of a text, as far as a terminal is wide.
#[must_use]
pub fn columns(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

impl<'a> Pen<'a> {
    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        theme::style(role, self.model.look)
    }

    /// The text in at most so many columns, without a name that is hidden: that goes before its length can tell anything.
    #[must_use]
    pub fn cut<'t>(&self, words: &'t str, room: u16) -> Cow<'t, str> {
        match self.model.unnamed(words) {
            Cow::Borrowed(words) => self.fitted(words, room),
            Cow::Owned(words) => Cow::Owned(self.fitted(&words, room).into_owned()),
        }
    }

    fn fitted<'t>(&self, words: &'t str, room: u16) -> Cow<'t, str> {
        let room = usize::from(room);
        if text::is_plain(words) && words.len() <= room {
            return Cow::Borrowed(words);
        }
        let shown = text::visible(words);
        if text::columns(&shown) <= room {
            return shown;
        }
        if self.model.look.ascii && room > 3 {
            return Cow::Owned(format!("{}...", text::prefix(&shown, room - 3)));
        }
        Cow::Owned(text::fit(words, room))
    }

    /// Writes, cut to `room` columns, and gives the column after it.
    pub fn put(&mut self, x: u16, y: u16, room: u16, words: &str, role: Role) -> u16 {
        let style = self.style(role);
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || words.is_empty() || room == 0 {
            return x;
        }
        let room = room.min(area.right() - x);
        let shown = self.cut(words, room);
        if text::is_plain(&shown) {
            return self.put_plain(x, y, &shown, style);
        }
        let mut at = x;
        for grapheme in text::graphemes(&shown).filter(|grapheme| grapheme.width > 0) {
            let after = at + u16::try_from(grapheme.width).unwrap_or(1);
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(grapheme.text).set_style(style);
            }
            // What a wide one covers is empty.
            for covered in at + 1..after {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    cell.reset();
                }
            }
            at = after;
        }
        at
    }

    /// Most text takes a cell for each of its bytes, and no table has to be asked.
    fn put_plain(&mut self, x: u16, y: u16, shown: &str, style: Style) -> u16 {
        let start = self.buffer.index_of(x, y);
        let cells = self.buffer.content.iter_mut().skip(start);
        for (cell, sign) in cells.zip(shown.chars()) {
            cell.set_char(sign).set_style(style);
        }
        x + u16::try_from(shown.len()).unwrap_or(u16::MAX)
    }

    /// Writes so that it ends before the column `end`, and gives the column where it starts.
    pub fn put_right(&mut self, end: u16, y: u16, words: &str, role: Role) -> u16 {
        let words = self.model.unnamed(words);
        let start = end.saturating_sub(columns(&words));
        self.put(start, y, end - start, &words, role);
        start
    }

    /// A row of one sign.
    pub fn rule(&mut self, x: u16, y: u16, width: u16, sign: &str, role: Role) {
        let style = self.style(role);
        let row = Rect::new(x, y, width, 1).intersection(self.buffer.area);
        for at in row.positions() {
            if let Some(cell) = self.buffer.cell_mut(at) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// A column of the light rule.
    pub fn upright(&mut self, x: u16, y: u16, height: u16) {
        for row in y..y.saturating_add(height) {
            self.put(x, row, 1, "│", Role::Muted);
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            // A character of two columns that the area would cut in half goes whole.
            if let Some(cell) = area
                .x
                .checked_sub(1)
                .and_then(|x| self.buffer.cell_mut((x, y)))
                && columns(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
        for at in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(at) {
                cell.reset();
            }
        }
    }

    /// Gives an area the look of the selected row.
    pub fn select(&mut self, area: Rect) {
        let style = self.style(Role::Selection);
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// An emptied box with its title at the left and words at the right of its upper edge; gives what is inside.
    pub fn boxed(&mut self, area: Rect, title: &str, aside: &str, aside_role: Role) -> Rect {
        self.clear(area);
        if area.width < 6 || area.height < 3 {
            return Rect::ZERO;
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for y in [area.y, bottom] {
            self.rule(area.x + 1, y, area.width - 2, "─", Role::Muted);
        }
        self.upright(area.x, area.y + 1, area.height - 2);
        self.upright(right, area.y + 1, area.height - 2);
        for (x, y, corner) in [
            (area.x, area.y, "╭"),
            (right, area.y, "╮"),
            (area.x, bottom, "╰"),
            (right, bottom, "╯"),
        ] {
            self.put(x, y, 1, corner, Role::Muted);
        }
        let mut end = right.saturating_sub(1);
        if !aside.is_empty() && columns(aside) + columns(title) + 8 < area.width {
            self.put(end - columns(aside) - 2, area.y, 1, " ", Role::Text);
            self.put(end - 1, area.y, 1, " ", Role::Text);
            end = self
                .put_right(end - 1, area.y, aside, aside_role)
                .saturating_sub(2);
        }
        if !title.is_empty() {
            self.put(area.x + 2, area.y, 1, " ", Role::Text);
            let after = self.put(
                area.x + 3,
                area.y,
                end.saturating_sub(area.x + 4),
                title,
                Role::Strong,
            );
            self.put(after, area.y, 1, " ", Role::Text);
        }
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    }

    /// Where a column of a line that one types in stands, a name in it being hidden.
    #[must_use]
    pub fn column_in(&self, line: &str, column: u16) -> u16 {
        columns(&self.model.unnamed(text::prefix(line, column.into())))
    }

    /// A field of one line; where it has the focus, the cursor stands in it.
    pub fn field(&mut self, x: u16, y: u16, room: u16, field: &Field, has_focus: bool) -> u16 {
        let model = self.model;
        self.field_hidden((x, y, room), field, has_focus, |typed| model.unnamed(typed))
    }

    /// A field of one line where another text stands for parts of what is typed: as much as there is room for, with the cursor.
    pub fn field_hidden(
        &mut self,
        (x, y, room): (u16, u16, u16),
        field: &Field,
        has_focus: bool,
        hidden: impl Fn(&str) -> Cow<'_, str>,
    ) -> u16 {
        if room == 0 {
            return x;
        }
        let typed = field.value();
        let shown = hidden(&typed);
        if shown == typed {
            let (seen, column) = field.window(room);
            return self.typed(x, y, room, (&seen, column), has_focus);
        }
        let before = hidden(text::part(&typed, 0..field.cursor()));
        let column = columns(&before).min(columns(&shown));
        let gone = text::prefix(&shown, usize::from((column + 1).saturating_sub(room)));
        let rest = text::part(&shown, gone.len()..shown.len());
        let seen = text::prefix(rest, usize::from(room));
        let column = column.saturating_sub(columns(gone)).min(room - 1);
        self.typed(x, y, room, (seen, column), has_focus)
    }

    fn typed(
        &mut self,
        x: u16,
        y: u16,
        room: u16,
        (seen, column): (&str, u16),
        has_focus: bool,
    ) -> u16 {
        let end = self.put(x, y, room, seen, Role::Text);
        if has_focus {
            self.cursor = Some(Position::new(x + column, y));
        }
        end
    }

    /// Keys and what they do, from the left; what does not fit is left out.
    pub fn keys(&mut self, x: u16, y: u16, end: u16, gap: u16, keys: &[(&str, &str)]) -> u16 {
        let mut at = x;
        for (key, label) in keys {
            let wanted = columns(key) + u16::from(!label.is_empty()) + columns(label);
            if at + wanted > end {
                continue;
            }
            at = self.put(at, y, wanted, key, Role::Text);
            if !label.is_empty() {
                at = self.put(at + 1, y, wanted, label, Role::Muted);
            }
            at += gap;
        }
        at
    }

    /// Me, the partner's first name, or nothing for both.
    #[must_use]
    pub fn whose(&self, side: Side) -> &'a str {
        match side {
            Side::Me => "me",
            Side::Partner => self.model.partner(),
            Side::Both => "",
        }
    }

    /// What stands at the right of a head that covers the header: that the screen is masked stands before it.
    #[must_use]
    pub fn aside(&self, words: &str) -> String {
        match (self.model.is_masked, words.is_empty()) {
            (false, _) => words.to_owned(),
            (true, true) => "masked".to_owned(),
            (true, false) => format!("masked · {words}"),
        }
    }

    /// The columns that names take.
    #[must_use]
    pub fn name_width(&self) -> u16 {
        self.model.name_width()
    }
}
