//! Scenarios of the job, its service connections and the assertion endpoint.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{NamedScenario, rows};
use crate::scenario::{
    CannedResponse, ConnectionReference, Fault, Faults, JobToken, OidcRefusal, OidcReply, Outcome,
    References, Stage, UnreferencedResponse,
};
use crate::services::azure_devops;
use crate::world::{self, Issuer};

/// Rows of this group.
pub(super) const ROWS: &[NamedScenario] = rows! {
    "vstoken-issuer",
    "Azure DevOps itself issues all assertions, with a lifetime of 300 s",
    Outcome::Succeeds,
    { world.issuers: all_connections(Issuer::AzureDevOps) };

    "bad-job-token",
    "the job token is not valid: 401, or 302 without the Suppress header",
    NO_ASSERTION,
    { world.job_token: JobToken::Garbage };

    "expired-job-token",
    "the job token belongs to a job that has ended: 401, or 302 without the Suppress header",
    NO_ASSERTION,
    { world.job_token: JobToken::Expired };

    "other-job-token",
    "the job token belongs to another plan: 403",
    NO_ASSERTION,
    { world.job_token: JobToken::OtherPlan };

    "unexpanded-job-token",
    "SYSTEM_ACCESSTOKEN is the literal text $(System.AccessToken)",
    WRONG_CONFIGURATION,
    { world.job_token: JobToken::Unexpanded };

    "plan-not-yet-visible",
    "the plan is not yet visible to the job token: 403 twice, then an assertion",
    Outcome::Recovers { stage: Stage::Assertion, refusals: 2 },
    { azure_devops.plan_security_failures: 2 };

    "connection-not-referenced",
    "the stage references no service connection: 400 with an explanation",
    NO_ASSERTION,
    { azure_devops.references: References::Only(BTreeSet::new()) };

    "connection-not-referenced-forbidden",
    "the stage references no service connection: 403 with an explanation",
    NO_ASSERTION,
    {
        azure_devops.references: References::Only(BTreeSet::new()),
        azure_devops.unreferenced_response: UnreferencedResponse::ExplicitReferenceForbidden,
    };

    "connection-not-referenced-not-found",
    "the stage references no service connection: 404 with an explanation",
    NO_ASSERTION,
    {
        azure_devops.references: References::Only(BTreeSet::new()),
        azure_devops.unreferenced_response: UnreferencedResponse::ExplicitReferenceNotFound,
    };

    "connection-not-referenced-legacy",
    "the stage references no service connection: 404 without a body",
    NO_ASSERTION,
    {
        azure_devops.references: References::Only(BTreeSet::new()),
        azure_devops.unreferenced_response: UnreferencedResponse::EmptyNotFound,
    };

    "connection-name-instead-of-id",
    "the client gets the connection's name instead of its ID: 200 with the pipeline's assertion",
    WRONG_CONFIGURATION,
    { world.connection_reference: ConnectionReference::Name };

    "pipeline-assertion",
    "the assertion endpoint returns the pipeline's assertion, not the connection's: AADSTS700213",
    Outcome::fails(Stage::Exchange),
    { world.issuers: all_connections(Issuer::AzureDevOps), azure_devops.oidc_reply: OidcReply::Pipeline };

    "connection-without-federation",
    "the connection has no workload identity federation: 404 without a body",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::NothingToIssue) };

    "unknown-connection",
    "the service connection does not exist: 400 EndpointNotFoundException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::UnknownConnection) };

    "unknown-hub",
    "the hub in the request does not exist: 404 without a body",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::UnknownHub) };

    "unknown-plan",
    "the plan in the request does not exist: 404 TaskOrchestrationPlanNotFoundException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::UnknownPlan) };

    "unknown-job",
    "the job in the request does not exist: 404 TaskOrchestrationJobNotFoundException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::UnknownJob) };

    "project-name-in-path",
    "the project in the request is not an ID: 400 without a body",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::ProjectName) };

    "no-api-version",
    "the API version is treated as missing: 400 VssVersionNotSpecifiedException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::VersionNotSpecified) };

    "preview-api-version",
    "the API version needs -preview: 400 VssInvalidPreviewVersionException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::InvalidPreviewVersion) };

    "api-version-out-of-range",
    "the API version is unknown: 400 VssVersionOutOfRangeException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::VersionOutOfRange) };

    "request-content-type",
    "the content type of the request is refused: 400 VssRequestContentTypeNotSupportedException",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::ContentType) };

    "method-not-allowed",
    "the method of the request is refused: 405",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::Method) };

    "length-required",
    "the length of the request is treated as missing: 411 with HTML",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::Length) };

    "sign-in-redirect",
    "the assertion endpoint always redirects to the sign-in page: 302",
    NO_ASSERTION,
    { azure_devops.oidc_refusal: Some(OidcRefusal::SignIn) };

    "sign-in-page",
    "the assertion endpoint always returns the sign-in page: 203",
    NO_ASSERTION,
    { faults: Faults::on(azure_devops::OIDC_TOKEN, sign_in_page().always()) };

    "no-assertion-in-reply",
    "the assertion endpoint returns 200 without an assertion",
    NO_ASSERTION,
    { azure_devops.oidc_reply: OidcReply::Missing };

    "empty-assertion-in-reply",
    "the assertion endpoint returns 200 with an empty assertion",
    NO_ASSERTION,
    { azure_devops.oidc_reply: OidcReply::Empty };

    "null-assertion-in-reply",
    "the assertion endpoint returns 200 with null instead of an assertion",
    NO_ASSERTION,
    { azure_devops.oidc_reply: OidcReply::Null };
};

const NO_ASSERTION: Outcome = Outcome::fails(Stage::Assertion);
const WRONG_CONFIGURATION: Outcome = Outcome::fails(Stage::Configuration);

/// Gives all connections with workload identity federation the same issuer.
pub(super) fn all_connections(issuer: Issuer) -> BTreeMap<String, Issuer> {
    world::FEDERATED_CONNECTIONS
        .iter()
        .map(|name| ((*name).to_owned(), issuer))
        .collect()
}

/// Makes the fault of the sign-in page, whose status looks like success.
fn sign_in_page() -> Fault {
    Fault::Respond(CannedResponse::html(203, crate::wire::SIGN_IN_PAGE))
}
