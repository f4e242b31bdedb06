//! PATs that stand in a text themselves: both forms, also in base64. Their values never leave this module.
//!
//! ```text
//!  runs ──▶ word of 52 letters or more ──▶ long, short ──▶ find ──▶ the rule literal-pat
//!              └──▶ encoded: base64 ──▶ the same again        └──▶ redact
//! ```

mod alphabet;
mod encoded;
mod find;
mod long;
#[cfg(any(test, feature = "test-util"))]
pub mod made;
mod marvin;
mod name;
mod redact;
mod runs;
mod short;

pub(crate) use find::{Encoding, Form, Literal, find, holds_one};
pub(crate) use long::Checksum;
pub(crate) use name::short_hash;
pub use redact::redact;
pub(crate) use short::Owner;
