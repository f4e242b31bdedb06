//! Owns the refusals of Git repositories in Azure DevOps.

use crate::kind::ErrorKind::Configuration;
use crate::pattern::Sign::{All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "git-permission",
        signs: &[
            Text("TF401027"),
            TypeKey("GitNeedsPermissionException"),
            All(&[
                Text("You need the Git"),
                Text("permission to perform this action"),
            ]),
        ],
        kind: Configuration,
        cause: "the identity lacks a permission on the repository",
        remedy: Do(
            "allow {permission} to the identity {identity}: Project settings, Repositories, Security. GenericContribute is called Contribute there, PullRequestContribute 'Contribute to pull requests', PolicyExempt 'Bypass policies when pushing'. An identity Build\\… is the project's build service",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "branch-policy",
        signs: &[Text("TF402455")],
        kind: Configuration,
        cause: "a policy of the branch takes changes by pull request only; the token is not the matter",
        remedy: Do(
            "push another branch and open a pull request, as a bot is meant to; only where it must push here, allow the identity 'Bypass policies when pushing': Project settings, Repositories, Security",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "git-credential-refused",
        signs: &[All(&[
            Text("Authentication failed for"),
            Any(&[Text("dev.azure.com"), Text("visualstudio.com")]),
        ])],
        kind: Configuration,
        cause: "Azure DevOps did not take the user name and the password of git; git does not say why",
        remedy: Do(BEARER),
        retry: Retry::Never,
    },
];

/// Credentials in the environment of git, not on its command line.
const BEARER: &str = "send the access token as a header, not on the command line: GIT_CONFIG_COUNT=1, GIT_CONFIG_KEY_0=http.extraheader, GIT_CONFIG_VALUE_0=\"Authorization: Bearer $TOKEN\". If it is refused as well, look whether the identity is in the organization: patless doctor --target URL_OF_THE_REPOSITORY";
