//! The credential provider of Azure Artifacts, and the tasks that prepare package managers for a feed.

use super::feed::FEED;
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::CredentialPluginFailed,
        patterns: &[
            All(&[
                Text("Plugin 'CredentialProvider.Microsoft' failed within"),
                Text("with exit code"),
            ]),
            All(&[
                Text("Problem starting the plugin"),
                Text("CredentialProvider.Microsoft"),
            ]),
        ],
        kind: Configuration,
        summary: "NuGet's credential provider did not start in time: the .NET runtime that it needs is missing, or the machine is busy",
        remedy: Do(
            "run dotnet with the path of the .dll in the message yourself, to see what is missing; install that runtime, or the current provider: https://aka.ms/install-artifacts-credprovider.ps1. If it only takes too long, set NUGET_PLUGIN_HANDSHAKE_TIMEOUT_IN_SECONDS and NUGET_PLUGIN_REQUEST_TIMEOUT_IN_SECONDS to 30",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FeedEndpointsVariable,
        patterns: &[
            All(&[
                Text("VstsBuildTaskServiceEndpointCredentialProvider"),
                Text("Error happened while parsing json"),
            ]),
            All(&[
                Text("FEED_ENDPOINTS"),
                Text("did not have credentials for endpoint"),
            ]),
        ],
        kind: Configuration,
        summary: "the variable VSS_NUGET_EXTERNAL_FEED_ENDPOINTS is not valid JSON, or does not name the address of this feed",
        remedy: Do(
            "compare the variable with its form in the section named at the end: double quotes, and the address exactly as in nuget.config. In a Dockerfile, quotes get lost easily: pass the whole variable as a build secret. In a pipeline, NuGetAuthenticate@1 sets it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NugetSignInNeeded,
        patterns: &[
            Text("The plugin credential provider could not acquire credentials"),
            All(&[FEED, Text("Please provide credentials for")]),
            All(&[
                Text("Device flow authentication failed"),
                Text("User was presented with device flow"),
            ]),
            All(&[
                Text("CredentialProvider.VSS"),
                Text("Couldn't get an authentication token for"),
            ]),
        ],
        kind: Configuration,
        summary: "a feed wants a credential, NuGet has none for it, and nobody signed in",
        remedy: Do(
            "on your own machine, sign in: dotnet restore --interactive. In a pipeline, run NuGetAuthenticate@1 earlier in the same job, for a feed of another organization with a connection in azureDevOpsServiceConnection. In a container, set VSS_NUGET_EXTERNAL_FEED_ENDPOINTS, with the URL of the feed and a token as the password: https://github.com/microsoft/artifacts-credprovider shows its form",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PackagingConnection,
        patterns: &[
            Text("Please use a service connection with personal access token based auth"),
            Text("Authentication using username/password not supported for Universal Packages"),
        ],
        kind: Configuration,
        summary: "the task takes only a service connection that holds a personal access token",
        remedy: Do(
            "let another task sign in, with azureDevOpsServiceConnection: a service connection of type Azure DevOps, which uses workload identity federation. For NuGet: NuGetAuthenticate@1, then dotnet nuget push; for npm: npmAuthenticate@0, then npm publish; for Universal Packages: UniversalPackages@1",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionInWrongInput,
        patterns: &[All(&[
            Text("expects a service connection of type"),
            Text("is of type workloadidentityuser"),
        ])],
        kind: Configuration,
        summary: "a service connection of type Azure DevOps is named in an input for another type, so the pipeline is not valid",
        remedy: Do(
            "name it in the input azureDevOpsServiceConnection of the same task; NuGetAuthenticate@1 also wants the feed in feedUrl if it is in another organization. The task takes either this input or nuGetServiceConnections: run it twice for both",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FeedUrlInput,
        patterns: &[Text("FeedUrl must belong to an external organization")],
        kind: Configuration,
        summary: "feedUrl names a feed of the pipeline's own organization, for which the task does not take it",
        remedy: Do(
            "remove the input feedUrl and keep azureDevOpsServiceConnection: its identity is then used for all feeds of the organization",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DependabotFeed,
        patterns: &[All(&[
            FEED,
            Any(&[
                Text("PrivateSourceAuthenticationFailure"),
                Text("private_source_authentication_failure"),
            ]),
        ])],
        kind: Configuration,
        summary: "the feed does not accept what Dependabot sent, or Dependabot sent nothing",
        remedy: Do(
            "check the registry in dependabot.yml: its url must be the feed's, and a personal access token must be written as token: \"build:TOKEN\", because without a colon Dependabot sends it as a bearer token. An access token may be sent either way. The identity needs the role Feed and Upstream Reader (Collaborator)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FederatedFeedCredentials,
        patterns: &[
            Text("Unable to get federated credentials from service connection"),
            Text("Failed to aquire federated token"),
            Text("Unable to obtain authentication token. The SYSTEMVSSCONNECTION endpoint"),
            Text("WIF authentication failed for service connection"),
            Text("WIF authentication returned no token for service connection"),
        ],
        kind: Configuration,
        summary: "the task got no access token for the service connection, and does not show why: Azure DevOps or Entra refused",
        remedy: Do(
            "run patless doctor in the same job with the same connection: it shows their answers. Without Patless: run AzureCLI@3 with connectionType: azureDevOps and the connection, and explain what it prints. Most often, the federated credential does not match the connection, or the pipeline may not use it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IdentityNotMaterialized,
        patterns: &[
            All(&[
                Text("has not been materialized"),
                Text("interactive login over the browser"),
            ]),
            TypeKey("AadUserStateException"),
        ],
        kind: Configuration,
        summary: "Azure DevOps has never seen this identity: it is not a user of the organization, or a person who has not opened it yet",
        remedy: Do(
            "a person opens https://dev.azure.com/{organization} in a browser once, with the same account and tenant as az login. A service principal or managed identity is added in Organization settings, Users, with the access level Basic, and then to the feed",
        ),
        retry: Retry::Never,
    },
];
