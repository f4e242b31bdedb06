//! The refusals that are about the client: its app, its service principal, its proof.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

const NO_SECRET: &str = "use a service connection with workload identity federation, which has no secret: one that Azure DevOps created by itself, and that one project uses, can be converted (Convert on its page in the project settings); in the place of another, create one";

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownClient,
        patterns: &[Aadsts(700016)],
        kind: Rejected,
        summary: "the tenant knows no app with this client id",
        remedy: Do(
            "check that client {client} and tenant {tenant} of the service connection belong together; an object id is no client id. Look with: az ad sp show --id {client}",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedClient,
        patterns: &[Aadsts(700038)],
        kind: Rejected,
        summary: "the client id is no id of an app",
        remedy: Do(
            "put the application (client) id into the service connection in the place of the filler",
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
        remedy: Do("create it: az ad sp create --id {client}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ManagedIdentityWithSecret,
        patterns: &[Aadsts(7000232)],
        kind: Rejected,
        summary: "the client is a managed identity, and those have no secrets",
        remedy: Do(
            "remove the secret (the variable AZURE_CLIENT_SECRET, or a service connection with a secret), and give the managed identity a federated credential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisabledServicePrincipal,
        patterns: &[Aadsts(7000112)],
        kind: Rejected,
        summary: "the app is disabled",
        remedy: Do(
            "enable the enterprise application in the tenant: az ad sp update --id {client} --set accountEnabled=true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RemovedApp,
        patterns: &[Aadsts(70001), Aadsts(700011)],
        kind: Rejected,
        summary: "the app was disabled or removed",
        remedy: Do(
            "look for it in the tenant with: az ad sp show --id {client}; restore it, or correct the client id of the service connection",
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
        summary: "the client secret is wrong, or its id was given in its place",
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
        patterns: &[Aadsts(7000218), Aadsts(7000216)],
        kind: Rejected,
        summary: "neither an assertion nor a secret was sent",
        remedy: Do(
            "look for the variable that is empty: a secret variable reaches a script through env: only. In a task, look at the service connection: one with a publish profile has nothing to send; create it anew with workload identity federation",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PublicClient,
        patterns: &[Aadsts(700025)],
        kind: Rejected,
        summary: "the app is a public client, and those prove nothing",
        remedy: Do("use the client id of an app registration that has the federated credential"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RoleNotAssigned,
        patterns: &[Aadsts(501051)],
        kind: Rejected,
        summary: "the resource asks for an assignment that the identity does not have",
        remedy: Do(
            "assign the identity a role of the resource's enterprise application, or turn off 'Assignment required' there",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserNotAssigned,
        patterns: &[Aadsts(50105)],
        kind: Rejected,
        summary: "a user signed in who is not assigned to the app",
        remedy: Do("sign in as the service connection's identity: a pipeline has no user"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoConsent,
        patterns: &[Aadsts(65001)],
        kind: Rejected,
        summary: "a user signed in, and nobody consented to the app",
        remedy: Do(
            "sign in as the service connection's identity: it needs no API permission and no consent for Azure DevOps",
        ),
        retry: Retry::Never,
    },
];
