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
        summary: "az devops login tried the token at the organization, which does not accept it; az devops drops the reason",
        remedy: Do(
            "use a personal access token of this organization that has not expired, and check that it arrives whole, without quotes or blanks. An access token must be for resource 499b84ac-1321-427f-aa17-267ca6975798, and its identity a user of the organization. In a job, leave the login out, and map the token into the env: of each step that runs az devops: AZURE_DEVOPS_EXT_PAT: $(System.AccessToken) or $(TOKEN)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsWithoutCredential,
        patterns: &[Text(
            "Before you can run Azure DevOps commands, you need to run the login command",
        )],
        kind: Configuration,
        summary: "az devops found no credential",
        remedy: Do(
            "in a job, map a token into the env: of this very step, since that of another step does not count: AZURE_DEVOPS_EXT_PAT: $(System.AccessToken), or $(TOKEN) for another identity. On your own machine, run az login --allow-no-subscriptions, or az devops login with a personal access token",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonClientRefused,
        patterns: &[Text("The requested resource requires user authentication")],
        kind: Configuration,
        summary: "Azure DevOps got no token that it accepts: HTTP 401 without a message",
        remedy: Do(
            "az devops uses AZURE_DEVOPS_EXT_PAT, or the sign-in of az login or az devops login: in a job, map it into the env: of this step; on your own machine, use a new personal access token of this organization, or az login --tenant with the organization's tenant. With the azure-devops package for Python, pass the access token as BasicAuthentication('', token)",
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
        cause: Cause::AzdWithoutConnection,
        patterns: &[
            Text("for azure-pipelines federated token provider"),
            Text("service connection ID not found, please run `azd auth login`"),
        ],
        kind: Configuration,
        summary: "azd does not know which service connection to use",
        remedy: Do(
            "run azd in an AzureCLI@2 step, which sets AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, or set this variable to the id of the connection; and map SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzNotSignedIn,
        patterns: &[
            Text("Please run 'az login'"),
            Text("Please run \"az login\""),
            Text("Unable to connect to Azure. Make sure you have the `az` CLI"),
            // Azure Functions Core Tools.
            All(&[
                Text("Unable to connect to Azure. Make sure you have the"),
                Text("installed and logged in"),
            ]),
        ],
        kind: Configuration,
        summary: "az is not signed in to Azure here: never, or for another user, or its sign-in is gone",
        remedy: Do(
            "on your own computer, run az login, as the same user and not with sudo (WSL, Windows and a dev container each need their own). In a pipeline, run the command in an AzureCLI@2 step: the task signs az in for its own script only, and signs out at the end. In GitHub Actions, run azure/login before it. On a machine in Azure with a managed identity: az login --identity. In a container, run az login inside it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzNotInstalled,
        patterns: &[
            Text("az: command not found"),
            Text("az: not found"),
            Text("command not found: az"),
            Text("'az' is not recognized as"),
            Text("The term 'az' is not recognized"),
            Text("exec: \"az\": executable file not found"),
            Text("az not found on PATH"),
            Text("No such file or directory: 'az'"),
            Text("spawn az ENOENT"),
            Text("Unable to locate executable file: az"),
            Text("Azure CLI not found on path"),
            Text("Azure CLI not installed"),
            Text("Azure CLI could not be found"),
            Text("Azure CLI 2.x is not installed on this machine"),
            Text("azd: command not found"),
            Text("azd: not found"),
            Text("command not found: azd"),
            Text("'azd' is not recognized as"),
            Text("The term 'azd' is not recognized"),
            Text("exec: \"azd\": executable file not found"),
            Text("azd not found on PATH"),
            Text("Azure Developer CLI not found on path"),
            Text("Azure Developer CLI could not be found"),
            Text("Azure Developer CLI couldn't be found"),
        ],
        kind: Configuration,
        summary: "az or azd, which the command or program needs, is not installed here, or is not in PATH",
        remedy: Do(
            "install it (https://aka.ms/azure-cli, https://aka.ms/azure-dev) and start a new shell; on an agent, restart the agent afterwards; in a container, use an image that has it. On Windows, a program may find az.cmd only through a shell. Terraform looks for az only if it gets no ARM_ variables: set those instead",
        ),
        retry: Retry::Never,
    },
];
