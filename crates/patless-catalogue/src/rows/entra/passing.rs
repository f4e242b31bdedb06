//! Temporary failures of Entra.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, Aadsts, Text};
use crate::remedy::Remedy::{Do, Wait};
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::IssuerUnreachable,
        patterns: &[Aadsts(50166), Aadsts(501661), Aadsts(90061)],
        kind: Unavailable,
        summary: "Entra could not reach the assertion's issuer",
        remedy: Do(
            "try again in some minutes, or run the job again; if the error persists, check that {issuer}/.well-known/openid-configuration can be reached from the Internet",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TenantThrottled,
        patterns: &[Aadsts(90055)],
        kind: Unavailable,
        summary: "Entra is throttling the tenant",
        remedy: Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::EntraTransient,
        patterns: &[
            Aadsts(90033),
            Aadsts(90006),
            Aadsts(90012),
            Aadsts(90024),
            Aadsts(50033),
            Aadsts(50000),
            Aadsts(50087),
            Aadsts(50088),
            Aadsts(70012),
            Aadsts(90090),
            Aadsts(90091),
        ],
        kind: Unavailable,
        summary: "Entra has a temporary problem",
        remedy: Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::EntraThrottled,
        patterns: &[Pattern::status(Server::Token, 429)],
        kind: Unavailable,
        summary: "Entra is throttling this client",
        remedy: Do(
            "Entra wants clients to wait a minute: run the job again later, or set retryBudget: 120. If many jobs share this client, request several tokens in one step",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::EntraUnavailable,
        patterns: &[
            Pattern::status(Server::Token, 408),
            Pattern::status(Server::Token, 500),
            Pattern::statuses(Server::Token, 502, 504),
            Pattern::statuses(Server::Token, 506, 599),
            Text("temporarily_unavailable"),
        ],
        kind: Unavailable,
        summary: "Entra is unavailable",
        remedy: Do("run the job again later, or increase the input retryBudget (seconds)"),
        retry: Retry::TriedAgain,
    },
];
