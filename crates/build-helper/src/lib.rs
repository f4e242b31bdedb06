//! What our own tools share: running programs, installing pinned ones, and building the program that ships.
//!
//! `cargo xtask`, the packaging and the benchmark stand on it. Nothing of it ships.

pub mod clients;
mod failure;
pub mod folder;
pub mod npm;
mod pip;
mod print;
pub mod programs;
pub mod release;
pub mod step;
mod tools;
mod workspace;

pub use failure::{FETCH_HINT, Failure};
pub use print::{print, say};
pub use tools::Tool;
pub use workspace::{Place, Workspace};

/// The version of what ships, which is that of the whole workspace.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
