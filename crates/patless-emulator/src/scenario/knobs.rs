//! Owns the closed sets that the knobs of a scenario choose from.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the service that reads it.

use std::collections::BTreeSet;

/// Shape of an access token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenShape {
    /// Five base64url parts, like an encrypted token. Nothing in it can be read.
    #[default]
    Opaque,
    /// Three parts, a signed JWT with claims.
    JwtShaped,
}

/// Federated credentials of the applications, compared with the connections' assertions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FederatedCredentials {
    /// Match the assertions.
    #[default]
    Matching,
    /// Do not exist.
    Missing,
    /// Name another issuer.
    WrongIssuer,
    /// Name another subject.
    WrongSubject,
    /// Name another audience.
    WrongAudience,
    /// Name the subject in other case.
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

/// Service principals of the applications in the tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServicePrincipal {
    /// Exist.
    #[default]
    Present,
    /// Do not exist.
    Missing,
    /// Exist, but are disabled.
    Disabled,
}

/// Decision of the tenant's conditional access policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConditionalAccess {
    /// Tokens are issued.
    #[default]
    Allows,
    /// Tokens are refused with AADSTS53003.
    Blocks,
}

/// Resources that the tenant knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResourceTable {
    /// All resources of the world.
    #[default]
    Complete,
    /// No resource at all, as in a tenant that never used them.
    Empty,
}

/// Membership of the applications in the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Membership {
    /// As the world says.
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
    /// Another tenant, which knows none of the applications.
    OtherTenant,
    /// None: the organization is for personal Microsoft accounts.
    MicrosoftAccounts,
}

/// What applications that are members of the organization may see of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProjectAccess {
    /// The project and its repository.
    #[default]
    All,
    /// The project without its repository.
    NoRepository,
    /// Nothing.
    None,
}

/// Service connections that the job's stage references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum References {
    /// All connections of the world.
    #[default]
    All,
    /// The connections with these names.
    Only(BTreeSet<String>),
}

/// Answer to a request for a connection that the stage does not reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnreferencedAnswer {
    /// Status 400 with a sentence that names the stage and the job.
    #[default]
    ExplicitReference,
    /// Status 403 with the same sentence. The status was never recorded.
    ExplicitReferenceForbidden,
    /// Status 404 with the same sentence. The status was never recorded.
    ExplicitReferenceNotFound,
    /// Status 404 without a body, as before March 2026.
    EmptyNotFound,
}

/// Form in which the client environment names the service connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionReference {
    /// By its ID.
    #[default]
    Id,
    /// By its name, a mistake that the service answers with the pipeline's assertion.
    Name,
}

/// State of the job token that the client is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobToken {
    /// Belongs to the running job.
    #[default]
    Valid,
    /// Belongs to a job that ended.
    Expired,
    /// Belongs to a job of another plan.
    OtherPlan,
    /// Belongs to nobody.
    Garbage,
    /// Is the literal text `$(System.AccessToken)`.
    Unexpanded,
}

/// Shape of the numbers in the token reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// JSON numbers, as the v2 endpoint sends.
    #[default]
    Json,
    /// JSON strings, as the v1 endpoint sends.
    Strings,
}

/// State of the `access_token` field in the token reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenField {
    /// Holds the access token.
    #[default]
    Present,
    /// Holds the empty string.
    Empty,
    /// Is absent.
    Missing,
}

/// Shape of the assertion reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OidcReply {
    /// Holds the assertion in `oidcToken`.
    #[default]
    Assertion,
    /// Holds the empty string in `oidcToken`.
    Empty,
    /// Holds `null` in `oidcToken`.
    Null,
    /// Is the empty object.
    Missing,
    /// Holds the assertion of the pipeline, whichever connection was asked for.
    Pipeline,
}
