//! Chains of credentials, of which none was available.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. A link that a server refused has a code, which comes first. What the other links say is no cause of its own.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ChainNotConnected,
        patterns: &[All(&[
            CHAIN,
            Any(&[
                Text("Failed to resolve 'login.microsoftonline.com'"),
                Text("getaddrinfo ENOTFOUND login.microsoftonline.com"),
                Text("getaddrinfo EAI_AGAIN login.microsoftonline.com"),
                Text("lookup login.microsoftonline.com"),
                Text("dial tcp: lookup login.microsoftonline.com"),
                Text("(login.microsoftonline.com:443)"),
                Text("host='login.microsoftonline.com', port=443): Max retries exceeded"),
                Text("connect ETIMEDOUT login.microsoftonline.com"),
                All(&[
                    Text("https://login.microsoftonline.com"),
                    Text("i/o timeout"),
                ]),
            ]),
        ])],
        kind: Unavailable,
        summary: "one of the program's credentials is set up, but login.microsoftonline.com cannot be reached",
        remedy: Do(
            "check this machine's DNS, firewall and proxy: the program itself needs the proxy, in HTTPS_PROXY. Ignore what the message says of the other credentials",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoCredentialInChain,
        patterns: &[
            All(&[
                CHAIN,
                Any(&[
                    Text("failed to retrieve a token"),
                    Text("failed to acquire a token"),
                ]),
            ]),
            Text("DefaultAzureCredential authentication failed"),
            Text("ChainedTokenCredential authentication failed"),
            Text("Failed to get token from DefaultAzureCredential"),
            Text("Failed to get token from ChainedTokenCredential"),
            All(&[
                Text("AggregateAuthenticationError"),
                Text("EnvironmentCredential is unavailable"),
            ]),
            Text("Multiple errors were encountered while attempting to authenticate"),
            Text("Multiple exceptions were encountered while attempting to authenticate"),
            Text("methods to get an access token, but none of them worked"),
            // Java does not name the chain.
            All(&[
                Text("EnvironmentCredential authentication unavailable"),
                Any(&[
                    Text("Managed Identity authentication is not available"),
                    Text("ManagedIdentityCredential authentication unavailable"),
                    Text("AzureCliCredential authentication unavailable"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "none of the credentials that the program tries in turn (DefaultAzureCredential or another chain) is available here",
        remedy: Do(
            "on your own computer, run az login as the same user. In a pipeline, run the program in an AzureCLI@2 step, which signs az in; in GitHub Actions, after azure/login. In a container, the computer's az is not visible: pass AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (docker run -e). On a server outside Azure, set the same. In Azure, assign the machine or app a managed identity, with AZURE_CLIENT_ID for a user-assigned one; in AKS, set up workload identity: label azure.workload.identity/use: \"true\" on the pod",
        ),
        retry: Retry::Never,
    },
];

const CHAIN: Pattern = Any(&[
    Text("DefaultAzureCredential"),
    Text("ChainedTokenCredential"),
]);
