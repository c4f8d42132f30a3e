//! Entities, states and rules. Nothing here knows a screen, a disk or a clock.

pub mod text;
