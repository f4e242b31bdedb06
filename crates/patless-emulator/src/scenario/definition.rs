//! Scenario: what goes wrong, as the knobs of the world and of each service.

use super::Faults;
use crate::services::azure_devops::knobs::AzureDevOpsKnobs;
use crate::services::entra::knobs::EntraKnobs;
use crate::world::knobs::WorldKnobs;

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
