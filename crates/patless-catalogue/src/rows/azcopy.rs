//! `AzCopy` without a sign-in.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
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
            "let it sign in with each command, without azcopy login, which on Linux needs the kernel's keyring: AZCOPY_AUTO_LOGIN_TYPE: AZCLI in an AzureCLI@2 step, PSCRED in an AzurePowerShell@5 step, or MSI on a machine with a managed identity (AZCOPY_MSI_CLIENT_ID selects one). The identity also needs a role for the data: Storage Blob Data Contributor",
        ),
        retry: Retry::Never,
    },
];
