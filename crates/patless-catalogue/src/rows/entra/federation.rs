//! The refusals where the federated credential and the assertion do not match.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Subject, Text};
use crate::remedy::Remedy::{Do, FederatedCredential};
use crate::row::{Retry, Row};

const CREATE: &str =
    "create or correct the federated credential of the app or managed identity; it must be:";

const BY_NAME: &str = "give the service connection's id (a GUID) where its name was given: asked with a name, Azure DevOps \
    silently answers about the pipeline. A task input of type connectedService hands over the id by itself. Leave the \
    federated credential as it is";

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PipelineSubject,
        patterns: &[
            All(&[Aadsts(700213), Subject("p://")]),
            All(&[Aadsts(70021), Subject("p://")]),
            All(&[Aadsts(700211), Subject("p://")]),
            All(&[Aadsts(7002138), Subject("p://")]),
        ],
        kind: Rejected,
        summary: "the assertion is about the pipeline, not about the service connection",
        remedy: Do(BY_NAME),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongSubject,
        patterns: &[
            Aadsts(700213),
            All(&[
                Aadsts(700223),
                Text("No matching federated identity record"),
            ]),
        ],
        kind: Rejected,
        summary: "no federated credential has this subject",
        remedy: FederatedCredential(CREATE),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::SubjectCase,
        patterns: &[Aadsts(7002138)],
        kind: Rejected,
        summary: "the subject differs from the federated credential's in upper and lower case only",
        remedy: FederatedCredential(
            "delete the federated credential and create it anew, in exactly this spelling:",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongIssuer,
        patterns: &[Aadsts(700211)],
        kind: Rejected,
        summary: "no federated credential has this issuer",
        remedy: FederatedCredential(CREATE),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::WrongAudience,
        patterns: &[Aadsts(700212)],
        kind: Rejected,
        summary: "no federated credential has this audience",
        remedy: FederatedCredential(
            "set the audience of the federated credential to api://AzureADTokenExchange, whatever the assertion says of its own; it must be:",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoMatchingCredential,
        patterns: &[Aadsts(70021)],
        kind: Rejected,
        summary: "no federated credential matches the assertion, or a new one is not known everywhere yet",
        remedy: FederatedCredential(
            "compare issuer, subject and audience of the federated credential letter by letter; if they are equal, it is minutes old: wait, or set waitForPropagation: 10. It must be:",
        ),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::NoFederatedCredential,
        patterns: &[Aadsts(70025)],
        kind: Rejected,
        summary: "the app has no federated credential at all",
        remedy: FederatedCredential(
            "check that client {client} is the one that you mean, then create the federated credential on it; it must be:",
        ),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::MultitenantApp,
        patterns: &[Aadsts(70052)],
        kind: Rejected,
        summary: "an app of several tenants cannot stand behind this service connection",
        remedy: Do(
            "use a managed identity, or an app registration of one tenant: az ad app update --id {client} --sign-in-audience AzureADMyOrg",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FederationPolicy,
        patterns: &[Aadsts(700223), Aadsts(700238)],
        kind: Rejected,
        summary: "a policy of the tenant restricts workload identity federation",
        remedy: Do(
            "have an administrator of the tenant allow the issuer {issuer} in the app management policy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EnterpriseClaim,
        patterns: &[Aadsts(7002381)],
        kind: Rejected,
        summary: "a policy of the tenant asks for a claim that the issuer did not write",
        remedy: Do(
            "have an administrator of the tenant except this issuer from the policy; issuer and subject did match",
        ),
        retry: Retry::Never,
    },
];
