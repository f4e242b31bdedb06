//! Counters of Azure DevOps: what happens to some requests and not to others.

use super::knobs::AzureDevOpsKnobs;
use crate::services::countdown::Countdown;

/// What is left of the knobs that count.
pub(in crate::services) struct AzureDevOpsCounters {
    plan_security_failures: Countdown,
}

impl AzureDevOpsCounters {
    /// Starts to count.
    pub(in crate::services) fn new(knobs: &AzureDevOpsKnobs) -> Self {
        Self {
            plan_security_failures: Countdown::from(knobs.plan_security_failures),
        }
    }

    /// Tells whether the plan is not visible to this request yet.
    pub(super) fn plan_is_hidden(&self) -> bool {
        self.plan_security_failures.next()
    }
}
