//! Programs that find no managed identity, or no credential at all.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows. They are searched before those of connections, because a program without a managed identity reports a
/// time-out.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoCredentialInChain,
        patterns: &[
            Text("DefaultAzureCredential failed to retrieve a token"),
            All(&[
                Text("DefaultAzureCredential"),
                Text("failed to acquire a token"),
            ]),
        ],
        kind: Configuration,
        summary: "none of the credentials that DefaultAzureCredential tries is available in this step",
        remedy: Do(
            "run the program in an AzureCLI@2 step, which signs in az, or use AzurePipelinesCredential in it: DefaultAzureCredential never tries that one",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityNotAssigned,
        patterns: &[
            Text("failed to get token from msi, status code: 400"),
            Text("The requested identity has not been assigned to this resource"),
            Text("Multiple user assigned identities exist"),
            All(&[METADATA, Text("Identity not found")]),
            All(&[
                Pattern::status(Server::ManagedIdentity, 400),
                Text("Identity not found"),
            ]),
            Text("No User Assigned or Delegated Managed Identity found"),
        ],
        kind: Configuration,
        summary: "this machine does not have the requested managed identity, or has several and the request names none",
        remedy: Do(
            "assign the identity to the machine, and select it by its client id: patless --client CLIENT_ID, azcopy login --identity --identity-client-id CLIENT_ID, az login --identity --client-id CLIENT_ID. Microsoft-hosted agents have no managed identity: use a service connection there",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoManagedIdentity,
        patterns: &[
            Text("no response from the IMDS endpoint"),
            Text("All Managed Identity sources are unavailable"),
            Text("No managed identity endpoint found"),
            Text("ManagedIdentityCredential authentication unavailable"),
            Text("MSI endpoint is not responding"),
            Text("Failed to connect to MSI"),
            All(&[Text("IMDS"), Text("was not detected")]),
            All(&[METADATA, SILENCE]),
            Ours("no metadata service answers at"),
        ],
        kind: Configuration,
        summary: "this machine has no managed identity: no metadata service answers, and opening a firewall does not help",
        remedy: Do(
            "Microsoft-hosted agents have no managed identity: use a service connection, with Patless, AzureCLI@2 or AzurePipelinesCredential. On your own machine in Azure, assign it an identity",
        ),
        retry: Retry::Never,
    },
];

/// A request to the metadata service. The bare address is not enough: it is often part of `NO_PROXY`.
const METADATA: Pattern = Any(&[
    Text("169.254.169.254/metadata"),
    Text("169.254.169.254:80"),
    Text("host='169.254.169.254', port=80"),
]);

/// How programs report that nothing answered.
const SILENCE: Pattern = Any(&[
    Text("timed out"),
    Text("i/o timeout"),
    Text("context deadline exceeded"),
    Text("did not properly respond after a period of time"),
    Text("Connection refused"),
    Text("ETIMEDOUT"),
    Text("ECONNREFUSED"),
    Text("EHOSTUNREACH"),
    Text("No route to host"),
    Text("Network is unreachable"),
]);
