//! The failures of other tasks, and of service connections while they are set up.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoParallelism,
        patterns: &[Text("No hosted parallelism has been purchased or granted")],
        kind: Configuration,
        summary: "the organization may not use agents that Microsoft hosts yet; nothing of the pipeline ran",
        remedy: Do(
            "ask for the free grant at https://aka.ms/azpipelines-parallelism-request, buy a parallel job, or name a pool of your own agents in the pipeline",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskGotNoAssertion,
        patterns: &[Text("Failed to fetch federated token")],
        kind: Unavailable,
        summary: "the task got no assertion from Azure DevOps on its first request, and its own retry does not work",
        remedy: Do(
            "run the job again; set retryCountOnTaskFailure: 2 on the step, and use the newest version of the task",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TaskSignInFault,
        patterns: &[All(&[
            Text("Could not fetch access token for Azure"),
            Text("Status code: undefined"),
        ])],
        kind: Configuration,
        summary: "the task's own sign-in failed before Entra answered: some versions of it do so with a certificate",
        remedy: Do(
            "use the newest version of the task; if it stays so, use a service connection with workload identity federation",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskWithoutFederation,
        patterns: &[
            Text("secret must be a non empty string"),
            Text("?audience=api://AzureADTokenExchange: unsupported protocol scheme"),
        ],
        kind: Configuration,
        summary: "the task does not support workload identity federation of Azure DevOps: it looks for what a connection with federation does not have",
        remedy: Do(
            "use a newer version, or another task; a task that takes an access token can have one of Patless",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldAzModule,
        patterns: &[Text(
            "A parameter cannot be found that matches parameter name 'FederatedToken'",
        )],
        kind: Configuration,
        summary: "the Az.Accounts module on the agent is too old for workload identity federation",
        remedy: Do(
            "set azurePowerShellVersion: LatestVersion in the task, and update the Az module on an agent of your own",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotVerified,
        patterns: &[Text(
            "Failed to obtain the Json Web Token(JWT) using service principal client ID",
        )],
        kind: Unavailable,
        summary: "Azure DevOps itself got no access token with the service connection",
        remedy: Do(
            "try again: it may have been a time-out of the service. If it stays so, compare the federated credential with issuer and subject on the connection's page, and ask the tenant's administrator whether a policy blocks workload identity federation",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoRefreshToken,
        patterns: &[All(&[
            Text("A valid refresh token for identity"),
            Text("was not found"),
        ])],
        kind: Configuration,
        summary: "Azure DevOps creates the app of a connection only on behalf of a signed-in user, and a service principal is not one",
        remedy: Do(
            "create the connection with \"creationMode\": \"Manual\", the ids of an app or managed identity that is there, and its federated credential yourself",
        ),
        retry: Retry::Never,
    },
];
