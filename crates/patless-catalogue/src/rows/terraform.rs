//! The failures of Terraform's providers before they ask for an access token.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ProviderWithoutAssertion,
        patterns: &[Text("No OIDC token found in TFC_WORKLOAD_IDENTITY_TOKEN")],
        kind: Configuration,
        summary: "the Terraform provider found no assertion; the variable that it names, Terraform Cloud's, is only the last place where it looks",
        remedy: Do(
            "with a new version of the provider, set use_oidc and oidc_azure_service_connection_id, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken); an older one wants the assertion in ARM_OIDC_TOKEN, which TerraformTask@5 does not set",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TerraformWithoutVariables,
        patterns: &[All(&[
            Any(&[
                Text("building AzureRM Client"),
                Text("building account"),
                Text("could not configure AzureCli Authorizer"),
            ]),
            Text("Please run 'az login'"),
        ])],
        kind: Configuration,
        summary: "none of the ARM_ variables reached Terraform, so it fell back to az, which is not signed in",
        remedy: Do(
            "map them into the step: ARM_USE_OIDC: true, ARM_CLIENT_ID, ARM_TENANT_ID, ARM_SUBSCRIPTION_ID, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and SYSTEM_ACCESSTOKEN: $(System.AccessToken); or run Terraform in an AzureCLI@2 step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksWithoutVariables,
        patterns: &[Text("not calling from Azure DevOps Pipeline")],
        kind: Configuration,
        summary: "Terraform, which the Databricks CLI starts, does not get the SYSTEM_ variables of the job",
        remedy: Do(
            "use a newer Databricks CLI, which hands them on, or its direct engine, which starts no Terraform: DATABRICKS_BUNDLE_ENGINE=direct. In a script step, map SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
];
