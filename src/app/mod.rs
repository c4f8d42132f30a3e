//! Behaviour of the application: model, messages, update, effects.
pub mod entry;
pub mod field;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod list;
pub mod model;
