//! The last lines: the message, or where one is in the list; and the keys that work here and now.

use ratatui::layout::Rect;

use crate::app::keymap::{self, Action, Binding};
use crate::app::model::{CallFocus, Message, Model, Tab};
use crate::app::update::can;

use super::pen::{Pen, columns};
use super::theme::Role;

/// The message, with the key that takes it back.
pub fn message(pen: &mut Pen<'_>, message: &Message, area: Rect) {
    let margin = u16::from(area.width >= 60);
    let mut end = area.right().saturating_sub(margin);
    if message.can_undo {
        end = pen
            .put_right(end, area.y, "u undoes", Role::Muted)
            .saturating_sub(2);
    }
    let role = if message.is_error {
        Role::Notice
    } else {
        Role::Text
    };
    let x = area.x + margin;
    pen.put(x, area.y, end.saturating_sub(x), &message.text, role);
}

/// The keys of the tabs, as many as fit.
pub fn tabs(pen: &mut Pen<'_>, area: Rect) {
    let end = pen.put_right(area.right().saturating_sub(1), area.y, "? keys", Role::Text);
    fill(pen, area.x + 1, area.y, end.saturating_sub(2), false);
}

fn fill(pen: &mut Pen<'_>, x: u16, y: u16, end: u16, in_call: bool) {
    let mut at = x;
    let model = pen.model;
    for row in keymap::rows(in_call) {
        let Some((keys, label)) = shown(model, row) else {
            continue;
        };
        if at + columns(keys) + 1 + columns(label) > end {
            break;
        }
        at = pen.put(at, y, end, keys, Role::Text);
        at = pen.put(at + 1, y, end, label, Role::Muted) + 2;
    }
}

/// A row of the key table as the footer shows it.
fn shown(model: &Model, row: &'static Binding) -> Option<(&'static str, &'static str)> {
    if row.label.is_empty()
        || matches!(row.action, Action::Help | Action::Fewer | Action::MoveUp)
        || !can(model, row.action)
    {
        return None;
    }
    Some(match row.action {
        Action::More if model.tab == Tab::Goals && !model.in_call => ("+ -", "progress"),
        Action::More => ("+ -", "min"),
        Action::MoveDown => ("J K", "order"),
        _ => (row.keys.first().copied().unwrap_or(""), row.label),
    })
}

/// From this width on both lines of the call's keys are whole.
const NARROWEST_WHOLE: u16 = 44;

/// The keys of the call: two lines where it is narrow.
pub fn call(pen: &mut Pen<'_>, area: Rect) {
    use Action::{
        Add, CallChallenge, CallFeedback, CallGoals, CallNotes, CallPromise, CallWin, EndCall,
        Toggle,
    };
    if pen.model.call.focus == CallFocus::Notes {
        pen.keys(
            area.x + u16::from(area.height == 1),
            area.bottom().saturating_sub(1),
            area.right(),
            3,
            &[("Esc", "back to the agenda")],
        );
        return;
    }
    if area.height == 1 {
        let end = pen.put_right(area.right().saturating_sub(1), area.y, "? keys", Role::Text);
        fill(pen, area.x + 1, area.y, end.saturating_sub(2), true);
        return;
    }
    let end = pen.put_right(area.right(), area.y, "? all", Role::Text);
    let gap = if area.width < NARROWEST_WHOLE { 1 } else { 2 };
    line(
        pen,
        area.x,
        area.y,
        end,
        gap,
        &[Toggle, Add, CallGoals, CallNotes],
    );
    let catches: &[Action] = if area.width < NARROWEST_WHOLE {
        &[CallPromise, CallFeedback, CallWin, EndCall]
    } else {
        &[CallPromise, CallFeedback, CallWin, CallChallenge, EndCall]
    };
    line(pen, area.x, area.y + 1, area.right(), 1, catches);
}

fn line(pen: &mut Pen<'_>, x: u16, y: u16, end: u16, gap: u16, actions: &[Action]) {
    let model = pen.model;
    let mut at = x;
    for action in actions {
        let Some(row) =
            keymap::rows(true).find(|row| row.action == *action && can(model, row.action))
        else {
            continue;
        };
        let key = row.keys.first().copied().unwrap_or("");
        at = pen.keys(at, y, end, gap, &[(key, row.label)]);
    }
}
