//! What `cargo xtask package` made for the desk, as people install it: `cargo xtask play` runs these tests.
//!
//! They take the packed files of target/package alone, and reach nothing beyond loopback.

#![cfg(target_os = "linux")]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../integration/argv.rs"]
mod argv;
mod installer;
mod jest;
mod launcher;
#[path = "../integration/leaks.rs"]
mod leaks;
mod npm;
mod packed;
mod project;
mod server;
