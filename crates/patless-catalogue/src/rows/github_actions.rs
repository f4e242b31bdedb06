//! GitHub gives the job of a workflow no assertion.

use crate::cause::Cause;
use crate::kind::ErrorKind::Assertion;
use crate::pattern::Pattern::{self, All, Ours};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::GithubTokenRefused,
        patterns: &[
            Pattern::status(Server::GitHub, 401),
            Pattern::status(Server::GitHub, 403),
            Ours("GitHub did not issue an assertion: HTTP 401"),
            Ours("GitHub did not issue an assertion: HTTP 403"),
        ],
        kind: Assertion,
        summary: "GitHub does not let this job request assertions",
        remedy: Do(
            "give the workflow's job the permission `id-token: write`; the token for it is valid for this job only, while it runs",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoGithubAssertion,
        patterns: &[
            All(&[
                Ours("GitHub answered with HTTP"),
                Ours("instead of an assertion"),
            ]),
            Ours("GitHub answered without an assertion"),
        ],
        kind: Assertion,
        summary: "GitHub answered a request for an assertion with something else",
        remedy: Do(
            "check what is between this job and GitHub, typically a proxy; and https://www.githubstatus.com",
        ),
        retry: Retry::Never,
    },
];
