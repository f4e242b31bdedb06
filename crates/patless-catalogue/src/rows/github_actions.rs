//! The job of a GitHub workflow gets no assertion.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Assertion, Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Ours};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ForeignGithubHost,
        patterns: &[Ours("which is not GitHub")],
        kind: Configuration,
        summary: "the token of the workflow's job would go to a host that is not GitHub's",
        remedy: Do(
            "find what set ACTIONS_ID_TOKEN_REQUEST_URL, and remove that: GitHub sets it itself. On GitHub Enterprise Server, the URL is on the host that GITHUB_SERVER_URL names",
        ),
        retry: Retry::Never,
    },
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
        cause: Cause::GithubUnavailable,
        patterns: &[
            Pattern::status(Server::GitHub, 408),
            Pattern::status(Server::GitHub, 429),
            Pattern::status(Server::GitHub, 500),
            Pattern::statuses(Server::GitHub, 502, 504),
            Pattern::statuses(Server::GitHub, 506, 599),
        ],
        kind: Unavailable,
        summary: "GitHub is unavailable, or is throttling this job",
        remedy: Do(
            "run the job again later, or increase --retry-budget (seconds); https://www.githubstatus.com shows outages",
        ),
        retry: Retry::TriedAgain,
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
