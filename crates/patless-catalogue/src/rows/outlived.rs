//! Assertions that a program kept until they had expired.
//!
//! They come before the row of Entra's code, and none of them explains a response to Patless.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{Aadsts, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzAssertionOutlived,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                // az, which leaves it to programs to pass this on.
                Text("Interactive authentication is needed"),
                Text("To re-authenticate, please run"),
                Text("Azure CLI authentication failed"),
                Text("AzureCliCredential: ERROR: AADSTS700024"),
                Text("AzureCliCredential: AADSTS700024"),
                Text("AzureCLICredential: ERROR: AADSTS700024"),
            ]),
        ])],
        kind: Configuration,
        summary: "az keeps the assertion of its sign-in, which is valid for minutes, and later needed a token that it had not stored",
        remedy: Do(
            "in Azure Pipelines, set keepAzSessionActive: true in the AzureCLI@2 step, or put the later commands into an AzureCLI@2 step of their own; a program can use AzurePipelinesCredential, which gets new assertions. In GitHub Actions, run azure/login again right before the command. Or request the token at the start, and az stores it for about an hour: az account get-access-token --resource RESOURCE, such as https://storage.azure.com. If az fails within the first minutes, correct the machine's clock",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StaleTokenFile,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                Text("WorkloadIdentityCredential authentication failed"),
                Text("WorkloadIdentityCredential: Microsoft Entra ID error"),
                Text("WorkloadIdentityCredential: ERROR: AADSTS700024"),
                Text("WorkloadIdentityCredential: AADSTS700024"),
                Text("AZURE_FEDERATED_TOKEN_FILE"),
                Text("azure-identity-token"),
            ]),
        ])],
        kind: Configuration,
        summary: "the assertion that the program took from the file in AZURE_FEDERATED_TOKEN_FILE has expired",
        remedy: Do(
            "in AKS, delete the pod, so that it is created again with a new file. If it happens again, update the Azure Identity library or read the file for each request, and do not copy the file or mount it by subPath. If the file itself is old (kubectl exec POD -- ls -lL /var/run/secrets/azure/tokens), the node no longer renews it: restart or replace the node. In a pipeline, write a new assertion into the file right before each use",
        ),
        retry: Retry::Never,
    },
];
