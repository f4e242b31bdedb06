//! The hosts of managed identities, when an access token is requested from them.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Rejected, Unavailable};
use crate::pattern::Pattern::{self, All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::rows::managed_identity::METADATA;
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AppServiceToken,
        patterns: &[
            All(&[Pattern::status(Server::ManagedIdentity, 500), FETCHING]),
            All(&[FETCHING, Text("AAD token")]),
        ],
        kind: Unavailable,
        summary: "the host got no access token: Entra does not answer it, or does not know the resource",
        remedy: Do(
            "check the requested resource or scope first, letter by letter: App Service answers the same for a resource that the tenant does not have. If it is right, try again later",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ManagedIdentityHeader,
        patterns: &[
            Pattern::status(Server::ManagedIdentity, 401),
            Pattern::status(Server::ManagedIdentity, 403),
        ],
        kind: Configuration,
        summary: "the host of the managed identity does not accept the secret that it gave this process, or another process's was used",
        remedy: Do(
            "do not set IDENTITY_HEADER or MSI_SECRET yourself, and do not keep them: the host sets them anew when it starts a process. Restart the app",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityUnavailable,
        patterns: &[
            Pattern::status(Server::ManagedIdentity, 404),
            Pattern::status(Server::ManagedIdentity, 408),
            Pattern::status(Server::ManagedIdentity, 410),
            Pattern::status(Server::ManagedIdentity, 429),
            Pattern::status(Server::ManagedIdentity, 500),
            Pattern::statuses(Server::ManagedIdentity, 502, 504),
            Pattern::statuses(Server::ManagedIdentity, 506, 599),
            Text("Get Token request returned http error: 404"),
            Text("Get Token request returned http error: 410"),
            Text("Get Token request returned http error: 429"),
            Text("Get Token request returned http error: 500"),
            Text("Get Token request returned http error: 503"),
            // The address in Container Apps.
            All(&[
                Text("localhost:42356"),
                Any(&[
                    Text("Cannot connect to host"),
                    Text("Connection refused"),
                    Text("ECONNREFUSED"),
                ]),
            ]),
            All(&[
                METADATA,
                Any(&[
                    Text("410 Gone"),
                    Text("429 Too Many Requests"),
                    Text("500 Internal Server Error"),
                    Text("503 Service Unavailable"),
                ]),
            ]),
        ],
        kind: Unavailable,
        summary: "the host of the managed identity is unavailable: it is being updated, or gets too many requests",
        remedy: Do(
            "try again in a minute; an update of the metadata service takes up to 70 seconds. If many processes ask, let them share one token: it lives for up to 24 hours",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ManagedIdentityRefused,
        patterns: &[
            Pattern::statuses(Server::ManagedIdentity, 400, 499),
            // az says more on the next line, which may not have been pasted.
            Text("Failed to connect to MSI"),
        ],
        kind: Rejected,
        summary: "the host of the managed identity refuses the request",
        remedy: Do(
            "read the message that it gave with the refusal; check the requested resource, and that the machine has the identity that is named. A Microsoft-hosted agent has no managed identity: use a service connection there. On your own computer and in Cloud Shell, run az login without --identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityNotJson,
        patterns: &[Ours(
            "which is not the response of a managed identity's host",
        )],
        kind: Configuration,
        summary: "something other than the host of a managed identity answered",
        remedy: Do(
            "check IDENTITY_ENDPOINT, MSI_ENDPOINT and AZURE_POD_IDENTITY_AUTHORITY_HOST: the host sets them, and nothing else should. On a machine outside Azure, its own cloud answers at 169.254.169.254: select another source",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityUnsupported,
        patterns: &[
            Ours("the managed identity of Service Fabric"),
            Ours("cannot be asked for a managed identity by its"),
            Text("user-assigned managed identity is not supported for CloudShell"),
            Text("User-assigned managed identities are not supported in Cloud Shell"),
            Text("is not supported by the Service Fabric managed identity environment"),
            Text("User assigned identity is not supported by the"),
        ],
        kind: Configuration,
        summary: "this host of managed identities, or this way to name an identity, is not supported",
        remedy: Do(
            "name the identity by its client id, or not at all (no AZURE_CLIENT_ID): Azure Machine Learning knows client ids only, Cloud Shell has only the user who signed in, Azure Arc only the machine's own identity, and Service Fabric chooses by itself. Patless does not support Service Fabric: use another source there",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OtherManagedIdentity,
        patterns: &[
            Ours("gave the access token of another identity"),
            Text("Azure Arc did not confirm the requested user-assigned managed identity"),
        ],
        kind: Configuration,
        summary: "the host gave the access token of another identity than the requested one",
        remedy: Do(
            "the host does not support user-assigned identities, as older agents of Azure Arc: update it, or use the system-assigned identity. The token was not used",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityEndpoint,
        patterns: &[Ours(
            "only this machine and link-local addresses are asked for a managed identity",
        )],
        kind: Configuration,
        summary: "a variable names a host of managed identities that is not on this machine",
        remedy: Do(
            "find the step or file that sets it, perhaps by printing text from someone else, and remove it: the host of a managed identity sets it itself",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ArcKey,
        patterns: &[
            Ours("key file of Azure Arc"),
            Ours("challenge of Azure Arc"),
            All(&[
                Any(&[
                    Text("azcmagent/tokens"),
                    Text("AzureConnectedMachineAgent\\Tokens"),
                ]),
                Any(&[
                    Text("denied"),
                    Text("does not exist"),
                    Text("No such file"),
                    Text("Could not find"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the key of the agent of Azure Arc cannot be read or used",
        remedy: Do(
            "let the user read the agent's keys: sudo usermod -aG himds USER on Linux; on Windows, add the user to the group Hybrid Agent Extension Applications. Then sign in again. If the path is not the agent's own, another program answers at IDENTITY_ENDPOINT",
        ),
        retry: Retry::Never,
    },
];

/// App Service's own words, in both spellings that it uses.
const FETCHING: Pattern = Any(&[
    Text("occurred while fetching"),
    Text("occured while fetching"),
]);
