//! Screens of a hand-made model.
