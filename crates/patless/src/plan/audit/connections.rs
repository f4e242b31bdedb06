//! Which service connections sign in with a personal access token, and what takes the place of each.

use patless_core::azure_devops::StoredConnection;

use super::hosts::is_azure_devops;

/// What a service connection signs in with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum SignsIn {
    /// With a personal access token.
    Personally {
        reason: String,
        replacement: &'static str,
    },
    /// With a secret for a server that is not Azure DevOps.
    Elsewhere,
    /// With no secret that a person made.
    Otherwise,
}

/// Tells what a service connection signs in with.
pub(super) fn signs_in(connection: &StoredConnection) -> SignsIn {
    let how = match connection.scheme.to_ascii_lowercase().as_str() {
        "token" | "personalaccesstoken" => "a stored token",
        "usernamepassword" => "a stored password",
        _ => return SignsIn::Otherwise,
    };
    let kind = connection.kind.to_ascii_lowercase();
    let place = match connection.host.as_deref() {
        Some(host) if is_azure_devops(host) => host,
        // Its only other server would be one of one's own, which has a type of its own.
        None if kind.contains(MARKETPLACE) => "the Marketplace",
        _ => return SignsIn::Elsewhere,
    };
    SignsIn::Personally {
        reason: format!("signs in at {place} with {how}"),
        replacement: replacement(&kind),
    }
}

/// What takes the place of a connection of this type.
fn replacement(kind: &str) -> &'static str {
    match kind {
        "externalnugetfeed" => {
            "NuGetAuthenticate@1 with azureDevOpsServiceConnection and feedUrl; in the own organization, without a connection"
        }
        "externalnpmregistry" => {
            "npmAuthenticate@0 with azureDevOpsServiceConnection; in the own organization, without a connection"
        }
        "externalpythondownloadfeed" => {
            "PipAuthenticate@1 with azureDevOpsServiceConnection; in the own organization, without a connection"
        }
        "externalpythonuploadfeed" => {
            "TwineAuthenticate@1 with azureDevOpsServiceConnection; in the own organization, without a connection"
        }
        "git" | "externaltfs" => {
            "a connection of type Azure DevOps for repositories in checkout, or Patless@1 with for: git"
        }
        _ if kind.contains(MARKETPLACE) => {
            "PublishAzureDevOpsExtension@5 with connectTo: AzureRM, or Patless@1 with for: tfx"
        }
        _ => "Patless@1 with a service connection of workload identity federation",
    }
}

/// A part of the type of connections that the tasks for extensions bring.
const MARKETPLACE: &str = "vstsmarketplacepublishing";
