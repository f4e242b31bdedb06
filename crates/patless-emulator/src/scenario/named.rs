//! Owns the table of named scenarios.

use std::collections::BTreeSet;

use super::{
    AccessTokenField, AccessTokenShape, CannedResponse, Client, ConditionalAccess,
    ConnectionReference, Fault, Faults, FederatedCredentials, JobToken, Membership, Numbers,
    OidcReply, References, ResourceTable, Scenario, ServicePrincipal, Tenant, UnreferencedAnswer,
};
use crate::world::{self, Issuer};

/// Row of the table.
pub(super) struct Row {
    /// Name, in kebab case, after the condition.
    pub(super) name: &'static str,
    /// Condition and its outcome, in one line.
    pub(super) summary: &'static str,
    /// Maker of the scenario.
    pub(super) build: fn() -> Scenario,
}

/// Names the changes of a scenario and takes the rest from the default.
macro_rules! scenario {
    ($($field:ident: $value:expr),* $(,)?) => {
        || Scenario { $($field: $value,)* ..Scenario::default() }
    };
}

/// Scenarios that have a name, in the order in which they are listed.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "default",
        summary: "everything is right",
        build: Scenario::default,
    },
    Row {
        name: "vstoken-issuer",
        summary: "Azure DevOps itself issues the assertions of all connections, for 300 s",
        build: scenario! { issuers: all_connections(Issuer::AzureDevOps) },
    },
    Row {
        name: "jwt-shaped-token",
        summary: "access tokens are signed JWTs that could be decoded",
        build: scenario! { access_token_shape: AccessTokenShape::JwtShaped },
    },
    Row {
        name: "long-lived-token",
        summary: "access tokens live for 24 h, as those of a managed identity",
        build: scenario! { access_token_lifetime_s: 86_399 },
    },
    Row {
        name: "wrong-subject",
        summary: "federated credentials name another subject: AADSTS700213",
        build: scenario! { federated_credentials: FederatedCredentials::WrongSubject },
    },
    Row {
        name: "wrong-issuer",
        summary: "federated credentials name another issuer: AADSTS700211",
        build: scenario! { federated_credentials: FederatedCredentials::WrongIssuer },
    },
    Row {
        name: "wrong-audience",
        summary: "federated credentials name another audience: AADSTS700212",
        build: scenario! { federated_credentials: FederatedCredentials::WrongAudience },
    },
    Row {
        name: "subject-case",
        summary: "federated credentials name the subject in other case: AADSTS7002138",
        build: scenario! { federated_credentials: FederatedCredentials::SubjectCase },
    },
    Row {
        name: "no-federated-credential",
        summary: "applications have no federated credential: AADSTS70025",
        build: scenario! { federated_credentials: FederatedCredentials::Missing },
    },
    Row {
        name: "propagation",
        summary: "the first two exchanges do not see the federated credential yet: AADSTS70021",
        build: scenario! { propagation_failures: 2 },
    },
    Row {
        name: "expired-assertion",
        summary: "assertions come from a cache and expired a minute ago: AADSTS700024",
        build: scenario! { assertion_age_s: 3600 + 60, assertion_lifetime_s: Some(3600) },
    },
    Row {
        name: "entra-clock-ahead",
        summary: "the clock of Entra is two days ahead of the job's: AADSTS700024",
        build: scenario! { entra_clock_offset_s: 2 * 86_400 },
    },
    Row {
        name: "unknown-client",
        summary: "connections name a client that the tenant does not have: AADSTS700016",
        build: scenario! { client: Client::Unknown },
    },
    Row {
        name: "unknown-tenant",
        summary: "connections name a tenant that does not exist: AADSTS90002",
        build: scenario! { tenant: Tenant::Unknown },
    },
    Row {
        name: "no-service-principal",
        summary: "applications have no service principal in the tenant: AADSTS7000229",
        build: scenario! { service_principal: ServicePrincipal::Missing },
    },
    Row {
        name: "disabled-service-principal",
        summary: "service principals of the applications are disabled: AADSTS7000112",
        build: scenario! { service_principal: ServicePrincipal::Disabled },
    },
    Row {
        name: "conditional-access",
        summary: "a conditional access policy blocks the application: AADSTS53003",
        build: scenario! { conditional_access: ConditionalAccess::Blocks },
    },
    Row {
        name: "bad-scope",
        summary: "the tenant knows none of the resources that a client can ask for: AADSTS500011",
        build: scenario! { resources: ResourceTable::Empty },
    },
    Row {
        name: "not-in-organization",
        summary: "no application is a user of the organization: TF401444",
        build: scenario! { membership: Membership::Nobody },
    },
    Row {
        name: "bad-job-token",
        summary: "the job token belongs to nobody: 401, or 302 without the Suppress header",
        build: scenario! { job_token: JobToken::Garbage },
    },
    Row {
        name: "expired-job-token",
        summary: "the job token belongs to a job that ended: as bad-job-token",
        build: scenario! { job_token: JobToken::Expired },
    },
    Row {
        name: "other-job-token",
        summary: "the job token belongs to another plan: 403",
        build: scenario! { job_token: JobToken::OtherPlan },
    },
    Row {
        name: "unexpanded-job-token",
        summary: "SYSTEM_ACCESSTOKEN is the literal text $(System.AccessToken)",
        build: scenario! { job_token: JobToken::Unexpanded },
    },
    Row {
        name: "connection-not-referenced",
        summary: "the stage references no service connection: 400 with a sentence",
        build: scenario! { references: References::Only(BTreeSet::new()) },
    },
    Row {
        name: "connection-not-referenced-legacy",
        summary: "the stage references no service connection: 404 without a body",
        build: scenario! {
            references: References::Only(BTreeSet::new()),
            unreferenced_answer: UnreferencedAnswer::EmptyNotFound,
        },
    },
    Row {
        name: "connection-name-instead-of-id",
        summary: "the client is given the connection's name: 200 with the pipeline's assertion",
        build: scenario! { connection_reference: ConnectionReference::Name },
    },
    Row {
        name: "throttled-once",
        summary: "both endpoints answer the first request with 429 and Retry-After: 1",
        build: scenario! { faults: on_both(&throttled()) },
    },
    Row {
        name: "unavailable-once",
        summary: "both endpoints answer the first request with 503",
        build: scenario! { faults: on_both(&unavailable()) },
    },
    Row {
        name: "sign-in-page",
        summary: "the assertion endpoint always answers 203 with the sign-in page",
        build: scenario! { faults: Faults { oidc_token: vec![sign_in_page(); 64], ..Faults::default() } },
    },
    Row {
        name: "no-assertion-in-reply",
        summary: "the assertion endpoint answers 200 without an assertion",
        build: scenario! { oidc_reply: OidcReply::Missing },
    },
    Row {
        name: "no-access-token-in-reply",
        summary: "the token endpoint answers 200 with an empty access token",
        build: scenario! { access_token_field: AccessTokenField::Empty },
    },
    Row {
        name: "numbers-as-strings",
        summary: "the token endpoint sends its numbers as strings",
        build: scenario! { numbers: Numbers::Strings },
    },
];

/// Gives all connections with workload identity federation the same issuer.
fn all_connections(issuer: Issuer) -> std::collections::BTreeMap<String, Issuer> {
    world::FEDERATED_CONNECTIONS
        .iter()
        .map(|name| ((*name).to_owned(), issuer))
        .collect()
}

/// Puts the same fault once on the assertion endpoint and once on the token endpoint.
fn on_both(fault: &Fault) -> Faults {
    Faults {
        oidc_token: vec![fault.clone()],
        token: vec![fault.clone()],
        ..Faults::default()
    }
}

/// Makes the throttling answer of Entra, which is plain text.
fn throttled() -> Fault {
    Fault::Respond(
        CannedResponse::new(429)
            .header("Retry-After", "1")
            .header("Content-Type", "text/plain")
            .body("Too Many Requests"),
    )
}

/// Makes the answer of a front end whose back end is away.
fn unavailable() -> Fault {
    Fault::Respond(CannedResponse::html(
        503,
        "<html><body><h1>503 Service Unavailable</h1></body></html>",
    ))
}

/// Makes the sign-in page, which comes with a status that looks like success.
fn sign_in_page() -> Fault {
    Fault::Respond(CannedResponse::html(203, crate::wire::SIGN_IN_PAGE))
}
