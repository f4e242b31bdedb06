//! The refusals of Git repositories in Azure DevOps.

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
            "allow {permission} to the identity {identity}: Project settings, Repositories, Security. GenericContribute is called Contribute there, PullRequestContribute 'Contribute to pull requests', PolicyExempt 'Bypass policies when pushing'. An identity Build\\… is the project's build service",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BranchPolicy,
        patterns: &[Text("TF402455")],
        kind: Configuration,
        summary: "a policy of the branch takes changes by pull request only; the token is not the matter",
        remedy: Do(
            "push another branch and open a pull request, as a bot is meant to; only where it must push here, allow the identity 'Bypass policies when pushing': Project settings, Repositories, Security",
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
        summary: "Azure DevOps did not take the user name and the password of git; git does not say why",
        remedy: Do(BEARER),
        retry: Retry::Never,
    },
];

/// Credentials in the environment of git, not on its command line.
const BEARER: &str = "send the access token as a header, not on the command line: GIT_CONFIG_COUNT=1, GIT_CONFIG_KEY_0=http.extraheader, GIT_CONFIG_VALUE_0=\"Authorization: Bearer $TOKEN\". If it is refused as well, look whether the identity is in the organization: patless doctor --target URL_OF_THE_REPOSITORY";
