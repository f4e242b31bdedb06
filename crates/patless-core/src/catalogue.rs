//! The catalogue: every failure that is known, as data. How it is recognized, its cause, what to do, whether it passes.
//!
//! A new failure is one row in the table of its place. Each row has a section of the same name in
//! `docs/TROUBLESHOOTING.md`; a test compares the two.
//!
//! Microsoft says of its texts and codes that they are no contract. Whatever is not recognized is therefore told as it
//! came, and never an error of ours.

mod azure;
mod azure_devops;
mod bare_status;
mod certificate;
mod command_lines;
mod entra;
mod evidence;
mod explanation;
mod feed;
mod field;
mod find;
mod git;
mod job;
mod managed_identity;
mod marketplace;
mod named_file;
mod occurrence;
mod pasted;
mod proxy;
mod quotes;
mod remedy;
mod row;
mod sign;
mod status;
mod target;
mod tasks;
mod terraform;
mod transport;
mod values;
mod wrapped;

pub use evidence::Evidence;
pub use explanation::{Explanation, explain};
pub use field::Field;
pub use find::{Found, by_name, find, rows};
pub use remedy::Remedy;
pub use row::{DOCUMENTS, Retry, Row};
pub use sign::{Body, Endpoint, Sign};
pub use values::Values;
