//! The catalogue of known failures, as data: how each one is recognized, what it means, what to do about it, and whether
//! it is retried. Also the values in which a federated credential and an assertion must match.
//!
//! ```text
//! one of our errors ───────────────────────▶ cause ──▶ row ──▶ message
//! a server's response ──▶ observation ─────▶
//! a pasted text ────────▶ observation ─────▶
//! ```
//!
//! To add a failure, add a [`Cause`] and its [`Row`] in the table for its origin. Each row has a section of the same name
//! in `docs/TROUBLESHOOTING.md`; a test compares the two. This crate does no I/O.
//!
//! ```
//! use patless_catalogue::{Cause, Observation, Server, explain};
//!
//! let pasted = explain("ERROR: AADSTS70025: The client has no configured federated identity credentials.").unwrap();
//! assert_eq!(pasted.cause, Cause::NoFederatedCredential);
//!
//! let answered = Observation::of(Server::Token).with_code(70_025).found();
//! assert_eq!(answered.row().name(), "no-federated-credential");
//! ```
//!
//! Microsoft does not guarantee that its messages and codes stay the same. A failure that is not recognized is therefore
//! reported in the server's own words, and never treated as an error in Patless.

mod cause;
mod certainty;
mod confidence;
mod explain;
pub mod federation;
mod field;
mod find;
pub mod identifiers;
mod kind;
mod label;
mod observation;
mod pattern;
mod phrases;
mod place;
mod reading;
mod remedy;
mod row;
mod rows;
mod server;
mod stand_in;
pub mod text;
mod values;

pub use cause::Cause;
pub use confidence::Confidence;
pub use explain::{Excerpt, Explanation, explain, explain_excerpt, phrases, values_in};
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
