//! Requests to Azure DevOps: what they share, and checks of what an access token can access there.

mod access_level;
mod client;
mod directory;
mod error;
mod hosts;
mod identity;
mod organization_tenant;
mod profile;
mod refusal;
mod service_principal;
mod target;
mod whoami;
pub(crate) mod wire;

pub use access_level::AccessLevel;
pub use client::AzureDevOps;
pub use directory::Directory;
pub use error::TargetError;
pub use identity::Identity;
pub use organization_tenant::organization_tenant;
pub use profile::Profile;
pub use refusal::Refusal;
pub use service_principal::ServicePrincipal;
pub use target::{InvalidTarget, Target};
