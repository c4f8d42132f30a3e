//! Ithaca, a planner for mentoring relationships in the terminal.
pub mod app;
pub mod demo;
pub mod domain;
pub mod env;
pub mod store;
