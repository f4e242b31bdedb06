//! Owns the failures of Entra that pass by themselves.

use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Endpoint;
use crate::pattern::Sign::{self, Aadsts, Text};
use crate::remedy::Remedy::{Do, Wait};
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "issuer-unreachable",
        signs: &[Aadsts(50166), Aadsts(501661), Aadsts(90061)],
        kind: Unavailable,
        cause: "Entra could not reach the issuer of the assertion",
        remedy: Do(
            "run the job again; if it stays so, check that {issuer}/.well-known/openid-configuration can be read from the Internet",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        name: "tenant-throttled",
        signs: &[Aadsts(90055)],
        kind: Unavailable,
        cause: "the tenant is throttled",
        remedy: Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        name: "entra-transient",
        signs: &[
            Aadsts(90033),
            Aadsts(90006),
            Aadsts(90012),
            Aadsts(90024),
            Aadsts(50033),
        ],
        kind: Unavailable,
        cause: "Entra is out of order for a moment",
        remedy: Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        name: "entra-throttled",
        signs: &[Sign::status(Endpoint::Token, 429)],
        kind: Unavailable,
        cause: "Entra throttles this client",
        remedy: Do(
            "Entra asks for a minute: run the job again later, or set retryBudget: 120. Many jobs at once share one client; ask for several tokens in one step",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        name: "entra-unavailable",
        signs: &[
            Sign::status(Endpoint::Token, 408),
            Sign::status(Endpoint::Token, 500),
            Sign::statuses(Endpoint::Token, 502, 504),
            Sign::statuses(Endpoint::Token, 506, 599),
            Text("temporarily_unavailable"),
        ],
        kind: Unavailable,
        cause: "Entra is not available",
        remedy: Do("run the job again later, or raise the input retryBudget (seconds)"),
        retry: Retry::TriedAgain,
    },
];
