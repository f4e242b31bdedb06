//! Terraform providers that fail before they request an access token.

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
        summary: "the Terraform provider found no assertion; the Terraform Cloud variable that it names is only the last place where it looks",
        remedy: Do(
            "with a current provider version, set use_oidc and oidc_azure_service_connection_id, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken); an older version needs the assertion in ARM_OIDC_TOKEN, which TerraformTask@5 does not set",
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
        summary: "Terraform got none of the ARM_ variables and fell back to az, which is not signed in",
        remedy: Do(
            "map them into the step: ARM_USE_OIDC: true, ARM_CLIENT_ID, ARM_TENANT_ID, ARM_SUBSCRIPTION_ID, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and SYSTEM_ACCESSTOKEN: $(System.AccessToken); or run Terraform in an AzureCLI@2 step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksWithoutVariables,
        patterns: &[Text("not calling from Azure DevOps Pipeline")],
        kind: Configuration,
        summary: "the Databricks CLI does not pass the job's SYSTEM_ variables on to Terraform",
        remedy: Do(
            "use a newer Databricks CLI, which passes them on, or its direct engine, which does not start Terraform: DATABRICKS_BUNDLE_ENGINE=direct. In a script step, map SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
];
