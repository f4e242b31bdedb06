//! Scenarios: what goes wrong, as the knobs of the world and of each service.
//!
//! [`Scenario::default`] is a world where everything is right. A test changes one knob:
//!
//! ```
//! use patless_emulator::Scenario;
//!
//! let scenario = Scenario { clock_offset_s: 600, ..Scenario::default() };
//! assert_eq!(scenario.entra.lifetime_of_access_tokens_s(), 3599);
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
mod named;
mod outcome;
mod throttle;

pub use disguise::Disguise;
pub use fault::{CannedHeader, CannedResponse, Cut, Fault};
pub use faults::Faults;
pub use front::{Connect, DateHeader, Front};
pub use named::NamedScenario;
pub use outcome::{Outcome, Stage};
pub use throttle::Throttle;

pub use crate::services::azure_devops::knobs::{
    AzureDevOpsKnobs, OidcRefusal, OidcReply, ProjectAccess, References, TargetRefusal,
    UnreferencedAnswer,
};
pub use crate::services::entra::knobs::{
    AccessTokenField, AccessTokenShape, ConditionalAccess, EntraKnobs, EntraRefusal, Numbers,
    RefusalForm, ServicePrincipal,
};
pub use crate::world::knobs::{
    Client, ConnectionReference, Directory, FederatedCredentials, JobToken, Membership,
    ResourceTable, Tenant, WorldKnobs,
};

/// One way for the world to be. Default: everything is right.
///
/// Fields are public and the struct is exhaustive, so that a test can write
/// `Scenario { clock_offset_s, ..Scenario::default() }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Who exists, and what the job is given.
    pub world: WorldKnobs,
    /// Azure DevOps.
    pub azure_devops: AzureDevOpsKnobs,
    /// Entra.
    pub entra: EntraKnobs,
    /// Seconds that the clock of all services is ahead of the machine's. Default: 0.
    pub clock_offset_s: i64,
    /// Faults to answer with before each route answers normally.
    pub faults: Faults,
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
