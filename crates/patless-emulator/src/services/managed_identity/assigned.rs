//! Identities that the machine has.

use super::knobs::AssignedIdentities;
use crate::scenario::Scenario;
use crate::world::{Assignment, ManagedIdentity, World};

/// Lists the identities that the machine has in a scenario, the system-assigned one first.
pub(crate) fn assigned<'a>(scenario: &Scenario, world: &'a World) -> Vec<&'a ManagedIdentity> {
    let knob = scenario.managed_identity.assigned;
    let identities = world.managed_identities.iter();
    identities
        .filter(|it| match knob {
            AssignedIdentities::SystemAndUser => true,
            AssignedIdentities::UserOnly => it.assignment != Assignment::System,
            AssignedIdentities::Nothing => false,
        })
        .collect()
}
