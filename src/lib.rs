//! Ithaca, a planner for mentoring relationships in the terminal.
pub mod app;
//pub mod cli;
pub mod domain;
pub mod env;
pub mod store;
pub mod transfer;
