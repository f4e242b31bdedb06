//! Scenario: the knobs of the world and of each service.

use super::Faults;
use crate::services::azure_devops::knobs::AzureDevOpsKnobs;
use crate::services::entra::knobs::EntraKnobs;
use crate::services::github::knobs::GitHubKnobs;
use crate::services::managed_identity::knobs::ManagedIdentityKnobs;
use crate::world::knobs::WorldKnobs;

/// What goes wrong. Default: everything is right.
///
/// The struct is exhaustive and its fields are public, so that a test can write `Scenario { clock_offset_s,
/// ..Scenario::default() }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Knobs of the world: who exists, and what the job gets.
    pub world: WorldKnobs,
    /// Knobs of Azure DevOps.
    pub azure_devops: AzureDevOpsKnobs,
    /// Knobs of Entra.
    pub entra: EntraKnobs,
    /// Knobs of GitHub Actions.
    pub github: GitHubKnobs,
    /// Knobs of the hosts of managed identities.
    pub managed_identity: ManagedIdentityKnobs,
    /// Seconds by which the clock of all services is ahead of the machine's clock. Default: 0.
    pub clock_offset_s: i64,
    /// Faults of each route, before it responds normally.
    pub faults: Faults,
}
