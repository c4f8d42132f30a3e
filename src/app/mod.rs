//! Behaviour of the application: model, messages, update, effects.
