//! What Azure DevOps says of an identity and an organization: answers to [`AzureDevOps`](crate::AzureDevOps).

mod access_level;
pub(crate) mod client;
mod directory;
pub(crate) mod error;
mod hosts;
mod identity;
mod inventory;
mod organization_tenant;
mod profile;
mod reading;
pub(crate) mod refusal;
mod resource;
mod service_principal;
pub(crate) mod target;
mod whoami;
pub(crate) mod wire;

pub use access_level::AccessLevel;
pub use directory::Directory;
pub use identity::Identity;
pub use inventory::{
    HookSubscription, PipelineDefinition, Project, ReleaseDefinition, StoredConnection,
    StoredVariable, VariableGroup,
};
pub use organization_tenant::organization_tenant;
pub use patless_catalogue::identifiers::OrganizationId;
pub use profile::Profile;
pub use resource::{Resource, ResourceHost};
pub use service_principal::ServicePrincipal;
