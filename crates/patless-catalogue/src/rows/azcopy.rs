//! `AzCopy` without a sign-in.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::OldAzcopy,
        patterns: &[Text("Invalid Auto-login type specified")],
        kind: Configuration,
        summary: "this AzCopy does not know the value of AZCOPY_AUTO_LOGIN_TYPE",
        remedy: Do(
            "use a newer AzCopy: WORKLOAD needs 10.25 or newer. The values are DEVICE, SPN, MSI, AZCLI, PSCRED and WORKLOAD",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzcopyPowershell,
        patterns: &[All(&[
            Text("Failed to perform Auto-login"),
            Any(&[
                Text("PSContextCredential"),
                Text("PSContextCredentialGet-AzAccessToken"),
                Text("PSContextCredentialInvalid"),
                Text("PSContextCredentialexec"),
                Text("cannot unmarshal object into Go struct field .Token of type string"),
            ]),
        ])],
        kind: Configuration,
        summary: "AzCopy got no token from PowerShell (pwsh): that is not installed or not signed in, or its Az module does not fit this AzCopy",
        remedy: Do(
            "on a self-hosted agent, install PowerShell 7 and, in pwsh, Install-Module Az -Scope AllUsers -Force, then restart the agent. Az 14 (Az.Accounts 5) needs AzCopy 10.29.1, which AzureFileCopy 6.258.0 or newer brings. If it still fails, copy without PowerShell: azcopy in an AzureCLI@2 step with AZCOPY_AUTO_LOGIN_TYPE: AZCLI. On your own computer, run Connect-AzAccount in pwsh",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzcopyNotSignedIn,
        patterns: &[
            Text("please log in with azcopy's login command"),
            Text("please login using 'azcopy login'"),
            Text("No SAS token or OAuth token is present"),
            Text("Failed to perform Auto-login"),
            Text("failed to get keyring during saving token"),
        ],
        kind: Configuration,
        summary: "AzCopy has no sign-in in this step, or the one that AZCOPY_AUTO_LOGIN_TYPE names does not work here",
        remedy: Do(
            "in place of AzureFileCopy@5 or older, use AzureFileCopy@6. Otherwise let azcopy sign in with each command, without azcopy login (on Linux, that needs the kernel's keyring): after az login or in an AzureCLI@2 step, set AZCOPY_AUTO_LOGIN_TYPE=AZCLI; in an AzurePowerShell@5 step, PSCRED; on a machine with a managed identity, MSI (AZCOPY_MSI_CLIENT_ID selects one). The identity also needs a role for the data: Storage Blob Data Contributor",
        ),
        retry: Retry::Never,
    },
];
