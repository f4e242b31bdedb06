//! Sources of identity: none is here, or the one that is here cannot be used.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Ours};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoSource,
        patterns: &[Ours("no source of identity was found")],
        kind: Configuration,
        summary: "no source of identity was found",
        remedy: Do(
            "on your own machine, sign in with az login or azd auth login; in a job or on a server, set what the source needs: docs/SOURCES.md lists that for each",
        ),
        retry: Retry::Never,
    },
    // No text identifies it: every program reports variables that are not set.
    Row {
        cause: Cause::IncompleteSource,
        patterns: &[],
        kind: Configuration,
        summary: "the source of identity is here, but a part of it is missing",
        remedy: Do(
            "set the variable, or give the flag: --tenant for AZURE_TENANT_ID, --client for AZURE_CLIENT_ID",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAssertions,
        patterns: &[Ours("the identity is proven by")],
        kind: Configuration,
        summary: "this identity has no assertion: it is proven in another way",
        remedy: Do(
            "use a source with workload identity federation, such as a service connection of that scheme, or ask for an access token instead",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnusableTokenVariable,
        patterns: &[
            Ours("instead of a token"),
            Ours("holds characters that no token has"),
        ],
        kind: Configuration,
        summary: "the variable that should hold an access token holds something else",
        remedy: Do(
            "check the name in the step's env: an unknown variable stays there as the text $(NAME). Or remove the variable, so that a token is requested",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnusableTokenFile,
        patterns: &[
            Ours("with the token cannot be read"),
            All(&[Ours("the file"), Ours("holds no token")]),
        ],
        kind: Configuration,
        summary: "the file that should hold the assertion of the workload identity cannot be used",
        remedy: Do(
            "check AZURE_FEDERATED_TOKEN_FILE: on Kubernetes, the pod needs the label azure.workload.identity/use: \"true\" and a service account with the annotation azure.workload.identity/client-id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SeveralSources,
        patterns: &[Ours("which are two sources at once")],
        kind: Configuration,
        summary: "two sources of identity are here at once, and nothing says which one is meant",
        remedy: Do(
            "remove the variable that is not meant, or name the source: --source client-certificate or --source client-secret",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeeperGone,
        patterns: &[
            Ours("which does not answer"),
            Ours("PATLESS_KEEPER names the folder"),
        ],
        kind: Configuration,
        summary: "the keeper of this job is gone",
        remedy: Do(
            "see in the log of the step with keepFresh, at the end of the job, why it ended; a step that kills all processes of its user ends it as well. In a container job, start the keeper in the same container as the step that asks: it is not reached from another",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignKeeper,
        patterns: &[Ours("which is not the private folder of a keeper")],
        kind: Configuration,
        summary: "PATLESS_KEEPER names a folder that no keeper of this user has made",
        remedy: Do(
            "find the step that sets PATLESS_KEEPER: only Patless@1 with keepFresh does. Run the step as the same user as the agent",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeeperRefused,
        patterns: &[Ours("the keeper of this job gives no token")],
        kind: Configuration,
        summary: "the keeper of this job does not answer this request",
        remedy: Do(
            "its own words say why. Add the resource to the input resources of the step with keepFresh, or ask for a shorter lifetime",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeeperNotStarted,
        patterns: &[Ours("the keeper cannot be started")],
        kind: Configuration,
        summary: "tokens cannot be kept fresh in this job",
        remedy: Do(
            "the message says what the system refuses. Without keepFresh, the step works as before, with a token for an hour",
        ),
        retry: Retry::Never,
    },
];
