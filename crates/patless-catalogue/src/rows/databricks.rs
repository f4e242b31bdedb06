//! Tools of Databricks without a credential.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::DatabricksWithoutVariables,
        patterns: &[Text("not calling from Azure DevOps Pipeline")],
        kind: Configuration,
        summary: "the Databricks CLI does not pass the job's SYSTEM_ variables on to Terraform",
        remedy: Do(
            "use Databricks CLI 0.284.0 or newer, which passes them on, or its direct engine, which does not start Terraform: DATABRICKS_BUNDLE_ENGINE=direct. In a script step, map SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksAzConfig,
        patterns: &[All(&[
            Any(&[Text("auth: azure-cli"), Text("azure-cli auth")]),
            Any(&[
                Text("Please run 'az login'"),
                Text("cannot get account info"),
            ]),
        ])],
        kind: Configuration,
        summary: "the Databricks tool asks az for a token, and az is not signed in there: in an AzureCLI@2 step, Terraform, which the tool starts, does not find the sign-in of that step",
        remedy: Do(
            "in Azure Pipelines, run it in an AzureCLI@2 step with useGlobalConfig: true. On your own computer, run az login with the --tenant of the workspace",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksWithoutCredential,
        patterns: &[Text("cannot configure default credentials")],
        kind: Configuration,
        summary: "the Databricks tool found a credential in none of the places where it looks",
        remedy: Do(
            "on your own computer, sign in with databricks auth login --host and the address of the workspace, then name that profile: --profile NAME, or DATABRICKS_CONFIG_PROFILE. In Azure Pipelines, run it in an AzureCLI@2 step with useGlobalConfig: true, or set DATABRICKS_HOST and DATABRICKS_TOKEN. To see why one way fails, select it: DATABRICKS_AUTH_TYPE=azure-cli, azure-devops-oidc or oauth-m2m",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksSeveralCredentials,
        patterns: &[Text("more than one authorization method configured")],
        kind: Configuration,
        summary: "the Databricks tool found two ways to sign in, and does not choose",
        remedy: Do(
            "set DATABRICKS_AUTH_TYPE to the one that you mean, such as azure-cli or pat; or remove the variables of the other, which the message lists",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldDatabricks,
        patterns: &[
            Text("auth type \"azure-devops-oidc\" not found"),
            Text("auth type 'azure-devops-oidc' not found"),
            Text("auth type azure-devops-oidc not found"),
        ],
        kind: Configuration,
        summary: "this version of the Databricks tool does not know azure-devops-oidc",
        remedy: Do(
            "use a newer version: the SDK for Go knows it from 0.85.0 (September 2025). Until then, run the tool in an AzureCLI@2 step with DATABRICKS_AUTH_TYPE=azure-cli",
        ),
        retry: Retry::Never,
    },
];
