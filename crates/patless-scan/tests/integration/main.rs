//! Tests of the scanner from outside.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]

mod cases;
mod classes;
mod rules;
