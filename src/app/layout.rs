//! Where things stand: from the size and the model to named areas; shared by update, for paging and the mouse, and by view.

use ratatui::layout::Rect;

use super::model::{Focus, Model};

/// The smallest terminal that the program fits in.
pub const SMALLEST: (u16, u16) = (40, 16);

/// Two panes stand side by side from this width on.
pub const TWO_PANES: u16 = 80;

/// The call has two columns from this width on.
pub const WIDE_CALL: u16 = 100;

/// The areas of a tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Tabs, partner, next session.
    pub header: Rect,
    /// The rule under it.
    pub rule: Rect,
    /// The list; empty where only the other pane fits.
    pub left: Rect,
    /// The detail; empty where only the list fits.
    pub right: Rect,
    /// The message, or the line that is typed.
    pub message: Rect,
    /// The keys that work here.
    pub footer: Rect,
}

/// Whether the terminal is too small.
#[must_use]
pub fn is_too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// The areas of the tab in view.
#[must_use]
pub fn tab(model: &Model) -> Areas {
    let (width, height) = model.size;
    let row = |y| Rect::new(0, y, width, 1);
    let body = Rect::new(0, 2, width, height.saturating_sub(4));
    let (left, right) = if width < TWO_PANES {
        match model.panes().focus {
            Focus::Left => (body, Rect::ZERO),
            Focus::Right => (Rect::ZERO, body),
        }
    } else {
        let at = left_width(model);
        (Rect { width: at, ..body }, Rect { x: at + 1, width: width - at - 1, ..body })
    };
    Areas { header: row(0), rule: row(1), left, right, message: row(height - 2), footer: row(height - 1) }
}

/// The columns of the left pane, without its border.
fn left_width(model: &Model) -> u16 {
    let width = model.size.0;
    match model.tab {
        super::model::Tab::Agenda => (24 + (width - TWO_PANES) / 8).min(30),
        super::model::Tab::Timeline => width * 34 / 80,
        super::model::Tab::Goals | super::model::Tab::Feedback => width * 46 / 80,
    }
}

/// The lines of the Agenda tab's lists: a heading and an empty line stand above each.
#[must_use]
pub fn agenda_heights(areas: &Areas) -> (usize, usize) {
    (usize::from(areas.left.height.saturating_sub(3)), usize::from(areas.right.height.saturating_sub(3)))
}

/// The areas of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallAreas {
    /// The clock.
    pub header: Rect,
    /// The rule under it.
    pub rule: Rect,
    /// The agenda.
    pub items: Rect,
    /// Goals and promises, and last time's sentence in a wide terminal.
    pub side: Rect,
    /// The notes, with their heading.
    pub notes: Rect,
    /// The message.
    pub message: Rect,
    /// Two lines of keys; one where the terminal is wide.
    pub footer: Rect,
}

/// The areas of the call: one column, or two from [`WIDE_CALL`].
#[must_use]
pub fn call(model: &Model) -> CallAreas {
    let (width, height) = model.size;
    let foot = if width < TWO_PANES { 2 } else { 1 };
    let body = height.saturating_sub(3 + foot);
    let (header, rule) = (Rect::new(0, 0, width, 1), Rect::new(0, 1, width, 1));
    let message = Rect::new(0, height - foot - 1, width, 1);
    let footer = Rect::new(0, height - foot, width, foot);
    let notes_rows = notes_height(model, body);
    let lists = body - notes_rows;
    if width >= WIDE_CALL {
        let at = (width * 61 / 100).min(width - 36);
        let items = Rect::new(0, 2, at, lists);
        let notes = Rect::new(0, 2 + lists, at, notes_rows);
        let side = Rect::new(at + 1, 2, width - at - 1, body);
        return CallAreas { header, rule, items, side, notes, message, footer };
    }
    let wanted = u16::try_from(model.call.items.lines()).unwrap_or(u16::MAX).max(1) + hint_lines(model);
    let side_wanted = u16::try_from(model.call.side.lines()).unwrap_or(u16::MAX);
    let items_rows = wanted.min(lists.saturating_sub(side_wanted.min(lists / 2)).max(1));
    let items = Rect::new(0, 2, width, items_rows);
    let side = Rect::new(0, 2 + items_rows, width, lists - items_rows);
    let notes = Rect::new(0, 2 + lists, width, notes_rows);
    CallAreas { header, rule, items, side, notes, message, footer }
}

/// The lines under the current item that its prompt takes.
#[must_use]
pub fn hint_lines(model: &Model) -> u16 {
    u16::from(model.call.session.as_ref().is_some_and(|s| s.current_item_id.is_some())) * 2
}

fn notes_height(model: &Model, body: u16) -> u16 {
    let typing = model.call.focus == super::model::CallFocus::Notes;
    let share = if typing { body / 2 } else { body / 4 };
    share.clamp(3, 20)
}
