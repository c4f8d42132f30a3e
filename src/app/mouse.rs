//! The mouse: a click selects what is under it, the wheel scrolls it, a tab opens. It does nothing that keys don't do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::intent::Intent;
use super::layout;
use super::model::{CallFocus, Focus, Model};
use super::overlay::{self, Overlay};
use super::update::{self, Effect};

/// The lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Takes what the mouse did into the model.
pub(super) fn on_mouse(model: &mut Model, event: MouseEvent) -> Vec<Effect> {
    let at = Position::new(event.column, event.row);
    let is_covered = !model.overlays.is_empty();
    if model.relationship.is_none() || layout::is_too_small(model.size) {
        return Vec::new();
    }
    match event.kind {
        MouseEventKind::ScrollDown if is_covered => turn_overlay(model, KeyCode::Down),
        MouseEventKind::ScrollUp if is_covered => turn_overlay(model, KeyCode::Up),
        MouseEventKind::ScrollDown => scroll(model, at, NOTCH),
        MouseEventKind::ScrollUp => scroll(model, at, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) if !is_covered => click(model, at),
        _ => Vec::new(),
    }
}

/// Where a click or the wheel is.
#[derive(Clone, Copy)]
enum Under {
    Pane(Focus),
    Call(CallFocus),
}

fn under(model: &Model, at: Position) -> Option<Under> {
    let found = |areas: &[(Rect, Under)]| {
        let here = areas.iter().find(|(area, _)| area.contains(at));
        here.map(|(_, under)| *under)
    };
    if model.in_call {
        let areas = layout::call(model);
        return found(&[
            (areas.items, Under::Call(CallFocus::Agenda)),
            (areas.side, Under::Call(CallFocus::Side)),
            (areas.notes, Under::Call(CallFocus::Notes)),
        ]);
    }
    let areas = layout::tab(model);
    found(&[
        (areas.left, Under::Pane(Focus::Left)),
        (areas.right, Under::Pane(Focus::Right)),
        (areas.foot, Under::Pane(Focus::Foot)),
    ])
}

fn click(model: &mut Model, at: Position) -> Vec<Effect> {
    model.message = None;
    let tabs = layout::tabs(model);
    if let Some(title) = tabs
        .iter()
        .find(|title| title.area.contains(at))
        .filter(|_| !model.in_call)
    {
        return update::carry_out(model, Intent::Tab(title.tab));
    }
    match under(model, at) {
        Some(Under::Pane(focus)) => {
            model.panes_mut().focus = focus;
            let area = match focus {
                Focus::Left => layout::left_list(model),
                Focus::Right => layout::right_list(model),
                Focus::Foot => layout::foot_list(model),
            };
            select(model, line_in(area, at));
            update::follow(model);
            Vec::new()
        }
        Some(Under::Call(focus)) => click_in_call(model, focus, at),
        None => Vec::new(),
    }
}

fn click_in_call(model: &mut Model, focus: CallFocus, at: Position) -> Vec<Effect> {
    let line = match focus {
        CallFocus::Agenda => {
            // The prompt stands between the rows, so the last ones are lower than the list itself is high.
            let (list, whole) = (layout::call_items_list(model), layout::call(model).items);
            let height = whole.bottom().saturating_sub(list.y);
            line_in(Rect { height, ..list }, at).map(|line| without_prompt(model, line))
        }
        CallFocus::Side => line_in(layout::call_side_list(model), at),
        CallFocus::Notes => None,
    };
    // What is being typed in the notes is kept when one leaves them.
    let effects = update::save(model);
    if model.call.focus != focus {
        update::carry_out(model, Intent::CallFocus(focus));
        // The side list would stand on the next milestone; the click says where.
        model.call.wants_next_milestone = false;
    }
    select(model, line);
    effects
}

/// The line of a list that is under the pointer.
fn line_in(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}

/// The same without the lines that the current item's prompt takes; those are the item's own.
fn without_prompt(model: &Model, line: usize) -> usize {
    match layout::hint(model) {
        Some((item, prompt)) if line > item => line.saturating_sub(prompt.len()).max(item),
        _ => line,
    }
}

fn select(model: &mut Model, line: Option<usize>) {
    if let (Some(list), Some(line)) = (model.list_mut(), line)
        && let Some(index) = list.index_at_line(line)
    {
        list.select(index);
    }
}

fn scroll(model: &mut Model, at: Position, lines: isize) -> Vec<Effect> {
    match under(model, at) {
        Some(Under::Pane(Focus::Left)) => update::in_left_pane(model, |list| list.scroll(lines)),
        Some(Under::Pane(Focus::Right)) => model.panes_mut().right.scroll(lines),
        Some(Under::Pane(Focus::Foot)) => model.panes_mut().foot.scroll(lines),
        Some(Under::Call(CallFocus::Agenda)) => model.call.items.scroll(lines),
        Some(Under::Call(CallFocus::Side)) => model.call.side.scroll(lines),
        Some(Under::Call(CallFocus::Notes)) | None => {}
    }
    Vec::new()
}

/// Lists and pages that lie over the screen move as by their arrows; where something is typed the wheel does nothing.
fn turn_overlay(model: &mut Model, code: KeyCode) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..NOTCH {
        match model.overlays.last() {
            None
            | Some(Overlay::Line(_) | Overlay::Form(_) | Overlay::End(_) | Overlay::Menu(_)) => {}
            Some(_) => {
                let key = KeyEvent::new(code, KeyModifiers::NONE);
                effects.extend(overlay::on_key(model, key));
            }
        }
    }
    effects
}
