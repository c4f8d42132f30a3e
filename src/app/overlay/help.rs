//! The help: every key that works here.

use crossterm::event::KeyEvent;

use super::{Overlay, motion, moved};
use crate::app::keymap;
use crate::app::model::Model;
use crate::app::update::Effect;

pub(super) fn on_help(model: &mut Model, top: usize, key: KeyEvent) -> Vec<Effect> {
    if let Some(motion) = motion(key) {
        model
            .overlays
            .push(Overlay::Help(moved(top, keymap::KEYS.len() * 2, motion)));
    }
    Vec::new()
}
