//! The refusals of policies: those about workloads, and those that only users meet.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ConditionalAccess,
        patterns: &[Aadsts(53003)],
        kind: Rejected,
        summary: "a Conditional Access policy blocks this identity",
        remedy: Do(
            "give the tenant's administrator the correlation id {correlation id} and the policies {policies}: they look at the agent's public address and at the identity's risk",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SecurityPolicy,
        patterns: &[Aadsts(530032), Aadsts(530035)],
        kind: Rejected,
        summary: "a security policy of the tenant blocks the sign-in",
        remedy: Do("give the correlation id {correlation id} to the tenant's administrator"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnmanagedDevice,
        patterns: &[Aadsts(530003)],
        kind: Rejected,
        summary: "a user signed in from a device that the tenant does not manage",
        remedy: Do("sign in as the service connection's identity: no device stands behind it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserSignIn,
        patterns: &[
            Aadsts(700082),
            Aadsts(70043),
            Aadsts(50076),
            Aadsts(50079),
            Aadsts(50158),
            Aadsts(50173),
        ],
        kind: Rejected,
        summary: "a user's sign-in expired or needs another step that a pipeline cannot take",
        remedy: Do(
            "in a pipeline, sign in as the service connection's identity in the place of a user; at a desk, sign in anew: az login",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RequestLoop,
        patterns: &[Aadsts(50196)],
        kind: Rejected,
        summary: "a client asked for the same again and again, and Entra stopped it",
        remedy: Do("keep the access token and use it again: it lives for an hour"),
        retry: Retry::Never,
    },
];
