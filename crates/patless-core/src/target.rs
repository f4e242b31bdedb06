//! What an access token for Azure DevOps is used on: an organization, perhaps a project or a repository of it. Asked by
//! those who want to know why it does not work there.

mod azure_devops;
mod directory;
mod error;
mod identity;
mod place;

pub use azure_devops::AzureDevOps;
pub use directory::Directory;
pub use error::TargetError;
pub use identity::Identity;
pub use place::{InvalidTarget, Target};
