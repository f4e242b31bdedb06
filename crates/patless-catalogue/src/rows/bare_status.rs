//! What is said of a status alone, where the text does not tell which server answered.

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
        summary: "if Azure DevOps answered, it saw no valid token and showed its sign-in page, which is no success",
        remedy: Do(
            "check that the variable with the token is mapped in env: and is not empty, that the header is Authorization: Bearer $TOKEN, and that the token is for scope: azureDevOps",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare401,
        patterns: &[BareStatus(401)],
        kind: Configuration,
        summary: "a server saw no token, or does not take the one it saw; permissions are not the matter",
        remedy: Do(
            "check that the variable with the token is mapped in env: and is not empty, that the header is Authorization: Bearer $TOKEN, and that the scope of the token is this server's. The body of the answer says more: explain it as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare403,
        patterns: &[BareStatus(403)],
        kind: Configuration,
        summary: "a server knows the identity, and does not allow it this",
        remedy: Do(
            "give the identity the permission or role there; Azure DevOps also asks for the access level Basic where repositories are used. The body of the answer says more: explain it as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::Bare404,
        patterns: &[BareStatus(404)],
        kind: Configuration,
        summary: "there is nothing at this address, or the identity may not see it",
        remedy: Do(
            "check the address; for Azure DevOps, patless doctor --target URL says whether the identity sees the organization, the project and the repository. The body of the answer says more: explain it as well",
        ),
        retry: Retry::Never,
    },
];
