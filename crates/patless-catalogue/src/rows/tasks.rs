//! Other tasks of Azure Pipelines, and the setup of service connections.

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
        summary: "the organization cannot use Microsoft-hosted agents yet, so no part of the pipeline ran",
        remedy: Do(
            "request the free grant at https://aka.ms/azpipelines-parallelism-request, buy a parallel job, or use a pool of self-hosted agents",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskGotNoAssertion,
        patterns: &[Text("Failed to fetch federated token")],
        kind: Unavailable,
        summary: "the task's first request for an assertion failed, and its own retry does not work",
        remedy: Do(
            "run the job again; set retryCountOnTaskFailure: 2 on the step, and use the latest version of the task",
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
        summary: "the task's own sign-in failed before the request reached Entra; some versions fail this way with a certificate",
        remedy: Do(
            "use the latest version of the task; if the error persists, use a service connection with workload identity federation",
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
        summary: "the task does not support workload identity federation with Azure DevOps: it expects values that such a connection does not have",
        remedy: Do(
            "use a newer version of the task, or another task; a task that accepts an access token can use one from Patless",
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
            "set azurePowerShellVersion: LatestVersion in the task, and update the Az module on self-hosted agents",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotVerified,
        patterns: &[Text(
            "Failed to obtain the Json Web Token(JWT) using service principal client ID",
        )],
        kind: Unavailable,
        summary: "Azure DevOps could not get an access token with the service connection",
        remedy: Do(
            "try again: the service may have timed out. If the error persists, compare the federated credential with the issuer and subject on the connection's page, and ask the tenant administrator whether a policy blocks workload identity federation",
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
        summary: "Azure DevOps can create a connection's app only on behalf of a signed-in user, not of a service principal",
        remedy: Do(
            "create the connection with \"creationMode\": \"Manual\" and the ids of an existing app or managed identity, and add the federated credential yourself",
        ),
        retry: Retry::Never,
    },
];
