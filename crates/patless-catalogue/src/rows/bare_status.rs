//! A status in a text that does not say which server responded.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::BareStatus;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::Bare203,
        patterns: &[BareStatus(203)],
        kind: Configuration,
        summary: "if Azure DevOps answered, it got no valid token and returned its sign-in page, which is not a success",
        remedy: Do(
            "check that the variable with the token is mapped in env: and not empty, that the header is Authorization: Bearer $TOKEN, and that the token is for scope: azureDevOps",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare401,
        patterns: &[BareStatus(401)],
        kind: Configuration,
        summary: "the server got no token, or does not accept the one it got; permissions are not the problem",
        remedy: Do(
            "check that the variable with the token is mapped in env: and not empty, that the header is Authorization: Bearer $TOKEN, and that the token's scope is for this server. The response body says more: explain it as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare403,
        patterns: &[BareStatus(403)],
        kind: Configuration,
        summary: "the server recognizes the identity but denies the request",
        remedy: Do(
            "give the identity the permission or role that it needs there; for repositories, Azure DevOps also requires the access level Basic. The response body says more: explain it as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare404,
        patterns: &[BareStatus(404)],
        kind: Configuration,
        summary: "nothing exists at this address, or the identity has no access to it",
        remedy: Do(
            "check the address; for Azure DevOps, patless doctor --target URL shows whether the identity can access the organization, the project and the repository. The response body says more: explain it as well",
        ),
        retry: Retry::Never,
    },
];
