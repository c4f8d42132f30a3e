//! What comes in and what goes out: a key becomes an intent (`intent` says what an action would do here), which is carried
//! out on the model; what has to happen outside of it are effects.

mod carry_out;
mod explain;
mod going;
mod message;
mod save;
mod timeline;
mod typing;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use self::typing::{edited, field_is_open, in_notes, paste};

use super::entry::Step;
use super::intent::intent;
use super::keymap::Action;
use super::line::Purpose;
use super::list::Motion;
use super::model::{CallFocus, Focus, Model, Tab};
use super::{after, footer, layout, mouse, overlay};

pub use self::carry_out::{carry_out, take_step};
pub(super) use self::explain::explain;
pub use self::going::{follow, is_about_nobody, shelf_part, show_call};
pub(super) use self::going::{go_to, in_left_pane, show_growth};
pub use self::message::{Effect, Message, Typed};
pub use self::save::{is_unsaved, save};
pub(super) use self::timeline::look_back;
pub use self::typing::field;
pub(super) use self::typing::{draft_of, field_to_editor};

/// Takes a message into the model; what has to be done outside comes back.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key) => on_key(model, key),
        Message::Mouse(event) => mouse::on_mouse(model, event),
        Message::Paste(text) => paste(model, &text),
        Message::Resize(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Save => save(model),
        Message::Edited(editing, left) => edited(model, &editing, left),
        Message::Done(act, result) => after::done(model, &act, result),
    };
    place(model);
    effects
}

/// Heights of the lists follow from size and model.
pub fn place(model: &mut Model) {
    if layout::is_too_small(model.size) {
        return;
    }
    if model.in_call {
        let (items, side, notes) = (
            layout::call_items_list(model),
            layout::call_side_list(model),
            layout::call_notes(model),
        );
        model.call.items.set_height(usize::from(items.height));
        model.call.side.set_height(usize::from(side.height));
        model.call.notes.set_width(notes.width);
        model.call.notes.set_height(notes.height);
        return;
    }
    // What the message covers is not in view.
    let line = layout::tab(model).message;
    let bottom = line.y.saturating_sub(footer::covered(model, line));
    let height = |list: Rect| usize::from(list.bottom().min(bottom).saturating_sub(list.y));
    let (left, right) = (layout::left_list(model), layout::right_list(model));
    let foot = layout::foot_list(model);
    // Where only the detail fits, the list beside it stays as it stands.
    let is_left_seen = !layout::tab(model).left.is_empty();
    let panes = model.panes_mut();
    panes.foot.set_height(height(foot));
    if is_left_seen {
        panes.left.set_height(height(left));
    }
    panes.right.set_height(height(right));
}

/// Esc and a key that arrive joined look like Alt and the key: where that means nothing, they are Esc, then the key.
fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let is_bound = |model: &Model| {
        let in_field =
            matches!(key.code, KeyCode::Char('b' | 'f' | 'd' | '_')) && field_is_open(model);
        in_field || model.keys.action(&key, model.place()).is_some()
    };
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    let is_joined = matches!(key.code, KeyCode::Char(_)) && held == KeyModifiers::ALT;
    if !is_joined || is_bound(model) {
        return on_one_key(model, key);
    }
    let mut effects = on_one_key(model, KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    let plain = key.modifiers.difference(KeyModifiers::ALT);
    effects.extend(on_one_key(model, KeyEvent::new(key.code, plain)));
    effects
}

fn on_one_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let message = model.message.take();
    if !model.overlays.is_empty() {
        return overlay::on_key(model, key);
    }
    if model.in_call && model.call.focus == CallFocus::Notes {
        return in_notes(model, key);
    }
    let Some(action) = model.keys.action(&key, model.place()) else {
        return Vec::new();
    };
    if action == Action::State
        && let Some(with) = message.as_ref().and_then(|message| message.ends)
    {
        let menu = overlay::menu::endings(model, with);
        model.overlays.push(overlay::Overlay::Menu(menu));
        return Vec::new();
    }
    // In the call n is the notes', whatever was just closed.
    let writes_on = if model.in_call {
        Action::Outcome
    } else {
        Action::Note
    };
    if action == writes_on
        && let Some(of) = message.and_then(|message| message.closed)
    {
        return take_step(model, Step::Ask(Purpose::CloseNote { of }));
    }
    if !keeps_search(action) {
        model.found = None;
    }
    act_on(model, action)
}

/// Whether a search goes on after an action: from hit to hit, opened again, or where the keys are looked up; any other one
/// ends it.
fn keeps_search(action: Action) -> bool {
    matches!(
        action,
        Action::NextHit
            | Action::PreviousHit
            | Action::Note
            | Action::Search
            | Action::Back
            | Action::Help
            | Action::Palette
    )
}

/// Does what an action means here, or says what would help.
pub fn act_on(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(intent) = intent(model, action) {
        carry_out(model, intent)
    } else {
        explain(model, action);
        Vec::new()
    }
}

/// The focus goes to a pane; from a shelf's page to the shelf, which stands below the list.
fn set_focus(model: &mut Model, focus: Focus) {
    let to_shelf = focus == Focus::Left && model.shows_shelf();
    model.panes_mut().focus = if to_shelf { Focus::Foot } else { focus };
}

/// The sessions and the shelves below them are moved through as one list: whether this step went from one to the other.
fn step_over(model: &mut Model, motion: Motion) -> bool {
    if model.in_call || model.tab != Tab::Agenda {
        return false;
    }
    let panes = &mut model.agenda.panes;
    let goes_down = matches!(motion, Motion::By(1..) | Motion::Halves(1..));
    match (panes.focus, motion) {
        (Focus::Left, Motion::Last) | (Focus::Foot, Motion::First | Motion::Halves(..0)) => (),
        (Focus::Left, _) if goes_down && panes.left.selected() + 1 >= panes.left.len() => (),
        (Focus::Foot, Motion::By(..0)) if panes.foot.selected() == 0 => (),
        _ => return false,
    }
    if panes.focus == Focus::Left {
        panes.focus = Focus::Foot;
        let to_last = motion == Motion::Last;
        panes
            .foot
            .step(if to_last { Motion::Last } else { Motion::First });
        return true;
    }
    panes.focus = Focus::Left;
    panes.left.step(match motion {
        Motion::First => Motion::First,
        _ => Motion::Last,
    });
    if matches!(motion, Motion::Halves(_)) {
        panes.left.step(motion);
    }
    true
}
