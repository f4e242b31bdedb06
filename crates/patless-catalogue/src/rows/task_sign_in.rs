//! A task that could not sign in, and says nothing else.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They come last: the words stand beside the actual cause, if the task says it.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::TaskSignInUnavailable,
        patterns: &[All(&[
            Text("Could not fetch access token for Azure"),
            Any(&[
                Text("Status code: 429"),
                Text("Status code: 500"),
                Text("Status code: 502"),
                Text("Status code: 503"),
                Text("Status code: 504"),
            ]),
        ])],
        kind: Unavailable,
        summary: "Entra, or a proxy on the way to it, could not serve the task's sign-in at that moment",
        remedy: Do(
            "run the job again. To have the task tried again by itself, set retryCountOnTaskFailure in its step",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TaskCouldNotSignIn,
        patterns: &[
            Text("Verify if the Service Principal used is valid and not expired"),
            Text("Could not fetch access token for Azure"),
            Text("Could not fetch access token for Azure. Status code: 400"),
            Text("Could not fetch access token for Azure. Status code: 401"),
            Text("Could not retrieve an access token for Azure. Status code: 400"),
            Text("Could not retrieve an access token for Azure. Status code: 401"),
            Text("There was an error with the service principal used for the deployment"),
            Text("There was an error with the Azure credentials used for the deployment"),
        ],
        kind: Configuration,
        summary: "the task could not sign in to Azure: the connection's secret is wrong or has expired, or the task does not support the kind of connection",
        remedy: Do(
            "look for a code AADSTS… in the log, with system.debug: true, and have that explained. If the connection uses a secret, convert it to workload identity federation: Convert, on its page. If it uses federation already, take a newer version of the task",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzureLoginFailed,
        patterns: &[
            All(&[
                Text("Login failed with Error: The process"),
                Text("Double check if the 'auth-type' is correct"),
            ]),
            Text("Error: Azure login failed"),
        ],
        kind: Configuration,
        summary: "az could not sign in to Azure; the reason stands in the lines before, not in this one",
        remedy: Do(
            "look for the line with a code AADSTS… or with ERROR above, and have that explained. The setting auth-type of azure/login is seldom the reason",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IdentityNotFound,
        patterns: &[Text("##[error]Identity not found")],
        kind: Configuration,
        summary: "the task asked the machine for a managed identity, which it does not have: mostly, the task does not support workload identity federation; or it looked up a user or group that does not exist",
        remedy: Do(
            "with a connection that uses federation, take a newer version of the task, or do the same in an AzureCLI@2 step. With a connection of a managed identity, assign one to the machine. If the task adds members or permissions, check the name",
        ),
        retry: Retry::Never,
    },
];
