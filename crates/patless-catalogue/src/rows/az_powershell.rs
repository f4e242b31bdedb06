//! Azure PowerShell that is not signed in, or not installed.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzPowershellNotSignedIn,
        patterns: &[
            Text("Run Connect-AzAccount to login"),
            Text("Run Login-AzAccount to login"),
            Text("please run Connect-AzAccount to set up your Azure credentials"),
            Text("Please login using Connect-AzAccount"),
            Text("Please run 'Connect-AzAccount'"),
            Text("Please run \"Connect-AzAccount\""),
        ],
        kind: Configuration,
        summary: "Azure PowerShell is not signed in to Azure in this session, or its sign-in has expired",
        remedy: Do(
            "on your own machine, run Connect-AzAccount; in a pipeline, run the commands in an AzurePowerShell@5 step: the task signs in its own script only. Jobs and other pwsh processes that the script starts need its context: Save-AzContext, Import-AzContext",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzPowershellOtherToken,
        patterns: &[Text(
            "provided the appropriate access tokens when using access token login",
        )],
        kind: Configuration,
        summary: "Azure PowerShell is signed in with an access token, which is for one resource only, and this command needs another one",
        remedy: Do(
            "pass that token as well: Connect-AzAccount -AccessToken TOKEN -AccountId ID with -KeyVaultAccessToken TOKEN or -MicrosoftGraphAccessToken TOKEN; or sign in without access tokens, in an AzurePowerShell@5 step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzPowershellNotInstalled,
        patterns: &[
            Text("Az.Account module >= 2.2.0 is not installed"),
            Text("Az.Accounts module >= 2.2.0 is not installed"),
            Text("Az.Account module with version >= 2.2.0 is not installed"),
            Text("The 'Az.Account' module >= 2.2.0 is not installed"),
            Text("The term 'Connect-AzAccount' is not recognized"),
            Text("The term 'Get-AzAccessToken' is not recognized"),
            Text("The term 'Get-AzContext' is not recognized"),
        ],
        kind: Configuration,
        summary: "the Az modules of PowerShell are not installed for this user, or for this edition of PowerShell",
        remedy: Do(
            "install them: Install-Module Az -Scope CurrentUser (on an agent: -Scope AllUsers, and restart the agent); pwsh and Windows PowerShell look in different folders, so set pwsh: true in the task if they are installed for pwsh",
        ),
        retry: Retry::Never,
    },
];
