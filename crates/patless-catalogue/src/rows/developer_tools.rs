//! Programs that a user signed in to Azure, and that other programs run for an access token, as Patless does.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzdNotSignedIn,
        patterns: &[
            Text("not logged in, run `azd auth login`"),
            Text("Please run 'azd auth login'"),
            Text("please run \"azd auth login\""),
        ],
        kind: Configuration,
        summary: "azd is not signed in to Azure",
        remedy: Do(
            "on your own machine, run azd auth login (for a subscription in another tenant: azd auth login --tenant-id TENANT_ID); in a pipeline, run azd auth login --federated-credential-provider azure-pipelines in an AzureCLI@2 step first",
        ),
        retry: Retry::Never,
    },
    // Otherwise, the words are the program's own.
    Row {
        cause: Cause::ToolFailed,
        patterns: &[
            Text("Failed to invoke the Azure CLI"),
            Text("Failed to invoke Azure CLI"),
            Text("Failed to invoke the Azure Developer CLI"),
            Text("Failed to invoke Azure Developer CLI"),
        ],
        kind: Configuration,
        summary: "az or azd, which the program runs for a token, failed",
        remedy: Do(
            "run the same command yourself, as the same user, to see its message: az account get-access-token, or azd auth token. If it works there, the program finds another az or azd in PATH, or another HOME or AZURE_CONFIG_DIR. Patless can take another source: --source",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ToolNotInTime,
        patterns: &[
            Ours("az gave no answer within"),
            Ours("azd gave no answer within"),
            Text("Azure CLI authentication timed out"),
            Text("Azure PowerShell authentication timed out"),
            Text("Azure Developer CLI authentication timed out"),
        ],
        kind: Unavailable,
        summary: "az, azd or Azure PowerShell, which the program runs for a token, took too long and was stopped",
        remedy: Do(
            "run the same command yourself, to see what it waits for: az account get-access-token, azd auth token or Get-AzAccessToken; the first start after an update takes longer, so try again. A program with AzureCliCredential can wait longer: ProcessTimeout (.NET), process_timeout (Python), processTimeoutInMs (JavaScript)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnreadableToolAnswer,
        patterns: &[
            Ours("az printed"),
            Ours("azd printed"),
            Text("Unexpected output from Azure CLI"),
            Text("unknown command \"auth\" for \"azd\""),
            Text("Unexpected output from Azure Developer CLI"),
        ],
        kind: Configuration,
        summary: "az or azd, which the program runs for a token, printed something else",
        remedy: Do(
            "see which one runs: command -v az azd, or where az azd on Windows. Then update it: az upgrade, or install azd anew. Warnings in between: az config set core.only_show_errors=true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldAz,
        patterns: &[
            Ours("it is older than 2.54"),
            Text("expires_on field not found. Please use Azure CLI 2.54.0 or newer"),
        ],
        kind: Configuration,
        summary: "this version of az says only in local time when a token expires",
        remedy: Do("update Azure CLI to 2.54 or newer: az upgrade"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignSignInPage,
        patterns: &[Ours("the code should be entered on a page of")],
        kind: Configuration,
        summary: "the page for the device code is not one of Microsoft's, so it is not shown",
        remedy: Do(
            "check --authority-host and the proxy: the answer is not Entra's. Do not enter the code there",
        ),
        retry: Retry::Never,
    },
];
