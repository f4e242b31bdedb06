//! Network rules of Azure services, and services that accept no keys.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PrivateEndpointOnly,
        patterns: &[
            Text("nor via an approved private link"),
            Text("Connection is not an approved private link"),
            Text("Deny Public Network Access is set to Yes"),
            All(&[
                Text("Public access is disabled"),
                Text("Please configure private endpoint"),
            ]),
            All(&[
                Text("Public network access is disabled"),
                Any(&[Text("private endpoint"), Text("private link")]),
                Any(&[Text("azure"), Text("windows.net")]),
                Any(&[
                    Text("403"),
                    Text("Forbidden"),
                    Text("denied"),
                    Text("error"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "public network access to the Azure resource is disabled, so that only its private endpoint can be used; roles are not the problem",
        remedy: Do(
            "connect from a virtual network with that endpoint, where the name resolves to the private address (nslookup HOST): in a pipeline a self-hosted agent or Managed DevOps Pool there, from your own machine a VPN. Or enable public access for selected networks on the resource's page Networking, and allow your or the agent's address",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ServiceFirewall,
        patterns: &[
            Text("Ip has been prevented to connect to the endpoint"),
            Text("Access denied due to Virtual Network/Firewall rules"),
            Text("This is blocked by your Cosmos DB account firewall settings"),
            Text("Unauthorized network access to workspace"),
            Text("is blocked by Databricks IP ACL"),
        ],
        kind: Configuration,
        summary: "the network rules of the Azure service block the address that the request came from; roles are not the problem",
        remedy: Do(
            "allow the address on the resource's page Networking (Databricks: IP access lists), or connect from a network that it allows. The address of a Microsoft-hosted agent changes with every job",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeysDisabled,
        patterns: &[
            Text("Local Authorization is disabled. Use an AAD token"),
            Text("LocalAuthDisabled"),
            Text("AuthenticationTypeDisabled"),
            Text("Key based authentication is disabled for this resource"),
        ],
        kind: Configuration,
        summary: "the Azure resource accepts no keys, only access tokens of Entra",
        remedy: Do(
            "use an access token instead of the key or connection string: a credential of the SDK (DefaultAzureCredential) with the endpoint, in Patless scope: cosmosDb, serviceBus, eventHubs or cognitiveServices; and give the identity a role on the data: Azure Service Bus or Event Hubs Data Sender or Receiver, Cognitive Services User (OpenAI: Cognitive Services OpenAI User), for Cosmos DB one of its own (az cosmosdb sql role assignment create)",
        ),
        retry: Retry::Never,
    },
];
