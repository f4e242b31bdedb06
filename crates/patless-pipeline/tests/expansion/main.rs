//! Expands small pipelines, and compares them with what the documentation of the service says.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

mod directives;
mod faults;
mod mutations;
mod parameters;
mod templates;
mod world;
