//! Azure DevOps: what all requests to it share, and how it is asked what an access token may do there.

mod client;
mod directory;
mod error;
mod identity;
mod refusal;
mod target;
pub(crate) mod wire;

pub use client::AzureDevOps;
pub use directory::Directory;
pub use error::TargetError;
pub use identity::Identity;
pub use refusal::Refusal;
pub use target::{InvalidTarget, Target};
