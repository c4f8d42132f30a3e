//! Where things stand: from the size and the model to named areas; shared by update, for paging and the mouse, and by view.

pub mod agreement;
mod call;
mod card;
mod growth;
mod head;
mod people;
pub mod progress;
mod said;
mod search;

use ratatui::layout::Rect;

use crate::domain::text;

use super::model::{Focus, Model, Stack, Tab};

pub use self::call::{
    CallAreas, call, call_items_list, call_notes, call_side_list, hint, hint_lines, last_time,
};
pub use self::head::{Tone, head};
pub use self::said::laid;
pub(in crate::app) use self::said::parts;
pub use self::search::{SearchColumns, reading_height, search_columns, search_height};

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
    /// What stands below the list, or in a third column; empty on most tabs, and where there is no room for it.
    pub foot: Rect,
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
    // The list of people is a table of its own; their card stands beside it where there is more room.
    let two_panes = match model.tab {
        Tab::People => WIDE_CALL,
        _ => TWO_PANES,
    };
    let (mut left, right) = if width < two_panes {
        match model.panes().focus {
            _ if model.tab == Tab::Timeline => (body, Rect::ZERO),
            Focus::Left | Focus::Foot => (body, Rect::ZERO),
            Focus::Right => (Rect::ZERO, body),
        }
    } else {
        let at = left_width(model);
        (
            Rect { width: at, ..body },
            Rect {
                x: at + 1,
                width: width - at - 1,
                ..body
            },
        )
    };
    let (right, foot) = if model.tab == Tab::Timeline && stack(model) == Stack::Alone {
        beside(right, width)
    } else {
        let below = match stack(model) {
            Stack::Story if model.tab == Tab::Timeline => PROGRESS.min(left.height),
            _ if model.tab == Tab::Agenda => SHELVES.min(left.height / 3),
            _ => 0,
        };
        left.height -= below;
        let foot = Rect {
            y: left.bottom(),
            height: below,
            ..left
        };
        (right, foot)
    };
    Areas {
        header: row(0),
        rule: row(1),
        left,
        foot,
        right,
        message: row(height - 2),
        footer: row(height - 1),
    }
}

/// Three columns stand side by side from this size on.
const THREE_COLUMNS: (u16, u16) = (160, 30);

/// The columns of the third one; the board takes what it can use, and the story what is left.
fn third(width: u16) -> u16 {
    (50 + (width - THREE_COLUMNS.0) / 5).min(62)
}

/// Parts what is right of the story into the board and a third column, with a border between them.
fn beside(right: Rect, width: u16) -> (Rect, Rect) {
    let third = third(width).min(right.width);
    let at = right.width - third;
    let board = Rect {
        width: at.saturating_sub(1),
        ..right
    };
    let third = Rect {
        x: right.x + at,
        width: third,
        ..right
    };
    (board, third)
}

/// The lines of how far one has come: an empty one, a heading, a line for each strand.
const PROGRESS: u16 = 6;

/// The lines of the shelves: an empty one, a row for each; a third of the pane where it is low.
const SHELVES: u16 = 6;

/// From this height on it stands below the story, always in view.
const WITH_PROGRESS: u16 = 22;

/// What the left list of the Timeline holds.
#[must_use]
pub fn stack(model: &Model) -> Stack {
    match model.size {
        (width, _) if width < TWO_PANES => Stack::All,
        (_, height) if height < WITH_PROGRESS => Stack::WithProgress,
        (width, height) if width >= THREE_COLUMNS.0 && height >= THREE_COLUMNS.1 => Stack::Alone,
        _ => Stack::Story,
    }
}

/// Whether all of the Timeline stands in one list.
#[must_use]
pub fn is_one_column(model: &Model) -> bool {
    model.tab == Tab::Timeline && !model.in_call && stack(model) == Stack::All
}

/// The list of what stands below the left one, or in the third column.
#[must_use]
pub fn foot_list(model: &Model) -> Rect {
    let has_column = model.tab == Tab::Timeline && stack(model) == Stack::Alone;
    below(tab(model).foot, u16::from(!has_column), 0)
}

/// A tab's title in the header.
#[derive(Clone, Debug)]
pub struct TabTitle {
    /// The tab.
    pub tab: Tab,
    /// Its key and name; the key alone where it is narrow.
    pub words: String,
    /// Where it stands, with a column of air at both sides.
    pub area: Rect,
}

/// The titles of the tabs, from the left; People once there are several.
#[must_use]
pub fn tabs(model: &Model) -> Vec<TabTitle> {
    let wide = model.size.0 >= 72;
    let mut x = 0;
    let title = |tab: Tab| {
        let key = model.key(tab.action());
        let words = if wide || tab == model.tab {
            format!("{key} {}", tab.title())
        } else {
            key.to_owned()
        };
        let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX) + 2;
        let area = Rect::new(x, 0, width, 1);
        x += width + u16::from(wide);
        TabTitle { tab, words, area }
    };
    let is_wanted = model.relationships > 1 || model.tab == Tab::People;
    let people = is_wanted && !model.is_masked;
    let people = people.then_some(Tab::People);
    people.into_iter().chain(Tab::ALL).map(title).collect()
}

/// The columns that the board takes at most: its lines end at its edge, and no wider than they can be read across.
const WIDEST_BOARD: u16 = 56;

/// The columns of the left pane, without its border.
fn left_width(model: &Model) -> u16 {
    let width = model.size.0;
    match model.tab {
        Tab::Agenda => (24 + (width - TWO_PANES) / 8).min(30),
        Tab::People => width * 66 / 100,
        Tab::Timeline if stack(model) == Stack::Alone => width - WIDEST_BOARD - third(width) - 2,
        Tab::Timeline => (width * 34 / 80).max(width - WIDEST_BOARD - 1),
        Tab::Goals | Tab::Feedback => width * 46 / 80,
    }
}

/// The list of the tab's left pane; empty where only the other pane fits.
#[must_use]
pub fn left_list(model: &Model) -> Rect {
    let head = match model.tab {
        Tab::People => 1,
        Tab::Timeline if is_one_column(model) => 0,
        _ => 2,
    };
    below(tab(model).left, head, 0)
}

/// The list of the tab's right pane; empty where only the other pane fits.
#[must_use]
pub fn right_list(model: &Model) -> Rect {
    let area = tab(model).right;
    under_head(model, area, &head(model, area.width))
}

/// The same, in the area of the right pane, below the lines of its head.
#[must_use]
pub fn under_head(model: &Model, area: Rect, head: &[(Tone, String)]) -> Rect {
    let head = u16::try_from(head.len()).unwrap_or(u16::MAX);
    below(area, head, foot_lines(model))
}

fn below(area: Rect, head: u16, foot: u16) -> Rect {
    let head = head.min(area.height);
    Rect {
        y: area.y + head,
        height: area.height.saturating_sub(head + foot),
        ..area
    }
}

/// The lines at the foot of the right pane: a goal's ties, what the board covers.
fn foot_lines(model: &Model) -> u16 {
    match model.tab {
        Tab::Timeline => 2,
        Tab::Goals if model.goals.goal().is_some() => 1,
        _ => 0,
    }
}
