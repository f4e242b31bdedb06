//! Owns the refusals of package feeds: Azure Artifacts, and the tools that read from it.

use crate::kind::ErrorKind::Configuration;
use crate::pattern::Endpoint;
use crate::pattern::Sign::{self, All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. A feed of one kind comes before any feed.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "feed-permission",
        signs: &[
            TypeKey("FeedNeedsPermissionsException"),
            All(&[
                Text("lacks permission to complete this action"),
                Text("You need to have"),
            ]),
            All(&[Sign::status(Endpoint::Target, 403), FEED]),
        ],
        kind: Configuration,
        cause: "the identity lacks a permission on the feed",
        remedy: Do(
            "give the identity a role that has {permission}: Feed settings, Permissions. ReadPackages comes with Feed Reader, AddUpstreamPackage with Feed and Upstream Reader (Collaborator), AddPackage with Feed Publisher (Contributor)",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "npm-token-not-accepted",
        signs: &[
            All(&[Text("npm ERR!"), Text("E401")]),
            All(&[Text("npm error"), Text("E401")]),
            Text("Unable to authenticate, your authentication token seems to be invalid"),
        ],
        kind: Configuration,
        cause: "the npm registry does not take the token: it stands in .npmrc in the wrong form, or its identity may not read the feed",
        remedy: Do(
            "write an access token into .npmrc as _authToken, behind the registry's own path, and map its variable in env:; where _password is used, it holds the token in base64, beside any username. If the form is right, give the identity a role on the feed: Feed settings, Permissions",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "nuget-token-not-accepted",
        signs: &[
            All(&[UNAUTHORIZED, FEED, Text("nuget")]),
            All(&[FEED, Text("NU1301"), Text("Unauthorized")]),
        ],
        kind: Configuration,
        cause: "NuGet has no credential for the feed in this step, or one that the feed does not take",
        remedy: Do(
            "put NuGetAuthenticate@1 before it in the same job. If it is there: give the build service's identity, or that of the connection which the task names, a role on the feed, and for a feed of another project turn off 'Limit job authorization scope to current project'",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "python-token-not-accepted",
        signs: &[All(&[UNAUTHORIZED, FEED, Text("pypi")])],
        kind: Configuration,
        cause: "the Python feed does not take the user name and the password that were sent",
        remedy: Do(
            "give the access token as the password, beside any user name: TWINE_USERNAME=build and TWINE_PASSWORD from env:, or TwineAuthenticate@1 and PipAuthenticate@1; the identity needs Feed Publisher (Contributor) to upload",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "feed-token-not-accepted",
        signs: &[All(&[UNAUTHORIZED, FEED])],
        kind: Configuration,
        cause: "the feed got no token, or none that it takes",
        remedy: Do(
            "give the access token as the password, beside any user name, and the identity a role on the feed (Feed settings, Permissions)",
        ),
        retry: Retry::Never,
    },
];

const UNAUTHORIZED: Sign = Sign::status(Endpoint::Target, 401);

/// A feed of Azure Artifacts, by its address of today or the one before.
const FEED: Sign = Any(&[Text("pkgs.dev.azure.com"), Text("pkgs.visualstudio.com")]);
