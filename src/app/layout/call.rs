//! Where everything stands in a call: the agenda, what is beside it, the notes, the hint.

use ratatui::layout::Rect;

use crate::domain::{text, when};

use super::super::entry::Entry;
use super::super::list::ListLine;
use super::super::model::{CallFocus, Model};
use super::head::Tone;
use super::{TWO_PANES, WIDE_CALL, below};

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
    let (items, side, notes) = if width >= WIDE_CALL {
        let at = call_width(model);
        (
            Rect::new(0, 2, at, lists),
            Rect::new(at + 1, 2, width - at - 1, body),
            Rect::new(0, 2 + lists, at, notes_rows),
        )
    } else {
        let wanted = u16::try_from(model.call.items.lines())
            .unwrap_or(u16::MAX)
            .max(1)
            .saturating_add(hint_lines(model));
        let side_wanted = u16::try_from(model.call.side.lines()).unwrap_or(u16::MAX);
        let items_rows = wanted.min(lists.saturating_sub(side_wanted.min(lists / 2)).max(1));
        (
            Rect::new(0, 2, width, items_rows),
            Rect::new(0, 2 + items_rows, width, lists - items_rows),
            Rect::new(0, 2 + lists, width, notes_rows),
        )
    };
    CallAreas {
        header,
        rule,
        items,
        side,
        notes,
        message,
        footer,
    }
}

fn is_wide_call(model: &Model) -> bool {
    model.size.0 >= WIDE_CALL
}

/// The list of the call's agenda, without the lines that the prompt takes.
#[must_use]
pub fn call_items_list(model: &Model) -> Rect {
    let head = if is_wide_call(model) { 2 } else { 0 };
    below(call(model).items, head, hint_lines(model))
}

/// The list of goals and promises in the call; in a wide terminal last time's sentence stands under it.
#[must_use]
pub fn call_side_list(model: &Model) -> Rect {
    let area = call(model).side;
    let foot = u16::try_from(last_time(model, area.width).len()).unwrap_or(0);
    below(area, 0, foot)
}

/// The text of the notes, without their heading.
#[must_use]
pub fn call_notes(model: &Model) -> Rect {
    let area = call(model).notes;
    let indent = if is_wide_call(model) { 3 } else { 2 };
    let text = below(area, 1, 0);
    Rect {
        x: text.x + indent,
        width: text.width.saturating_sub(indent),
        ..text
    }
}

/// Last time's sentence, at the foot of the side column of a wide call.
#[must_use]
pub fn last_time(model: &Model, width: u16) -> Vec<(Tone, String)> {
    let Some(session) = model
        .call
        .last_time
        .as_ref()
        .filter(|_| is_wide_call(model))
    else {
        return Vec::new();
    };
    let day = when::short_day(session.at().day(model.now.zone), model.today());
    let mut lines = vec![
        (Tone::Plain, String::new()),
        (Tone::Strong, format!("Last time, {day}")),
    ];
    let rows = text::wrap(
        &model.veiled(session).summary,
        usize::from(width.saturating_sub(4)).max(8),
    );
    lines.extend(
        rows.into_iter()
            .filter(|row| !row.is_empty())
            .take(3)
            .map(|row| (Tone::Plain, format!("  {row}"))),
    );
    lines.push((
        Tone::Muted,
        model.filled("{previous-session} reads it").into_owned(),
    ));
    lines
}

/// The prompt of the current item, wrapped to at most two lines, and its line within the list's view.
#[must_use]
pub fn hint(model: &Model) -> Option<(usize, Vec<String>)> {
    let current = model.call.session.as_ref()?.current_item_id?;
    let width = usize::from(call_width(model)).saturating_sub(8).max(8);
    let is_it = |line: &ListLine<'_, _, Entry>| matches!(line, ListLine::Row(Entry::Item(item), _) if item.id == current && !item.prompt.is_empty());
    let view = model.call.items.view();
    let at = view.iter().position(is_it)?;
    let Some(ListLine::Row(Entry::Item(item), _)) = view.get(at) else {
        return None;
    };
    Some((
        at,
        text::wrap(&model.shown(&item.prompt, item.private), width)
            .into_iter()
            .take(HINT_LINES.into())
            .collect(),
    ))
}

/// The columns of the call's agenda.
fn call_width(model: &Model) -> u16 {
    let width = model.size.0;
    if is_wide_call(model) {
        (width * 61 / 100).min(width - 36)
    } else {
        width
    }
}

/// The most lines of a prompt.
const HINT_LINES: u16 = 2;

/// The lines under the current item that its prompt takes: none in a low terminal where it has none.
#[must_use]
pub fn hint_lines(model: &Model) -> u16 {
    let Some(current) = model.call.session.as_ref().and_then(|s| s.current_item_id) else {
        return 0;
    };
    let is_low = model.size.1 < 30;
    let is_bare =
        |e: &Entry| matches!(e, Entry::Item(item) if item.id == current && item.prompt.is_empty());
    if is_low && model.call.items.rows().iter().any(is_bare) {
        0
    } else {
        HINT_LINES
    }
}

fn notes_height(model: &Model, body: u16) -> u16 {
    let typing = model.call.focus == CallFocus::Notes;
    let share = if typing { body / 2 } else { body / 4 };
    share.clamp(3, 20)
}
