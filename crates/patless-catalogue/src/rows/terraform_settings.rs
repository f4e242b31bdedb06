//! Settings of Terraform and its providers that are missing, unknown or contradict each other.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoProviderSubscription,
        patterns: &[
            Text("is a required provider property when performing a plan/apply operation"),
            Text("subscription ID could not be determined and was not specified"),
        ],
        kind: Configuration,
        summary: "the azurerm provider got no subscription: from version 4 on, it does not take the one of az",
        remedy: Do(
            "set subscription_id in the provider, or the variable ARM_SUBSCRIPTION_ID: in a pipeline in the env: of the step, on your own computer in the shell. az account show --query id --output tsv prints the one of az",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SettingUnknownToTerraform,
        patterns: &[
            Text("An argument named \"use_oidc\" is not expected here"),
            Text("An argument named \"oidc_token\" is not expected here"),
            Text("An argument named \"oidc_request_url\" is not expected here"),
            Text("An argument named \"oidc_request_token\" is not expected here"),
            Text("An argument named \"ado_pipeline_service_connection_id\" is not expected here"),
            Text("An argument named \"oidc_azure_service_connection_id\" is not expected here"),
            Text("argument \"use_oidc\" given on the command line is not expected"),
            Text("argument \"oidc_token\" given on the command line is not expected"),
            Text("argument \"oidc_request_url\" given on the command line is not expected"),
            Text("argument \"oidc_request_token\" given on the command line is not expected"),
            Text(
                "argument \"ado_pipeline_service_connection_id\" given on the command line is not expected",
            ),
        ],
        kind: Configuration,
        summary: "this version of Terraform or of the provider does not know that setting, or it is one of another provider",
        remedy: Do(
            "use a newer version. use_oidc needs Terraform 1.2 for the state and azurerm 3.7.0; ado_pipeline_service_connection_id, Terraform 1.11.1, azurerm 4.18.0 or azuread 3.2.0. The same setting is called oidc_azure_service_connection_id in azapi (2.0.1) and azuredevops (1.11.0)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StateWithoutResourceGroup,
        patterns: &[Text(
            "Either an Access Key / SAS Token or the Resource Group for the Storage Account must be specified",
        )],
        kind: Configuration,
        summary: "the azurerm backend has no resource group to read the storage account's key with, and is not set to use the identity itself",
        remedy: Do(
            "set use_azuread_auth = true in the backend, or ARM_USE_AZUREAD=true, and give the identity the role Storage Blob Data Contributor on the storage account. Or set resource_group_name, with which Terraform reads the account's key; in a pipeline, see whether the variable for it is empty",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAssertionFile,
        patterns: &[
            Text("reading OIDC Token from file"),
            Text("reading OIDC token file"),
        ],
        kind: Configuration,
        summary: "the file with the assertion, which a variable or setting names, is not there in this step",
        remedy: Do(
            "write the assertion into the file before, in the same job; or remove ARM_OIDC_TOKEN_FILE_PATH or oidc_token_file_path. AZURE_FEDERATED_TOKEN_FILE, with use_aks_workload_identity, is a file in a pod of a cluster only",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TwoAssertions,
        patterns: &[Text("mismatch between supplied OIDC token and")],
        kind: Configuration,
        summary: "the Terraform provider got two different assertions, in a variable and in a file",
        remedy: Do(
            "remove one of them: ARM_OIDC_TOKEN or oidc_token, or else ARM_OIDC_TOKEN_FILE_PATH, oidc_token_file_path, or AZURE_FEDERATED_TOKEN_FILE of a cluster",
        ),
        retry: Retry::Never,
    },
];
