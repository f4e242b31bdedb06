//! Tests what steps of a job do: scripts, tasks, artifacts, checkouts, and what ends them.
#![cfg(unix)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test panics when it fails"
)]

mod artifacts;
mod checkouts;
mod command_line;
mod fixture;
mod limits;
mod scripts;
mod tasks;
