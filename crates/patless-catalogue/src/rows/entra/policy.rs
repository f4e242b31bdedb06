//! Policies of the tenant: those for workloads, and those that affect users only.

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
            "give the tenant administrator the correlation id {correlation id} and the policy ids {policies}: the policies check the agent's public address and the identity's risk",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SecurityPolicy,
        patterns: &[Aadsts(530032), Aadsts(530035)],
        kind: Rejected,
        summary: "a security policy of the tenant blocks the sign-in",
        remedy: Do("give the tenant administrator the correlation id {correlation id}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnmanagedDevice,
        patterns: &[Aadsts(530003)],
        kind: Rejected,
        summary: "a user signed in from a device that the tenant does not manage",
        remedy: Do(
            "sign in on a device that the tenant manages; in a pipeline, use the service connection's identity, which needs no device",
        ),
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
        summary: "a user's sign-in has expired or needs an interactive step that a pipeline cannot perform",
        remedy: Do(
            "on your own machine, sign in again: az login, or azd auth login; in a pipeline, use the service connection's identity instead of a user",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RequestLoop,
        patterns: &[Aadsts(50196)],
        kind: Rejected,
        summary: "a client requested the same token repeatedly, and Entra stopped it",
        remedy: Do("reuse the access token: it is valid for an hour"),
        retry: Retry::Never,
    },
];
