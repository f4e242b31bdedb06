//! Knobs of Azure DevOps: what a scenario may have it do.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

use std::collections::BTreeSet;

use crate::scenario::FrontEnd;

/// Knobs of Azure DevOps.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AzureDevOpsKnobs {
    /// Lifetime of assertions in seconds. `None` means what each issuer really does.
    pub assertion_lifetime_s: Option<i64>,
    /// Seconds ago that assertions were made, as if they came from a cache. Default: 0.
    pub assertion_age_s: i64,
    /// Number of requests for an assertion that are refused because the plan is not visible yet. Default: 0.
    pub plan_security_failures: u32,
    /// Service connections that the job's stage references.
    pub references: References,
    /// Answer to a request for a connection that the stage does not reference.
    pub unreferenced_response: UnreferencedResponse,
    /// Shape of the assertion reply.
    pub oidc_reply: OidcReply,
    /// Refusal of all requests for an assertion.
    pub oidc_refusal: Option<OidcRefusal>,
    /// What applications may see of the project.
    pub project_access: ProjectAccess,
    /// Refusal of access tokens by Azure DevOps.
    pub target_refusal: Option<TargetRefusal>,
    /// What a client meets before it meets the service.
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

/// Answer to a request for a connection that the stage does not reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnreferencedResponse {
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

/// Refusal of the assertion endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidcRefusal {
    /// 302 to the sign-in page, whatever the Suppress header says.
    SignIn,
    /// 400: no API version.
    VersionNotSpecified,
    /// 400: an API version that needs `-preview`.
    InvalidPreviewVersion,
    /// 400: an API version that the resource never had.
    VersionOutOfRange,
    /// 400: a body that is not JSON.
    ContentType,
    /// 400 without a body: a project that is not named by its ID.
    ProjectName,
    /// 400: a service connection that does not exist.
    UnknownConnection,
    /// 404 without a body: a hub that does not exist.
    UnknownHub,
    /// 404: a plan that does not exist.
    UnknownPlan,
    /// 404: a job that does not exist.
    UnknownJob,
    /// 404 without a body: nothing to issue, as for a connection without workload identity federation.
    NothingToIssue,
    /// 405: another method than POST.
    Method,
    /// 411: a request without a length.
    Length,
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

/// Refusal of Azure DevOps as the target of an access token that is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetRefusal {
    /// 401 TF400813 with the anonymous ID: the credential is ignored.
    Anonymous,
    /// 401 TF400813 with the ID of the identity.
    Unauthorized,
    /// 403 VS403463: a policy of the tenant.
    ConditionalAccess,
    /// 429 TF400733: too many requests.
    Throttled,
    /// 203 with the sign-in page.
    SignInPage,
}
