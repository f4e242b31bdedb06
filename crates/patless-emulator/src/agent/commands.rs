//! Logging commands that a step prints, one file per command.

mod artifact;
mod catalog;
mod complete;
mod dispatch;
mod endpoint;
mod failure;
mod issue;
mod secret;
mod variable;

pub(super) use dispatch::process_line;
pub(super) use variable::PATH;
