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
        patterns: &[Aadsts(53003), Aadsts(530031)],
        kind: Rejected,
        summary: "a Conditional Access policy blocks this identity",
        remedy: Do(
            "give the tenant administrator the correlation id {correlation id} and the policy ids {policies}: for an identity of a pipeline, the policies check the agent's public address and the identity's risk; for a user, also the device, the app and the kind of sign-in, such as a device code",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SecurityPolicy,
        patterns: &[Aadsts(530032), Aadsts(530035)],
        kind: Rejected,
        summary: "a security policy of the tenant blocks the sign-in",
        remedy: Do(
            "sign in through the browser with a second factor, not with a user name and password: az login; if that is blocked as well, give the tenant administrator the correlation id {correlation id}, with which the sign-in logs show the policy. In a pipeline, use the service connection's identity",
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
