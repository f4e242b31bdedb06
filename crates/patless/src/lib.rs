//! The `patless` binary: reads what the agent passed, has `patless-core` get the access tokens, and writes them to sinks. Of
//! the product's crates, the only one that prints.
//!
//! It is a library with a three-line `main.rs` so that its documentation examples compile as tests. Public items exist
//! for them, for the tests in `tests/` and for the benchmark.

mod acquire;
mod cli;
mod colored;
mod commands;
mod complaint;
mod doctor;
mod environment_name;
mod exec;
mod failure;
mod git;
mod held_token;
mod input_error;
mod keeper;
mod logs;
mod plan;
mod process;
mod recipes;
mod report;
mod rfc3339;
mod scan;
mod shell_word;
mod shown;
pub mod sinks;
mod stages;
mod task;
mod token;
mod unexpected_identity;
mod variable_name;
mod whoami;

pub use cli::run;
pub use failure::Failure;
pub use git::{GitError, InvalidQuestion};
pub use input_error::InputError;
pub use report::{Report, exit_code};
pub use task::INPUT_NAMES;
pub use unexpected_identity::UnexpectedIdentity;
pub use variable_name::InvalidVariableName;
