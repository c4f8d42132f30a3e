//! Ithaca, a planner for mentoring relationships in the terminal.
pub mod actions;
pub mod app;
pub mod domain;
pub mod env;
pub mod store;
