//! Owns the refusals of policies: those about workloads, and those that only users meet.

use crate::kind::ErrorKind::Rejected;
use crate::pattern::Sign::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "conditional-access",
        signs: &[Aadsts(53003)],
        kind: Rejected,
        cause: "a Conditional Access policy blocks this identity",
        remedy: Do(
            "give the tenant's administrator the correlation id {correlation id} and the policies {policies}: they look at the agent's public address and at the identity's risk",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "security-policy",
        signs: &[Aadsts(530032), Aadsts(530035)],
        kind: Rejected,
        cause: "a security policy of the tenant blocks the sign-in",
        remedy: Do("give the correlation id {correlation id} to the tenant's administrator"),
        retry: Retry::Never,
    },
    Row {
        name: "unmanaged-device",
        signs: &[Aadsts(530003)],
        kind: Rejected,
        cause: "a user signed in from a device that the tenant does not manage",
        remedy: Do("sign in as the service connection's identity: no device stands behind it"),
        retry: Retry::Never,
    },
    Row {
        name: "user-sign-in",
        signs: &[
            Aadsts(700082),
            Aadsts(70043),
            Aadsts(50076),
            Aadsts(50079),
            Aadsts(50158),
            Aadsts(50173),
        ],
        kind: Rejected,
        cause: "a user's sign-in expired or needs another step that a pipeline cannot take",
        remedy: Do(
            "in a pipeline, sign in as the service connection's identity in the place of a user; at a desk, sign in anew: az login",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "request-loop",
        signs: &[Aadsts(50196)],
        kind: Rejected,
        cause: "a client asked for the same again and again, and Entra stopped it",
        remedy: Do("keep the access token and use it again: it lives for an hour"),
        retry: Retry::Never,
    },
];
