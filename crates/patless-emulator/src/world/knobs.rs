//! Knobs of the world: who exists, and what the job gets.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

use std::collections::BTreeMap;

use super::connection::kind::ConnectionScheme;
use super::issuer::Issuer;
use super::publisher_role::PublisherRole;

/// Knobs of the world.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorldKnobs {
    /// Service connections that the world has besides its own.
    pub more_connections: Vec<MoreConnection>,
    /// Issuers of assertions by connection name, where they differ from the default.
    pub issuers: BTreeMap<String, Issuer>,
    /// Federated credentials that the applications have.
    pub federated_credentials: FederatedCredentials,
    /// Client ID that connections give to the job.
    pub client: Client,
    /// Tenant ID that connections give to the job.
    pub tenant: Tenant,
    /// Resources of the tenant.
    pub resources: ResourceTable,
    /// Membership of the applications in the organization.
    pub membership: Membership,
    /// Directory that the organization is connected to.
    pub directory: Directory,
    /// State of the job token that the client gets.
    pub job_token: JobToken,
    /// Form in which the client environment names the service connection.
    pub connection_reference: ConnectionReference,
    /// Membership of the publishing application in the publishers of the Marketplace.
    pub publisher_membership: PublisherMembership,
    /// What the projects of the organization store.
    pub stored_things: StoredThings,
    /// Membership of the applications in the groups of the project.
    pub group_membership: GroupMembership,
}

/// Service connection that a world has besides its own. It is one to Azure Resource Manager, and has the application of
/// `renovate`, or the managed identity of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreConnection {
    /// Name, unique in the project.
    pub name: String,
    /// Authorization scheme.
    pub scheme: ConnectionScheme,
}

/// Federated credentials of the applications, compared with the connections' assertions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FederatedCredentials {
    /// Match the assertions.
    #[default]
    Matching,
    /// Do not exist.
    Missing,
    /// Have another issuer.
    WrongIssuer,
    /// Have another subject.
    WrongSubject,
    /// Have another audience.
    WrongAudience,
    /// Have the subject in another case.
    SubjectCase,
}

/// Client ID that service connections give to the job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Client {
    /// Belongs to an application of the tenant.
    #[default]
    Known,
    /// Belongs to no application of the tenant.
    Unknown,
}

/// Tenant ID that service connections give to the job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tenant {
    /// Belongs to the organization's tenant.
    #[default]
    Known,
    /// Belongs to no tenant.
    Unknown,
}

/// Resources of the tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResourceTable {
    /// All resources.
    #[default]
    Complete,
    /// No resources, as in a tenant that has never used them.
    Empty,
}

/// Membership of the applications in the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Membership {
    /// As in the default world.
    #[default]
    AsListed,
    /// No application is a member.
    Nobody,
    /// All applications are members with a Stakeholder license.
    Stakeholders,
}

/// Directory that the organization is connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Directory {
    /// The tenant of the applications.
    #[default]
    Tenant,
    /// Another tenant, which has none of the applications.
    OtherTenant,
    /// None: the organization is for personal Microsoft accounts.
    MicrosoftAccounts,
}

/// State of the job token that the client gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobToken {
    /// Belongs to the running job.
    #[default]
    Valid,
    /// Belongs to a job that ended.
    Expired,
    /// Belongs to a job of another plan.
    OtherPlan,
    /// Is not valid.
    Garbage,
    /// Is the literal text `$(System.AccessToken)`.
    Unexpanded,
}

/// Form in which the client environment names the service connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionReference {
    /// By its ID.
    #[default]
    Id,
    /// By its name. This is a mistake, to which the service responds with the pipeline's assertion.
    Name,
}

/// Membership of the publishing application in the publishers of the Marketplace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PublisherMembership {
    /// Is a member who may publish.
    #[default]
    AsListed,
    /// Is no member.
    None,
    /// Is a member with another role.
    As(PublisherRole),
}

/// What the projects of the organization store beside the service connections of the job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoredThings {
    /// Nothing.
    #[default]
    None,
    /// Two projects, with personal access tokens wherever one can be stored, and with what only looks like one.
    PersonalTokens,
    /// More projects than a page has. Only the last one stores something.
    ManyProjects,
}

/// Membership of the applications in the groups of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupMembership {
    /// As in the default world.
    #[default]
    AsListed,
    /// No application is in a group.
    Nobody,
}
