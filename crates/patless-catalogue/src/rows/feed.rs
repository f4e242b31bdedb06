//! Package feeds of Azure Artifacts, and the tools that use them.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows. Feeds for a specific tool come before feeds in general.
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
            All(&[Text("ERR_PNPM_FETCH_403"), FEED]),
            All(&[Text("HTTP error 403 while getting"), FEED]),
            All(&[Text("(403) Forbidden"), FEED]),
            All(&[Text("ReasonPhrase:Forbidden"), FEED]),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission on the feed",
        remedy: Do(
            "give a role on the feed (Feed settings, Permissions). To publish (PUT, push, AddPackage): Feed Publisher (Contributor). To download (GET, ReadPackages): Feed Reader; for a public package that the feed fetches first (AddUpstreamPackage): Feed and Upstream Reader (Collaborator). In a pipeline without a connection for the feed, the role goes to 'PROJECT Build Service (ORGANIZATION)', or to 'Project Collection Build Service (ORGANIZATION)' where the job authorization scope is not limited to the project; elsewhere, to the account of the token. To publish, a personal access token needs the scope Packaging (Read & write)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NpmTokenNotAccepted,
        patterns: &[
            All(&[Text("E401"), FEED]),
            All(&[Text("ERR_PNPM_FETCH_401"), FEED]),
            // bun
            All(&[Text("error: GET"), Text("- 401"), FEED]),
            Text("Unable to authenticate, need: Bearer authorization_uri"),
            // npm names no registry here.
            Text("Unable to authenticate, your authentication token seems to be invalid"),
            All(&[Text("E401"), Text("Incorrect or missing password")]),
        ],
        kind: Configuration,
        summary: "the npm registry does not accept the token: it is missing or expired, .npmrc has it in the wrong form, or its account has no access to the feed",
        remedy: Do(
            "see which registry it is: npm config get registry, and @SCOPE:registry in .npmrc. For Azure Artifacts, on your own machine, renew the token: on Windows vsts-npm-auth -config .npmrc -F; elsewhere create a personal access token with the scope Packaging (Read), and write it in base64 as _password into ~/.npmrc (Connect to feed, npm, Other shows the lines). In a pipeline, run npmAuthenticate@0 with workingFile: .npmrc earlier in the same job; _authToken takes only an access token. Then give the account a role on the feed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NugetTokenNotAccepted,
        patterns: &[
            All(&[UNAUTHORIZED, FEED, Text("nuget")]),
            All(&[FEED, Text("NU1301"), Text("Unauthorized")]),
            All(&[FEED, Text("NU1900"), Text("Unauthorized")]),
        ],
        kind: Configuration,
        summary: "NuGet has no credential for the feed, or the feed does not accept it",
        remedy: Do(
            "on your own machine: install the credential provider (https://github.com/microsoft/artifacts-credprovider), then dotnet restore --interactive; in Visual Studio, sign in with the organization's account. Remove an expired token under packageSourceCredentials in nuget.config. In a pipeline: NuGetAuthenticate@1 earlier in the same job, and a role on the feed for the build service, or for the identity of the connection that the task names; for a feed in another project, turn off 'Limit job authorization scope to current project'; for another organization, name a connection in azureDevOpsServiceConnection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FeedTokenNotAccepted,
        patterns: &[
            All(&[UNAUTHORIZED, FEED]),
            All(&[Text("(401) Unauthorized"), FEED]),
            // coursier, and with it sbt
            All(&[Text("unauthorized: https://pkgs.dev.azure.com"), FEED]),
        ],
        kind: Configuration,
        summary: "the feed got no token, or does not accept it",
        remedy: Do(
            "send a token as the password, with any user name: on your own machine a personal access token with the scope Packaging (Read) that has not expired, in a pipeline $(System.AccessToken), or an access token for Azure DevOps. Then give the account a role on the feed (Feed settings, Permissions); in a pipeline, that of the build service",
        ),
        retry: Retry::Never,
    },
];

/// A refused credential.
pub(super) const UNAUTHORIZED: Pattern = Pattern::status(Server::Target, 401);

/// A feed of Azure Artifacts, by its current or previous address.
pub(super) const FEED: Pattern = Any(&[Text("pkgs.dev.azure.com"), Text("pkgs.visualstudio.com")]);
