//! Owns the knobs that make the emulator answer differently.
//!
//! [`Scenario::default`] is a world where everything is right. A test changes one knob:
//!
//! ```
//! use patless_emulator::Scenario;
//!
//! let scenario = Scenario { clock_offset_s: 600, ..Scenario::default() };
//! assert_eq!(scenario.access_token_lifetime_s, 3599);
//! ```
//!
//! Scenarios that have a name are rows of a table, each with its [`Outcome`]:
//!
//! ```
//! use patless_emulator::Scenario;
//! use patless_emulator::scenario::{Outcome, Stage};
//!
//! assert_eq!(
//!     Scenario::outcome("wrong-subject"),
//!     Some(Outcome::Fails { stage: Stage::Exchange }),
//! );
//! ```

mod disguise;
mod fault;
mod faults;
mod front;
mod knobs;
mod named;
mod outcome;
mod refusal;
mod throttle;

pub use disguise::Disguise;
pub use fault::{CannedHeader, CannedResponse, Cut, Fault};
pub use faults::Faults;
pub use front::{Connect, DateHeader, Front};
pub use knobs::{
    AccessTokenField, AccessTokenShape, Client, ConditionalAccess, ConnectionReference, Directory,
    FederatedCredentials, JobToken, Membership, Numbers, OidcReply, ProjectAccess, References,
    ResourceTable, ServicePrincipal, Tenant, UnreferencedAnswer,
};
pub use named::NamedScenario;
pub use outcome::{Outcome, Stage};
pub use refusal::{EntraRefusal, OidcRefusal, RefusalForm, TargetRefusal};
pub use throttle::Throttle;

use std::collections::BTreeMap;

use crate::world::Issuer;

/// One way for the world to be.
///
/// Fields are public and the struct is exhaustive, so that a test can write
/// `Scenario { knob, ..Scenario::default() }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Shape of the access tokens. Default: opaque, five parts.
    pub access_token_shape: AccessTokenShape,
    /// Lifetime of access tokens in seconds, told in `expires_in`. Default: 3599.
    ///
    /// From 7200 on, the reply also carries `refresh_in`, half of it.
    pub access_token_lifetime_s: i64,
    /// Lifetime of assertions in seconds. `None` means what each issuer really does.
    pub assertion_lifetime_s: Option<i64>,
    /// Seconds ago that assertions were made, as if they came from a cache. Default: 0.
    pub assertion_age_s: i64,
    /// Issuer of a connection's assertion, by connection name, where it differs from the world's.
    pub issuers: BTreeMap<String, Issuer>,
    /// Seconds that the clock of all services is ahead of the machine's. Default: 0.
    pub clock_offset_s: i64,
    /// Seconds that the clock of Entra is ahead of the other services'. Default: 0.
    pub entra_clock_offset_s: i64,
    /// Federated credentials that the applications have.
    pub federated_credentials: FederatedCredentials,
    /// Number of exchanges that Entra refuses with AADSTS70021 before replicas agree. Default: 0.
    pub propagation_failures: u32,
    /// Number of exchanges that Entra refuses with AADSTS70021 after the first success. Default: 0.
    pub late_propagation_failures: u32,
    /// Number of requests for an assertion that are refused because the plan is not visible yet. Default: 0.
    pub plan_security_failures: u32,
    /// Client ID that connections give to the job.
    pub client: Client,
    /// Tenant ID that connections give to the job.
    pub tenant: Tenant,
    /// Service principals of the applications.
    pub service_principal: ServicePrincipal,
    /// Decision of the tenant's conditional access policies.
    pub conditional_access: ConditionalAccess,
    /// Resources that the tenant knows.
    pub resources: ResourceTable,
    /// Membership of the applications in the organization.
    pub membership: Membership,
    /// Service connections that the job's stage references.
    pub references: References,
    /// Answer to a request for a connection that the stage does not reference.
    pub unreferenced_answer: UnreferencedAnswer,
    /// Form in which the client environment names the service connection.
    pub connection_reference: ConnectionReference,
    /// State of the job token that the client is given.
    pub job_token: JobToken,
    /// Shape of the numbers in the token reply.
    pub numbers: Numbers,
    /// State of the `access_token` field in the token reply.
    pub access_token_field: AccessTokenField,
    /// Shape of the assertion reply.
    pub oidc_reply: OidcReply,
    /// Refusal of all requests for an assertion.
    pub oidc_refusal: Option<OidcRefusal>,
    /// Refusal of exchanges that pass all checks.
    pub entra_refusal: Option<EntraRefusal>,
    /// Limit of the token endpoint, before all checks. `None` means that it takes any number of requests.
    pub entra_throttle: Option<Throttle>,
    /// Form of the refusals of Entra.
    pub refusal_form: RefusalForm,
    /// Directory that the organization is connected to.
    pub directory: Directory,
    /// What applications may see of the project.
    pub project_access: ProjectAccess,
    /// Refusal of access tokens by Azure DevOps.
    pub target_refusal: Option<TargetRefusal>,
    /// Front of Azure DevOps.
    pub azure_devops: Front,
    /// Front of Entra.
    pub entra: Front,
    /// Faults to answer with before each route answers normally.
    pub faults: Faults,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            access_token_shape: AccessTokenShape::default(),
            access_token_lifetime_s: 3599,
            assertion_lifetime_s: None,
            assertion_age_s: 0,
            issuers: BTreeMap::new(),
            clock_offset_s: 0,
            entra_clock_offset_s: 0,
            federated_credentials: FederatedCredentials::default(),
            propagation_failures: 0,
            late_propagation_failures: 0,
            plan_security_failures: 0,
            client: Client::default(),
            tenant: Tenant::default(),
            service_principal: ServicePrincipal::default(),
            conditional_access: ConditionalAccess::default(),
            resources: ResourceTable::default(),
            membership: Membership::default(),
            references: References::default(),
            unreferenced_answer: UnreferencedAnswer::default(),
            connection_reference: ConnectionReference::default(),
            job_token: JobToken::default(),
            numbers: Numbers::default(),
            access_token_field: AccessTokenField::default(),
            oidc_reply: OidcReply::default(),
            oidc_refusal: None,
            entra_refusal: None,
            entra_throttle: None,
            refusal_form: RefusalForm::default(),
            directory: Directory::default(),
            project_access: ProjectAccess::default(),
            target_refusal: None,
            azure_devops: Front::default(),
            entra: Front::default(),
            faults: Faults::default(),
        }
    }
}

impl Scenario {
    /// Lists the table, `default` first.
    pub fn rows() -> impl Iterator<Item = &'static NamedScenario> {
        named::rows()
    }

    /// Lists the names of the table, `default` first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::rows().map(|row| row.name)
    }

    /// Finds a scenario of the table. `None` means that no row has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::row(name).map(NamedScenario::scenario)
    }

    /// Describes a scenario of the table in one line.
    pub fn summary(name: &str) -> Option<&'static str> {
        Self::row(name).map(|row| row.summary)
    }

    /// Tells what a scenario of the table means for a client that behaves well.
    pub fn outcome(name: &str) -> Option<Outcome> {
        Self::row(name).map(|row| row.outcome)
    }

    /// Finds a row of the table.
    fn row(name: &str) -> Option<&'static NamedScenario> {
        Self::rows().find(|row| row.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_row_is_the_default_scenario() {
        assert_eq!(Scenario::named("default"), Some(Scenario::default()));
        assert_eq!(Scenario::names().next(), Some("default"));
    }

    #[test]
    fn unknown_name_is_not_found() {
        assert_eq!(Scenario::named("no-such-scenario"), None);
    }

    #[test]
    fn every_name_is_unique_and_described() {
        let mut names: Vec<_> = Scenario::names().collect();
        assert!(names.iter().all(|name| Scenario::summary(name).is_some()));
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }

    #[test]
    fn every_name_is_in_kebab_case() {
        for name in Scenario::names() {
            let is_kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
            assert!(name.chars().all(is_kebab), "{name}");
        }
    }

    #[test]
    fn every_row_but_the_first_changes_something() {
        for name in Scenario::names().skip(1) {
            assert_ne!(Scenario::named(name), Some(Scenario::default()), "{name}");
        }
    }
}
