//! The failures of command-line tools that have no credential, or have it in a form that they do not take.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzDevopsTokenRefused,
        patterns: &[Text("Failed to authenticate using the supplied token")],
        kind: Configuration,
        summary: "az devops login does not take this token: its check is made for personal access tokens",
        remedy: Do(
            "leave az devops login out, and map the access token into the step: AZURE_DEVOPS_EXT_PAT: $(TOKEN). The token has to be for scope: azureDevOps",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsWithoutCredential,
        patterns: &[Text(
            "Before you can run Azure DevOps commands, you need to run the login command",
        )],
        kind: Configuration,
        summary: "az devops found no credential in this step",
        remedy: Do(
            "map an access token for scope: azureDevOps into the step: AZURE_DEVOPS_EXT_PAT: $(TOKEN); at a desk, az login",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonClientRefused,
        patterns: &[Text("The requested resource requires user authentication")],
        kind: Configuration,
        summary: "Azure DevOps saw no token that it accepts: HTTP 401 without a message",
        remedy: Do(
            "look whether the variable is mapped in env: and not empty; the azure-devops package for Python takes an access token as BasicAuthentication('', token)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzdProvider,
        patterns: &[Text("unsupported federated token provider")],
        kind: Configuration,
        summary: "azd does not know this value of --federated-credential-provider",
        remedy: Do(
            "azd auth login --federated-credential-provider azure-pipelines, with --client-id and --tenant-id, in a step that maps SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzNotSignedIn,
        patterns: &[Text("Please run 'az login'")],
        kind: Configuration,
        summary: "in this step, az is not signed in",
        remedy: Do(
            "run the command in an AzureCLI@2 step: it signs az in for itself alone, and out again at its end",
        ),
        retry: Retry::Never,
    },
];
