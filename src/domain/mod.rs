//! Entities, states and rules. Nothing here knows a screen, a disk or a clock.
pub mod quick_line;
pub mod when;
pub mod words;
