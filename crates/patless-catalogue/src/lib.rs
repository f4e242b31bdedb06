//! The catalogue: every failure that is known, as data. How it is recognized, its cause, what to do, whether it passes.
//! Beside it, what a federated credential and an assertion have to agree on.
//!
//! ```text
//! an error of ours ────────────────────────▶ cause ──▶ row ──▶ words
//! an answer of a server ──▶ observation ───▶
//! a pasted text ──────────▶ observation ───▶
//! ```
//!
//! A new failure is a [`Cause`], and its [`Row`] in the table of its place. Each row has a section of the same name in
//! `docs/TROUBLESHOOTING.md`; a test compares the two. The crate does no input or output.
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
