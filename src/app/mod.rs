//! Behaviour of the application: model, messages, update, effects.

pub mod field;
