//! The last lines: the message, or where one is in the list; and the keys that work here and now.

use ratatui::layout::Rect;

use crate::app;
use crate::app::entry::Entry;
use crate::app::intent::can;
use crate::app::keymap::{Action, Bound, Place};
use crate::app::model::{CallFocus, Message, Model};
use crate::domain::{ItemStatus, text};

use super::pen::{Pen, columns};
use super::theme::Role;

/// The message, with the key that takes it back.
pub fn message(pen: &mut Pen<'_>, message: &Message, area: Rect) {
    let margin = u16::from(area.width >= 60);
    let (x, end) = (area.x + margin, area.right().saturating_sub(margin));
    let aside = app::footer::aside(pen.model, message);
    let asides = pen.put_right(end, area.y, &aside, Role::Muted);
    let role = if message.is_error {
        Role::Notice
    } else {
        Role::Text
    };
    let beside = if aside.is_empty() {
        end
    } else {
        asides.saturating_sub(2)
    };
    let (whole, beside) = (end.saturating_sub(x), beside.saturating_sub(x));
    // The way out stands at the end, so the lines above are taken rather than cutting it off.
    let rows = app::footer::message_rows(pen.model, message, area);
    let above = u16::try_from(rows.len()).unwrap_or(1).saturating_sub(1);
    let top = area.y.saturating_sub(above);
    pen.clear(Rect {
        y: top,
        height: above,
        ..area
    });
    for (y, row) in (top..).zip(&rows) {
        pen.put(x, y, if y == area.y { beside } else { whole }, row, role);
    }
}

/// Words that end on the line `area`; where they don't fit on it, the lines above are taken too.
pub fn upwards(pen: &mut Pen<'_>, words: &str, area: Rect, role: Role) {
    let mut rows = text::wrap(words, area.width.max(1).into());
    rows.truncate(app::footer::MOST_ROWS.into());
    let above = u16::try_from(rows.len()).unwrap_or(1).saturating_sub(1);
    let top = area.y.saturating_sub(above);
    pen.clear(Rect {
        y: top,
        height: above + 1,
        ..area
    });
    for (y, row) in (top..).zip(&rows) {
        pen.put(area.x, y, area.width, row, role);
    }
}

/// The keys of a layer over the screen that do something there, as many as fit; the way back stands at the right.
pub fn layer(pen: &mut Pen<'_>, place: Place, area: Rect, can: impl Fn(Action) -> bool) {
    layer_called(pen, place, area, can, |row| row.label);
}

/// The same, in a layer where a key does something of its own.
pub fn layer_called<'a>(
    pen: &mut Pen<'a>,
    place: Place,
    area: Rect,
    can: impl Fn(Action) -> bool,
    label: impl Fn(&'a Bound) -> &'a str,
) {
    let model = pen.model;
    let gap = if area.width < NARROW { 1 } else { 2 };
    let back = model.keys.key(Action::Back, place);
    let end = pen.put_right(area.right(), area.y, back, Role::Text);
    let rows = model.keys.rows_of_layer(place);
    let shown = rows.filter(|row| !row.label.is_empty() && !row.keys.is_empty() && can(row.action));
    let mut shown: Vec<_> = shown.collect();
    shown.sort_by_key(|row| match row.action {
        _ if row.place == place => 0,
        Action::Help => 1,
        _ => 2,
    });
    let keys: Vec<_> = shown.iter().map(|row| (row.key(), label(row))).collect();
    pen.keys(area.x, area.y, end.saturating_sub(1), gap, &keys);
}

/// What is asked for, and the way back from it.
pub fn asked(pen: &mut Pen<'_>, place: Place, area: Rect, yes: &str) {
    let keys = &pen.model.keys;
    let (enter, back) = (
        keys.key(Action::Enter, place),
        keys.key(Action::Back, place),
    );
    let words = [(enter, yes), (back, "leave it")];
    pen.keys(area.x, area.y, area.right(), 3, &words);
}

/// The keys of the tabs, as many as fit.
pub fn tabs(pen: &mut Pen<'_>, area: Rect) {
    let help = if area.width < NARROW {
        "{help}"
    } else {
        "{help} keys"
    };
    let help = pen.model.filled(help);
    let end = pen.put_right(area.right().saturating_sub(1), area.y, &help, Role::Text);
    let gap = if area.width < NARROW { 1 } else { 2 };
    fill(pen, area.x + 1, area.y, end.saturating_sub(gap));
}

/// Below this width the key to all keys stands without a word.
pub const NARROW: u16 = 60;

/// The search that goes on: its keys, what is looked for, and the place among the hits.
pub fn hits(model: &Model) -> Option<(String, String)> {
    let found = model.found.as_ref()?;
    let place = if model.is_reading() {
        Place::Tabs
    } else {
        model.place()
    };
    let on = model.keys.key(Action::Note, place);
    let keys = format!("{on} {}", model.keys.key(Action::PreviousHit, place));
    (!on.is_empty()).then(|| (keys, found.in_words()))
}

fn fill(pen: &mut Pen<'_>, x: u16, y: u16, end: u16) {
    let mut at = x;
    let model = pen.model;
    if let Some((keys, words)) = hits(model) {
        at = pen.keys(at, y, end, 2, &[(&keys, &words)]);
    }
    let call = app::footer::call_hint(model);
    let kept = call
        .as_ref()
        .map_or(0, |(keys, label)| columns(keys) + columns(label) + 3);
    let hints = app::footer::hints(model).into_iter();
    for ((keys, label), kept) in hints
        .map(|hint| (hint, kept))
        .chain(call.map(|hint| (hint, 0)))
    {
        if at + columns(&keys) + 1 + columns(&label) + kept > end {
            // What is shorter may still fit, and for the call's key there is room.
            continue;
        }
        at = pen.put(at, y, end, &keys, Role::Text);
        at = pen.put(at + 1, y, end, &label, Role::Muted) + 2;
    }
}

/// From this width on both lines of the call's keys are whole.
const NARROWEST_WHOLE: u16 = 44;

/// The keys of the call: two lines where it is narrow.
pub fn call(pen: &mut Pen<'_>, area: Rect) {
    use Action::{
        Add, CallChallenge, CallFeedback, CallGoals, CallNotes, CallPromise, CallWin, EndCall,
        NotToday, Offers, Outcome, PreviousSession, Toggle,
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
        // There the last of what is most useful has room beside the key alone.
        let help = if (100..108).contains(&area.width) {
            "{help}"
        } else {
            "{help} keys"
        };
        let help = pen.model.filled(help);
        let end = pen.put_right(area.right().saturating_sub(1), area.y, &help, Role::Text);
        fill(pen, area.x + 1, area.y, end.saturating_sub(2));
        return;
    }
    let help = pen.model.filled("{help} all");
    let end = pen.put_right(area.right(), area.y, &help, Role::Text);
    let gap = if area.width < NARROWEST_WHOLE { 1 } else { 2 };
    let (x, end) = (
        area.x + u16::from(area.width >= NARROW),
        end.saturating_sub(1),
    );
    // On what is done already there is its outcome to write.
    let is_done =
        matches!(pen.model.entry(), Some(Entry::Item(line)) if line.status != ItemStatus::Open);
    let first: &[Action] = match area.width {
        ..NARROW if is_done => &[Toggle, Outcome, CallNotes],
        ..NARROW => &[Toggle, Add, CallGoals, CallNotes, Offers],
        _ => &[
            Toggle,
            Outcome,
            Add,
            CallGoals,
            CallNotes,
            Offers,
            NotToday,
            PreviousSession,
        ],
    };
    line(pen, x, area.y, end, gap, first);
    let catches: &[Action] = if area.width < NARROWEST_WHOLE {
        &[CallPromise, CallFeedback, CallWin, EndCall]
    } else {
        &[CallPromise, CallFeedback, CallWin, CallChallenge, EndCall]
    };
    let gap = if area.width < NARROW { 1 } else { 2 };
    line(pen, x, area.y + 1, area.right(), gap, catches);
}

fn line(pen: &mut Pen<'_>, x: u16, y: u16, end: u16, gap: u16, actions: &[Action]) {
    let model = pen.model;
    let mut at = x;
    for action in actions {
        let Some(row) = model
            .keys
            .row(*action, Place::Call)
            .filter(|row| can(model, row.action))
        else {
            continue;
        };
        at = pen.keys(
            at,
            y,
            end,
            gap,
            &[(row.key(), &app::footer::label(model, row))],
        );
    }
}
