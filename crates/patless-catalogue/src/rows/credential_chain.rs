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
            "check this machine's DNS, firewall and proxy: the program itself needs the proxy, in HTTPS_PROXY. The other lines of the message do not matter",
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
            "in a pipeline, run the program in an AzureCLI@2 step, which signs in az, or use AzurePipelinesCredential in it: DefaultAzureCredential never tries that one. On your own machine, run az login. In a container or on a server outside Azure, pass AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, a certificate or a secret into it: what az on the host knows is not visible there. In Azure, give the machine, app or pod an identity. The lines below the first say what each credential lacks",
        ),
        retry: Retry::Never,
    },
];

const CHAIN: Pattern = Any(&[
    Text("DefaultAzureCredential"),
    Text("ChainedTokenCredential"),
]);
