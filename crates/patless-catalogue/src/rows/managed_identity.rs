//! Programs that find no managed identity.

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
        cause: Cause::ManagedIdentityNotAssigned,
        patterns: &[
            Text("failed to get token from msi, status code: 400"),
            Text("The requested identity has not been assigned to this resource"),
            Text("the requested identity isn't assigned to this resource"),
            Text("No identity has been assigned to this resource"),
            Text("Get Token request returned http error: 400"),
            Text("No managed identity was found for Automation account"),
            Text("verify your objectId, clientId or msiResourceId"),
            Text("verify your clientId / msiResourceId"),
            Text("Failed to acquire token for system managed identity"),
            Text("Failed to acquire token for user managed identity"),
            Text("There was an error retrieving the managed service access token"),
            All(&[
                Text("_retrieve_token_from_imds_with_retry"),
                Text("HTTPError"),
            ]),
            All(&[
                Text("ManagedIdentityCredential authentication failed"),
                Text("Status: 400"),
            ]),
            All(&[
                Text("Identity not found"),
                Any(&[
                    METADATA,
                    Pattern::status(Server::ManagedIdentity, 400),
                    Text("\"error\":\"invalid_request\""),
                    Text("ManagedIdentityCredential"),
                    // az names no command of its own for a managed identity.
                    Text("az login"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "this machine has no managed identity, or not the requested one, or several and the request names none",
        remedy: Do(
            "if the message says Identity not found, assign one to the machine (for AKS, to the scale set of the nodes): az vm identity assign. If it has one or several user-assigned ones, name the client id: AZURE_CLIENT_ID for the Azure SDKs, az login --identity --client-id CLIENT_ID, Connect-AzAccount -Identity -AccountId CLIENT_ID, azcopy login --identity --identity-client-id CLIENT_ID, patless --client CLIENT_ID. If a wrong id is named, correct it, or unset AZURE_CLIENT_ID. Microsoft-hosted agents and GitHub-hosted runners have no managed identity: there, use a service connection with workload identity federation, or azure/login with id-token: write",
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
            Text("Managed Identity authentication is not available"),
            Text("ManagedIdentityCredential: Network unreachable"),
            Text("Attempted to use the IMDS endpoint, but it is not available"),
            Text("managed identity timed out"),
            Text("managed_identity_unreachable_network"),
            Text("managed_identity_all_sources_unavailable"),
            Text("MSI endpoint is not responding"),
            Text("please check whether MSI is enabled on this PC"),
            All(&[Text("localhost"), Text("50342"), SILENCE]),
            All(&[
                Text("failed to request token from metadata endpoint"),
                SILENCE,
            ]),
            Text("Please make sure MSI is configured correctly and check the network connection"),
            All(&[Text("Failed to connect to MSI"), SILENCE]),
            All(&[Text("IMDS"), Text("was not detected")]),
            All(&[METADATA, SILENCE]),
            Ours("no metadata service answers at"),
        ],
        kind: Configuration,
        summary: "no metadata service answers, which gives the tokens of a managed identity: this machine is not in Azure, or something on it is in the way",
        remedy: Do(
            "on your own computer, run az login. On a Microsoft-hosted agent, use a service connection: AzureCLI@2 signs az in. For an app or pod in Azure, assign it an identity. On a machine in Azure, try curl --noproxy '*' -m 5 -H Metadata:true 'http://169.254.169.254/metadata/instance?api-version=2021-02-01': if it answers, set NO_PROXY=169.254.169.254 (in a container, try it there); if not, let the firewall pass this address, and see whether a VPN or a changed route hides it. On a server of Azure Arc, update az or the SDK",
        ),
        retry: Retry::Never,
    },
];

/// A request to Azure's metadata service. The bare address is not enough: it is often part of `NO_PROXY`, and the metadata
/// services of other clouds have it as well.
pub(super) const METADATA: Pattern = Any(&[
    Text("169.254.169.254/metadata"),
    All(&[
        Any(&[
            Text("169.254.169.254:80"),
            Text("host='169.254.169.254', port=80"),
        ]),
        Any(&[
            Text("/metadata/identity"),
            Text("ManagedIdentityCredential"),
            Text("Managed Identity"),
            Text("Azure Instance Metadata Service"),
        ]),
    ]),
]);

/// How programs report that nothing answered.
pub(super) const SILENCE: Pattern = Any(&[
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
    Text("unreachable network"),
    Text("in a way forbidden by its access permissions"),
    Text("unreachable host"),
    Text("No connection could be made"),
]);
