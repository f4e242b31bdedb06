//! Requests to Azure DevOps: what they share, and checks of what an access token can access there.

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
