//! The catalogue: every failure that is known, as data. How it is recognized, its cause, what to do, whether it passes.
//!
//! A new failure is one row in the table of its place. Each row has a section of the same name in
//! `docs/TROUBLESHOOTING.md`; a test compares the two.
//!
//! Microsoft says of its texts and codes that they are no contract. Whatever is not recognized is therefore told as it
//! came, and never an error of ours.

mod explain;
pub mod federation;
mod field;
mod find;
pub mod identifiers;
mod kind;
mod observation;
mod pattern;
mod remedy;
mod row;
mod rows;
pub mod text;
mod values;

pub use explain::{Explanation, explain};
pub use field::Field;
pub use find::{Found, by_name, find, rows};
pub use kind::ErrorKind;
pub use observation::Evidence;
pub use pattern::{Body, Endpoint, Sign};
pub use remedy::Remedy;
pub use row::{DOCUMENTS, Retry, Row};
pub use values::Values;
