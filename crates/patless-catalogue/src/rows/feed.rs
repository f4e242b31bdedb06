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
            "give the identity a role on the feed (Feed settings, Permissions): Feed Reader for ReadPackages, Feed and Upstream Reader (Collaborator) for AddUpstreamPackage, Feed Publisher (Contributor) for AddPackage. A message that names none is mostly about AddUpstreamPackage if a public package was read, and about AddPackage if one was published. In a pipeline without a connection for the feed, the identity is the build service: add 'PROJECT Build Service (ORGANIZATION)', or 'Project Collection Build Service (ORGANIZATION)' where the job authorization scope is not limited to the project",
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
        summary: "the npm registry does not accept the token: it is missing or expired, .npmrc has it in the wrong form, or the identity has no access to the feed",
        remedy: Do(
            "look which registry it is: npm config get registry, and @SCOPE:registry in .npmrc. For a feed of Azure Artifacts, set _authToken for the registry's own path in .npmrc to the access token, and map the token's variable in env:, or run npmAuthenticate@0. If you use _password instead, it must hold the token in base64, with any username. If the form is correct, give the identity a role on the feed (Feed settings, Permissions)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NugetInContainerBuild,
        patterns: &[All(&[
            FEED,
            Any(&[UNAUTHORIZED, Text("Unauthorized"), Text("NU1301")]),
            Any(&[
                Text("RUN dotnet"),
                Text("RUN nuget"),
                Text("docker build"),
                Text("docker buildx"),
                Text("Dockerfile"),
            ]),
        ])],
        kind: Configuration,
        summary: "NuGet has no credential for the feed inside the build of the container, which does not see those of the job",
        remedy: Do(
            "pass $(System.AccessToken), or a token from Patless, into the build as a secret (docker build --secret), install the credential provider in the Dockerfile, and set there VSS_NUGET_EXTERNAL_FEED_ENDPOINTS, with the URL of the feed as in nuget.config and the token as the password: https://github.com/microsoft/artifacts-credprovider shows its form. NuGetAuthenticate@1 sets other variables for feeds of the same organization, so passing that one on is not enough",
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
        summary: "NuGet has no credential for the feed in this step, or the feed does not accept it",
        remedy: Do(
            "run NuGetAuthenticate@1 earlier in the same job. If you already do, give a role on the feed to the build service identity, or to the identity of the connection that the task names; for a feed in another project, turn off 'Limit job authorization scope to current project'; for one in another organization, name a connection in azureDevOpsServiceConnection. On your own machine: dotnet restore --interactive",
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
            "use the access token as the password, with any user name, and give the identity a role on the feed (Feed settings, Permissions)",
        ),
        retry: Retry::Never,
    },
];

/// A refused credential.
pub(super) const UNAUTHORIZED: Pattern = Pattern::status(Server::Target, 401);

/// A feed of Azure Artifacts, by its current or previous address.
pub(super) const FEED: Pattern = Any(&[Text("pkgs.dev.azure.com"), Text("pkgs.visualstudio.com")]);
