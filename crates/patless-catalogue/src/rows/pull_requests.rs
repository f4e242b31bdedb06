//! Pushes and pull requests that Azure DevOps rejects for another reason than a credential.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PullRequestExists,
        patterns: &[Text("TF401179")],
        kind: Configuration,
        summary: "these two branches have an active pull request already; the token is not the problem",
        remedy: Do(
            "update that one: a push to its source branch is enough. To look first: az repos pr list --source-branch BRANCH --status active",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BranchMissing,
        patterns: &[Text("TF401398")],
        kind: Configuration,
        summary: "one of the pull request's two branches does not exist; the token is not the problem",
        remedy: Do(
            "check that the source branch was pushed and that the target branch is named right: git ls-remote --heads origin. The REST API wants full names: refs/heads/main",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RefChanged,
        patterns: &[Text("TF401028")],
        kind: Configuration,
        summary: "somebody else has updated the branch in the meantime; the token is not the problem",
        remedy: Do("fetch the branch, rebase onto it, and push again"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PushTooLarge,
        patterns: &[Text("TF402462")],
        kind: Configuration,
        summary: "the push is larger than Azure DevOps accepts at once; the token is not the problem",
        remedy: Do(
            "push the history in parts, oldest commits first: git push origin COMMIT:refs/heads/BRANCH; keep large files in Git LFS",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SecretInPush,
        patterns: &[
            Text("The push was rejected because it contains one or more secrets"),
            Text("The push was rejected because it might contain credentials or other secrets"),
        ],
        kind: Configuration,
        summary: "the push contains a secret, which Azure DevOps found in a commit; the token is not the problem",
        remedy: Do(
            "revoke the secret, and remove it from every commit that the message names, not only from the last one: git rebase -i, then push again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CommitEmailPolicy,
        patterns: &[Text("VS403702")],
        kind: Configuration,
        summary: "a policy of the repository or project does not allow the author's mail address in a commit; the token is not the problem",
        remedy: Do(
            "set an allowed address and rewrite the commit: git config user.email ADDRESS; git commit --amend --reset-author. The policy, 'Commit author email validation', is in Project settings, Repositories, Policies",
        ),
        retry: Retry::Never,
    },
];
