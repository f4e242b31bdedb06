//! Which service hooks call Azure DevOps with a personal access token.

use patless_core::azure_devops::HookSubscription;

use super::hosts::is_azure_devops;

/// Whom a service hook calls with a credential.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Calls {
    /// Azure DevOps: that is a personal access token.
    AzureDevOps { reason: String },
    /// Another server.
    Elsewhere,
    /// Nobody.
    Nobody,
}

/// Tells whom a service hook calls with a credential.
pub(super) fn calls(hook: &HookSubscription) -> Calls {
    match hook.host.as_deref() {
        _ if !hook.sends_credential => Calls::Nobody,
        Some(host) if is_azure_devops(host) => Calls::AzureDevOps {
            reason: format!("calls {host} with a stored credential"),
        },
        _ => Calls::Elsewhere,
    }
}

/// What takes its place.
pub(super) const REPLACEMENT: &str = "an incoming webhook as trigger, which needs no token, or a pipeline with Patless@1 that the event starts";
