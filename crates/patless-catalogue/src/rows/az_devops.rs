//! The extension azure-devops of Azure CLI.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzDevopsNotInstalled,
        patterns: &[
            Text("'devops' is misspelled or not recognized by the system"),
            Text("'repos' is misspelled or not recognized by the system"),
            Text("'pipelines' is misspelled or not recognized by the system"),
            Text("'boards' is misspelled or not recognized by the system"),
            Text("'devops' is not in the 'az' command group"),
            Text("'repos' is not in the 'az' command group"),
            Text("'pipelines' is not in the 'az' command group"),
            Text("'boards' is not in the 'az' command group"),
            All(&[
                Text("The command requires the extension azure-devops"),
                Text("Unable to prompt for extension install confirmation"),
            ]),
        ],
        kind: Configuration,
        summary: "the extension azure-devops of Azure CLI is not installed for this user",
        remedy: Do(
            "install it, as the user who runs the command: az extension add --name azure-devops; in a job, in an earlier step of the same job",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsNoOrganization,
        patterns: &[
            Text("--organization must be specified. The value should be the URI"),
            Text("--project must be specified. The value should be the ID or name"),
        ],
        kind: Configuration,
        summary: "az devops does not know which organization or project is meant",
        remedy: Do(
            "add --organization https://dev.azure.com/ORGANIZATION --project PROJECT, or set them once: az devops configure --defaults organization=https://dev.azure.com/ORGANIZATION project=PROJECT. In a pipeline, they are $(System.CollectionUri) and \"$(System.TeamProject)\"",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsKeyring,
        patterns: &[Text(
            "Unable to use secure credential store in this environment",
        )],
        kind: Configuration,
        summary: "az devops login cannot keep the token: this machine has no keyring that it can use",
        remedy: Do(
            "leave out az devops login, and set AZURE_DEVOPS_EXT_PAT to the token: in a job, in the env: of each step that runs az devops, AZURE_DEVOPS_EXT_PAT: $(System.AccessToken) or $(TOKEN). A user can also sign in with az login, which az devops uses by itself",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsOnPremises,
        patterns: &[Text(
            "The Azure DevOps CLI extension works only with Azure DevOps Services",
        )],
        kind: Configuration,
        summary: "az devops works with Azure DevOps Services only, and this URL is not that of an organization there",
        remedy: Do(
            "correct --organization: https://dev.azure.com/ORGANIZATION, without a project. For Azure DevOps Server, call its REST API",
        ),
        retry: Retry::Never,
    },
];
