//! Knobs of Azure DevOps, which a scenario sets.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

use std::collections::BTreeSet;

use crate::scenario::FrontEnd;

/// Knobs of Azure DevOps.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AzureDevOpsKnobs {
    /// Lifetime of assertions in seconds. `None` means the real lifetime of each issuer.
    pub assertion_lifetime_s: Option<i64>,
    /// Age of new assertions in seconds, as if they came from a cache. Default: 0.
    pub assertion_age_s: i64,
    /// Number of assertion requests that are refused because the plan is not visible yet. Default: 0.
    pub plan_security_failures: u32,
    /// Service connections that the job's stage references.
    pub references: References,
    /// Response to a request for a connection that the stage does not reference.
    pub unreferenced_response: UnreferencedResponse,
    /// Body of the assertion response.
    pub oidc_reply: OidcReply,
    /// Refusal of all assertion requests.
    pub oidc_refusal: Option<OidcRefusal>,
    /// Access of applications to the project.
    pub project_access: ProjectAccess,
    /// Access of applications and people to the feed.
    pub feed_access: FeedAccess,
    /// Access of applications to the access levels of users.
    pub entitlement_access: EntitlementAccess,
    /// Access of applications and people to what projects store.
    pub stored_things_access: StoredThingsAccess,
    /// Pages of the lists of what projects store.
    pub paging: Paging,
    /// What callers see of the service connections.
    pub connection_access: ConnectionAccess,
    /// Pipelines that may use the service connections.
    pub pipeline_permissions: PipelinePermissions,
    /// Refusal of access tokens by Azure DevOps.
    pub target_refusal: Option<TargetRefusal>,
    /// Front end of the service.
    pub front_end: FrontEnd,
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

/// Response to a request for a connection that the stage does not reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnreferencedResponse {
    /// Status 400 with a message that names the stage and the job.
    #[default]
    ExplicitReference,
    /// Status 403 with the same message. Whether the real service uses this status is unknown.
    ExplicitReferenceForbidden,
    /// Status 404 with the same message. Whether the real service uses this status is unknown.
    ExplicitReferenceNotFound,
    /// Status 404 without a body, as before March 2026.
    EmptyNotFound,
}

/// Body of the assertion response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OidcReply {
    /// The assertion is in `oidcToken`.
    #[default]
    Assertion,
    /// `oidcToken` is the empty string.
    Empty,
    /// `oidcToken` is `null`.
    Null,
    /// The body is the empty object.
    Missing,
    /// The assertion of the pipeline is in `oidcToken`, whichever connection was requested.
    Pipeline,
}

/// Refusal of the assertion endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidcRefusal {
    /// 302 to the sign-in page, even with the Suppress header.
    SignIn,
    /// 400: the API version is missing.
    VersionNotSpecified,
    /// 400: the API version needs `-preview`.
    InvalidPreviewVersion,
    /// 400: the API version never existed.
    VersionOutOfRange,
    /// 400: the body is not JSON.
    ContentType,
    /// 400 without a body: the project is not an ID.
    ProjectName,
    /// 400: the service connection does not exist.
    UnknownConnection,
    /// 404 without a body: the hub does not exist.
    UnknownHub,
    /// 404: the plan does not exist.
    UnknownPlan,
    /// 404: the job does not exist.
    UnknownJob,
    /// 404 without a body: there is no assertion to issue, as for a connection without workload identity federation.
    NothingToIssue,
    /// 405: the method is not POST.
    Method,
    /// 411: the length of the body is missing.
    Length,
}

/// Access to the project for applications that are members of the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProjectAccess {
    /// The project and its repository.
    #[default]
    All,
    /// The project and its repository, to which nothing may be pushed.
    ReadRepository,
    /// The project without its repository.
    NoRepository,
    /// Nothing.
    None,
}

/// Access to the feed, for members of the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeedAccess {
    /// May be read.
    #[default]
    Reader,
    /// 403: no role on the feed.
    None,
}

/// Access to the access levels of users, for applications that are members of the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntitlementAccess {
    /// May be read.
    #[default]
    Readable,
    /// 403: the application lacks a permission.
    Forbidden,
}

/// Access to what projects store, for members of the organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoredThingsAccess {
    /// May be read in every project.
    #[default]
    Readable,
    /// 403 in the second project.
    SecondProjectForbidden,
}

/// Pages of the lists of projects and of what they store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paging {
    /// As long as a client asks for.
    #[default]
    AsAsked,
    /// An empty page that names the next one, and then one entry on each.
    SingleEntries,
}

/// What callers see of the service connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionAccess {
    /// All of them.
    #[default]
    All,
    /// All of them, and each is disabled.
    Disabled,
    /// All of them, without the claims of their assertions.
    WithoutClaims,
    /// None: they are left out of lists.
    None,
}

/// Pipelines that may use the service connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PipelinePermissions {
    /// The one of the job.
    #[default]
    Job,
    /// Every one of the project.
    All,
    /// None.
    None,
    /// 403: callers may not see them.
    Forbidden,
}

/// Refusal of a valid access token by Azure DevOps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetRefusal {
    /// 401 TF400813 with the anonymous ID: the credential is ignored.
    Anonymous,
    /// 401 TF400813 with the ID of the identity: it is not authorized.
    Unauthorized,
    /// 403 VS403463: a policy of the tenant blocks access.
    ConditionalAccess,
    /// 429 TF400733: too many requests.
    Throttled,
    /// 203 with the sign-in page.
    SignInPage,
}
