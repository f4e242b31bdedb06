//! Git repositories in Azure DevOps.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::GitPermission,
        patterns: &[
            Text("TF401027"),
            TypeKey("GitNeedsPermissionException"),
            All(&[
                Text("You need the Git"),
                Text("permission to perform this action"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission on the repository",
        remedy: Do(
            "grant {permission} to the identity {identity} (Project settings, Repositories, Security). That page calls GenericContribute 'Contribute', PullRequestContribute 'Contribute to pull requests', PolicyExempt 'Bypass policies when pushing' and PullRequestBypassPolicy 'Bypass policies when completing pull requests'. A Deny, also an inherited one of a group, wins over Allow. An identity Build\\… is the job's token: '… Build Service (…)' of the project, or 'Project Collection Build Service (…)' if jobs are not limited to their project",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RefUpdateRefused,
        patterns: &[All(&[
            Text("updateStatus"),
            Any(&[
                Text("writePermissionRequired"),
                Text("createBranchPermissionRequired"),
                Text("createTagPermissionRequired"),
                Text("forcePushRequired"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity lacks a permission on the repository, and updateStatus says which one",
        remedy: Do(
            "allow it in Project settings, Repositories, Security: writePermissionRequired is 'Contribute', createBranchPermissionRequired 'Create branch', createTagPermissionRequired 'Create tag', and forcePushRequired 'Force push (rewrite history, delete branches and tags)'. The answer itself has status 200",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DependabotForbidden,
        patterns: &[Text("Dependabot::Clients::Azure::Forbidden")],
        kind: Configuration,
        summary: "the identity that Dependabot uses lacks a permission on the repository",
        remedy: Do(
            "allow it Contribute, Create branch and Contribute to pull requests (Project settings, Repositories, Security). If Dependabot uses the job's token, that is '… Build Service (…)'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BranchPolicy,
        patterns: &[Text("TF402455")],
        kind: Configuration,
        summary: "a branch policy allows changes only through pull requests; the token is not the problem",
        remedy: Do(
            "push to another branch and open a pull request. Only if the identity must push to this branch, allow it 'Bypass policies when pushing' (Project settings, Repositories, Security)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GitCredentialRefused,
        patterns: &[All(&[
            Text("Authentication failed for"),
            Any(&[Text("dev.azure.com"), Text("visualstudio.com")]),
        ])],
        kind: Configuration,
        summary: "Azure DevOps does not accept git's user name and password; git does not report why",
        remedy: Do(HELPER),
        retry: Retry::Never,
    },
];

/// Git gets a token that is valid, whatever was stored.
const HELPER: &str = "have git ask for its token: run `patless git setup` in the checkout. Headers that checkout has stored (persistCredentials) then no longer count. If it is still refused, check whether the identity is in the organization: patless doctor --target URL_OF_THE_REPOSITORY";
