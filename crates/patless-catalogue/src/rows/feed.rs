//! The refusals of package feeds: Azure Artifacts, and the tools that read from it.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows. A feed of one kind comes before any feed.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::FeedPermission,
        patterns: &[
            TypeKey("FeedNeedsPermissionsException"),
            All(&[
                Text("lacks permission to complete this action"),
                Text("You need to have"),
            ]),
            All(&[Pattern::status(Server::Target, 403), FEED]),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission on the feed",
        remedy: Do(
            "give the identity a role that has {permission}: Feed settings, Permissions. ReadPackages comes with Feed Reader, AddUpstreamPackage with Feed and Upstream Reader (Collaborator), AddPackage with Feed Publisher (Contributor)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NpmTokenNotAccepted,
        patterns: &[
            All(&[Text("npm ERR!"), Text("E401")]),
            All(&[Text("npm error"), Text("E401")]),
            Text("Unable to authenticate, your authentication token seems to be invalid"),
        ],
        kind: Configuration,
        summary: "the npm registry does not take the token: it stands in .npmrc in the wrong form, or its identity may not read the feed",
        remedy: Do(
            "write an access token into .npmrc as _authToken, behind the registry's own path, and map its variable in env:; where _password is used, it holds the token in base64, beside any username. If the form is right, give the identity a role on the feed: Feed settings, Permissions",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NugetTokenNotAccepted,
        patterns: &[
            All(&[UNAUTHORIZED, FEED, Text("nuget")]),
            All(&[FEED, Text("NU1301"), Text("Unauthorized")]),
        ],
        kind: Configuration,
        summary: "NuGet has no credential for the feed in this step, or one that the feed does not take",
        remedy: Do(
            "put NuGetAuthenticate@1 before it in the same job. If it is there: give the build service's identity, or that of the connection which the task names, a role on the feed, and for a feed of another project turn off 'Limit job authorization scope to current project'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonTokenNotAccepted,
        patterns: &[All(&[UNAUTHORIZED, FEED, Text("pypi")])],
        kind: Configuration,
        summary: "the Python feed does not take the user name and the password that were sent",
        remedy: Do(
            "give the access token as the password, beside any user name: TWINE_USERNAME=build and TWINE_PASSWORD from env:, or TwineAuthenticate@1 and PipAuthenticate@1; the identity needs Feed Publisher (Contributor) to upload",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FeedTokenNotAccepted,
        patterns: &[All(&[UNAUTHORIZED, FEED])],
        kind: Configuration,
        summary: "the feed got no token, or none that it takes",
        remedy: Do(
            "give the access token as the password, beside any user name, and the identity a role on the feed (Feed settings, Permissions)",
        ),
        retry: Retry::Never,
    },
];

const UNAUTHORIZED: Pattern = Pattern::status(Server::Target, 401);

/// A feed of Azure Artifacts, by its address of today or the one before.
const FEED: Pattern = Any(&[Text("pkgs.dev.azure.com"), Text("pkgs.visualstudio.com")]);
