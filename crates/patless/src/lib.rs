//! The `patless` binary: reads what the agent hands over, has `patless-core` get the access tokens, and puts them into
//! sinks. The only crate that prints.
//!
//! It is a library with a three-line `main.rs` so that its documentation examples compile as tests.

pub mod claims;
pub mod cli;
mod colored;
pub mod commands;
pub mod doctor;
pub mod failure;
pub mod inputs;
mod logs;
mod no_token;
mod process;
pub mod report;
mod script_step;
pub mod sinks;
pub mod variable_name;
