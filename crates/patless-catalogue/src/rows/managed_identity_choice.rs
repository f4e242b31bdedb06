//! Hosts that have managed identities, but not the one that is asked for, or too many to choose from.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of chains of credentials: here, the identity really was asked for.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::SeveralManagedIdentities,
        patterns: &[Text("Multiple user assigned identities exist")],
        kind: Configuration,
        summary: "this machine has several managed identities, and the program does not say which one it wants",
        remedy: Do(
            "name the client id of one (az identity list --query '[].[name,clientId]' --output table): AZURE_CLIENT_ID for programs with DefaultAzureCredential, az login --identity --client-id CLIENT_ID, Connect-AzAccount -Identity -AccountId CLIENT_ID, azcopy login --identity --identity-client-id CLIENT_ID, patless --client CLIENT_ID. In a pod of AKS, these are the identities of the node: name one of them, or better set up workload identity for the pod",
        ),
        retry: Retry::Never,
    },
    // Before the rows of chains, which would say that nothing is there.
    Row {
        cause: Cause::EndpointWithoutIdentity,
        patterns: &[Text("indicating there's no available identity")],
        kind: Configuration,
        summary: "this is a machine or app in Azure, but it does not have the managed identity that the program asks for",
        remedy: Do(
            "if it has a user-assigned identity, set AZURE_CLIENT_ID to its client id: without one, the program asks for the system-assigned identity. If it has none, assign one: az webapp identity assign, az functionapp identity assign, az containerapp identity assign or az vm identity assign, with --name NAME --resource-group GROUP. A Microsoft-hosted agent has none: run the program in an AzureCLI@2 step, or use AzurePipelinesCredential in it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AppIdentity,
        patterns: &[
            Text("Unable to load the proper Managed Identity"),
            Text("Unable to load requested managed identity"),
            Text("No User Assigned or Delegated Managed Identity found"),
            Text("No Managed Identity found for specified"),
        ],
        kind: Configuration,
        summary: "the app does not have the requested managed identity, or has a user-assigned one only and the program names none",
        remedy: Do(
            "give the program the client id of an identity that the app has: AZURE_CLIENT_ID, ManagedIdentityClientId in its options, or patless --client; without one, the system-assigned identity is asked for. To see the app's identities: az webapp identity show, az functionapp identity show or az containerapp identity show, with --name APP --resource-group GROUP",
        ),
        retry: Retry::Never,
    },
];
