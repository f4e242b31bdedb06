//! Plays whole pipelines through the front door of `run`.
#![cfg(unix)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test panics when it fails"
)]

mod options;
mod played;
mod stages;
