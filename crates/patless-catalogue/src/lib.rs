//! The catalogue: every failure that is known, as data. How it is recognized, its cause, what to do, whether it passes.
//!
//! A new failure is one row in the table of its place. Each row has a section of the same name in
//! `docs/TROUBLESHOOTING.md`; a test compares the two.
//!
//! Microsoft says of its texts and codes that they are no contract. Whatever is not recognized is therefore told as it
//! came, and never an error of ours.

mod cause;
mod explain;
pub mod federation;
mod field;
mod find;
pub mod identifiers;
mod kind;
mod label;
mod observation;
mod pattern;
mod rank;
mod remedy;
mod row;
mod rows;
mod server;
pub mod text;
mod values;

pub use cause::Cause;
pub use explain::{Explanation, explain, values_in};
pub use field::Field;
pub use find::Found;
pub use kind::ErrorKind;
pub use label::Label;
pub use observation::Observation;
pub use pattern::Pattern;
pub use remedy::Remedy;
pub use row::{DOCUMENTS, Retry, Row};
pub use rows::rows;
pub use server::{Body, Server};
pub use values::Values;
