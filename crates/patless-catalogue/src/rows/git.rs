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
            "grant {permission} to the identity {identity} (Project settings, Repositories, Security). That page calls GenericContribute 'Contribute', PullRequestContribute 'Contribute to pull requests', PolicyExempt 'Bypass policies when pushing' and PullRequestBypassPolicy 'Bypass policies when completing pull requests'. A Deny, also an inherited one of a group, wins over Allow. An identity Build\\… is the job's token: 'PROJECT Build Service (ORGANIZATION)', or 'Project Collection Build Service (ORGANIZATION)' if jobs are not limited to their project",
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
            "allow it Contribute, Create branch and Contribute to pull requests (Project settings, Repositories, Security). With the job's token, the identity is 'PROJECT Build Service (ORGANIZATION)'. A personal access token needs the scope Code (Read & write)",
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
const HELPER: &str = "on your own machine, erase the stored credential, echo url=URL_OF_THE_REPOSITORY | git credential reject, and sign in again, or give a new personal access token (Code) of this organization as the password: most have expired. In a job, check that the token in the URL or header is mapped in env: and not empty; or have git ask for its token: run `patless git setup` in the checkout, after which headers of checkout no longer count. If it is still refused: patless doctor --target URL_OF_THE_REPOSITORY";
