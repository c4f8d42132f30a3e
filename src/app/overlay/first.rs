//! The first start: whom one meets.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Overlay;
use crate::app::line::{Line, Purpose};
use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::Side;

/// The keys of an empty file: who is it that one meets?
pub fn first_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Char('q') | KeyCode::Esc => return vec![Effect::Quit],
        KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
            return vec![Effect::Quit];
        }
        _ => {}
    }
    let mut line = Line::new(Purpose::Partner);
    line.is_draft_read = true;
    if matches!(key.code, KeyCode::Char(_)) {
        line.field.key(key);
    }
    model.overlays.push(Overlay::Line(Box::new(line)));
    Vec::new()
}

/// Whose line it is when a new one opens, for the first screen.
#[must_use]
pub fn role_words(side: Side) -> &'static str {
    match side {
        Side::Me => "mentee",
        Side::Partner => "mentor",
        Side::Both => "peer",
    }
}
