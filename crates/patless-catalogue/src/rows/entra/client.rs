//! Entra rejects the client: its app registration, its service principal, its credential.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

const NO_SECRET: &str = "create a secret, and use its value, which is not its id: az ad app credential reset --id {client} --append. Put it where the old one is: AZURE_CLIENT_SECRET, or the service connection. Better have none: in Azure, use a managed identity; in a pipeline, a service connection with workload identity federation. You can convert one that Azure DevOps created automatically and that only one project uses (Convert on its page in the project settings); replace any other with a new one";

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownClient,
        patterns: &[
            Aadsts(700016),
            All(&[Aadsts(70001), Text("was not found in the directory")]),
        ],
        kind: Rejected,
        summary: "the tenant has no app with this client id",
        remedy: Do(
            "check that client {client} exists in tenant {tenant}, and that it is an application (client) id, not an object id: az ad sp show --id {client}. Correct whichever is wrong: AZURE_CLIENT_ID or AZURE_TENANT_ID, the service connection, or for a pod the annotation azure.workload.identity/client-id of its service account (then restart it). An app or identity that was created again has another id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedClient,
        patterns: &[Aadsts(700038), Aadsts(90112)],
        kind: Rejected,
        summary: "the client id is not a valid application id",
        remedy: Do(
            "enter the application (client) id instead of the placeholder or name: in AZURE_CLIENT_ID, --client or the service connection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoServicePrincipal,
        patterns: &[
            Aadsts(7000229),
            Text("make sure service principal is properly created in the tenant"),
        ],
        kind: Rejected,
        summary: "the app has no service principal in the tenant",
        remedy: Do(
            "create it, as an administrator of that tenant: az login --tenant {tenant}, then az ad sp create --id {client}",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityWithSecret,
        patterns: &[Aadsts(7000232)],
        kind: Rejected,
        summary: "the client is a managed identity, which cannot have a client secret",
        remedy: Do(
            "remove the secret (the variable AZURE_CLIENT_SECRET, or a service connection with a secret), and add a federated credential to the managed identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisabledServicePrincipal,
        patterns: &[Aadsts(7000112)],
        kind: Rejected,
        summary: "the app is disabled in the tenant",
        remedy: Do(
            "enable the enterprise application in the tenant: az ad sp update --id {client} --set accountEnabled=true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RemovedApp,
        patterns: &[Aadsts(70001), Aadsts(700011)],
        kind: Rejected,
        summary: "the app was disabled or deleted",
        remedy: Do(
            "check whether it exists in the tenant: az ad sp show --id {client}. Restore it, or correct the client id: AZURE_CLIENT_ID, --client, or that of the service connection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongSecret,
        patterns: &[
            Aadsts(7000215),
            All(&[Aadsts(70002), Text("Invalid client secret")]),
            All(&[Aadsts(50012), Text("Invalid client secret")]),
        ],
        kind: Rejected,
        summary: "the client secret is wrong, or the secret's id was used instead of its value",
        remedy: Do(NO_SECRET),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExpiredSecret,
        patterns: &[Aadsts(7000222)],
        kind: Rejected,
        summary: "the client secret has expired",
        remedy: Do(NO_SECRET),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoProof,
        patterns: &[
            Aadsts(7000218),
            Aadsts(7000216),
            Aadsts(7000219),
            All(&[Aadsts(70002), Text("must contain the following parameter")]),
            All(&[Aadsts(70002), Text("must be marked as 'mobile")]),
        ],
        kind: Rejected,
        summary: "the request contains neither an assertion nor a client secret",
        remedy: Do(
            "check for an empty variable: a script gets a secret variable only through env:. For a task, check the service connection: one with a publish profile has no credential to send; create a new one with workload identity federation. For a user's sign-in with a device code, a password or a desktop program, allow public client flows: az ad app update --id {client} --is-fallback-public-client true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PublicClient,
        patterns: &[
            Aadsts(700025),
            All(&[
                Aadsts(90023),
                Text("Public clients can't send a client secret"),
            ]),
        ],
        kind: Rejected,
        summary: "the app is a public client, which cannot use a credential",
        remedy: Do(
            "use the client id of the app registration that has the federated credential; or send no secret, if a user signs in with this app",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RoleNotAssigned,
        patterns: &[Aadsts(501051)],
        kind: Rejected,
        summary: "the resource requires an assignment that the identity does not have",
        remedy: Do(
            "assign the identity to a role of the resource's enterprise application, or turn off 'Assignment required' there",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserNotAssigned,
        patterns: &[Aadsts(50105)],
        kind: Rejected,
        summary: "the signed-in user is not assigned to the app",
        remedy: Do(
            "assign the user to the enterprise application of the app, or turn off 'Assignment required' there; in a pipeline, sign in with the service connection's identity instead",
        ),
        retry: Retry::Never,
    },
];
