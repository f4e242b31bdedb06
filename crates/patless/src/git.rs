//! Git: the credential helper, and what sets it up.

mod answer;
mod arguments;
mod asked;
mod error;
mod header;
mod helper;
mod hosts;
mod program;
mod protection;
mod repository;
mod settings;

pub(crate) use answer::{GIVE_UP, answer};
pub(crate) use arguments::{GitArgs, GitCredentialArgs, GitVerb, SetupArgs};
pub(crate) use asked::{Asked, read};
pub use error::{GitError, InvalidQuestion};
pub(crate) use header::lines;
pub(crate) use helper::helper;
pub(crate) use program::git;
pub(crate) use protection::{check_protection, check_traces};
pub(crate) use repository::{Repository, Unset, stored_headers};
pub(crate) use settings::settings;
