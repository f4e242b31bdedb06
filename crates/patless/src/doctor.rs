//! The doctor: checks everything on the way to a token and on its target, one thing after the other, and names the first
//! one to fix.
//!
//! ```text
//! question ──▶ walk ──▶ diagnosis ──▶ lines │ JSON
//! ```
//!
//! The order of the checks is that of the way: a check that needs what an earlier one did not get is not made.

mod check;
mod diagnosis;
mod found;
mod json;
mod outside;
mod question;
mod target;
mod walk;

pub use check::{Check, Finding, Outcome};
pub use diagnosis::Diagnosis;
pub(crate) use outside::is_outside_a_job;
pub use question::{ConnectionSource, Question, TargetChoice, WantedScope};
pub use walk::{Walked, Witness, walk};
