//! The federated credential and the assertion do not match.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Subject, Text};
use crate::remedy::Remedy::{Do, FederatedCredential};
use crate::row::{Retry, Row};

const CREATE: &str = "create this federated credential on the app registration or managed identity, or correct the existing one to match:";

const USE_THE_ID: &str = "pass the service connection's id (a GUID) instead of its name: Azure DevOps ignores a name and issues an assertion for the pipeline. A task input of type connectedService passes the id automatically. Do not change the federated credential";

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
        remedy: Do(USE_THE_ID),
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
        summary: "the subject differs from the federated credential's only in upper and lower case",
        remedy: FederatedCredential(
            "delete the federated credential and create it again with exactly this spelling:",
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
            "set the audience of the federated credential to api://AzureADTokenExchange, even if the assertion itself shows another audience:",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoMatchingCredential,
        patterns: &[Aadsts(70021)],
        kind: Rejected,
        summary: "no federated credential matches the assertion, or a new one has not reached all of Entra's servers yet",
        remedy: FederatedCredential(
            "compare the issuer, subject and audience of the federated credential character by character. If they match, the credential is too new: wait a few minutes, or set waitForPropagation: 10. It must be:",
        ),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::NoFederatedCredential,
        patterns: &[Aadsts(70025)],
        kind: Rejected,
        summary: "the app has no federated credentials",
        remedy: FederatedCredential(
            "check that client {client} is the intended one, then create this federated credential on it:",
        ),
        retry: Retry::WithPropagation,
    },
    Row {
        cause: Cause::MultitenantApp,
        patterns: &[Aadsts(70052)],
        kind: Rejected,
        summary: "a multitenant app cannot be used with this service connection",
        remedy: Do(
            "use a managed identity or a single-tenant app registration: az ad app update --id {client} --sign-in-audience AzureADMyOrg",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FederationPolicy,
        patterns: &[Aadsts(700223), Aadsts(700238)],
        kind: Rejected,
        summary: "a tenant policy restricts workload identity federation",
        remedy: Do(
            "ask a tenant administrator to allow the issuer {issuer} in the app management policy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EnterpriseClaim,
        patterns: &[Aadsts(7002381)],
        kind: Rejected,
        summary: "a tenant policy requires a claim that the assertion does not contain",
        remedy: Do(
            "ask a tenant administrator to exempt this issuer from the policy; the issuer and subject are correct",
        ),
        retry: Retry::Never,
    },
];
