//! Command-line tools without a credential, or with one that they do not accept.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzDevopsTokenRefused,
        patterns: &[Text("Failed to authenticate using the supplied token")],
        kind: Configuration,
        summary: "az devops login does not accept this token: it checks for personal access tokens only",
        remedy: Do(
            "do not run az devops login; map the access token into the step instead: AZURE_DEVOPS_EXT_PAT: $(TOKEN). The token must be for scope: azureDevOps",
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
            "map an access token for scope: azureDevOps into the step: AZURE_DEVOPS_EXT_PAT: $(TOKEN); on your own machine, run az login",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonClientRefused,
        patterns: &[Text("The requested resource requires user authentication")],
        kind: Configuration,
        summary: "Azure DevOps got no token that it accepts: HTTP 401 without a message",
        remedy: Do(
            "check that the variable is mapped in env: and not empty; with the azure-devops package for Python, pass the access token as BasicAuthentication('', token)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzdProvider,
        patterns: &[Text("unsupported federated token provider")],
        kind: Configuration,
        summary: "azd does not support this value of --federated-credential-provider",
        remedy: Do(
            "run azd auth login --federated-credential-provider azure-pipelines with --client-id and --tenant-id, in a step that maps SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzNotSignedIn,
        patterns: &[
            Text("Please run 'az login'"),
            // Azure Functions Core Tools.
            All(&[
                Text("Unable to connect to Azure. Make sure you have the"),
                Text("installed and logged in"),
            ]),
        ],
        kind: Configuration,
        summary: "az is not signed in to Azure in this step",
        remedy: Do(
            "on your own machine, run az login; in a pipeline, run the command in an AzureCLI@2 step: the task signs in az for its own script only, and signs out at the end",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDefaultSubscription,
        patterns: &[Text("No subscription found. Run 'az account set'")],
        kind: Configuration,
        summary: "az has no active subscription: the identity has no role in any, or none is selected",
        remedy: Do(
            "look at az account list --all. If it shows the subscription, select it: az account set --subscription SUBSCRIPTION_ID. If it does not, assign the identity a role there and sign in again",
        ),
        retry: Retry::Never,
    },
];
