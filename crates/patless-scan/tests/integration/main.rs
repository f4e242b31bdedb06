//! Tests of the scanner from outside.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod cases;
mod classes;
mod hostile;
mod levels;
mod literals;
mod mutated;
mod pages;
mod rules;
