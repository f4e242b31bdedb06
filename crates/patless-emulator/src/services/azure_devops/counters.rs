//! Counters of Azure DevOps, for behavior that changes after some requests.

use super::knobs::AzureDevOpsKnobs;
use crate::services::countdown::Countdown;

/// Remaining counts of the knobs of Azure DevOps.
pub(in crate::services) struct AzureDevOpsCounters {
    plan_security_failures: Countdown,
}

impl AzureDevOpsCounters {
    /// Starts at the counts of the knobs.
    pub(in crate::services) fn new(knobs: &AzureDevOpsKnobs) -> Self {
        Self {
            plan_security_failures: Countdown::from(knobs.plan_security_failures),
        }
    }

    /// Returns whether the plan is still hidden from this request.
    pub(super) fn plan_is_hidden(&self) -> bool {
        self.plan_security_failures.next()
    }
}
