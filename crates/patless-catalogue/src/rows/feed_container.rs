//! Package managers inside the build of a container, which sees no credential of the job or of the person.

use super::feed::{FEED, UNAUTHORIZED};
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They come before those of the same tools elsewhere.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NpmInContainerBuild,
        patterns: &[All(&[
            Any(&[
                Text("RUN npm"),
                Text("RUN pnpm"),
                Text("RUN yarn"),
                Text("RUN corepack"),
            ]),
            Any(&[FEED, Text("need: Bearer authorization_uri")]),
            Any(&[
                Text("E401"),
                Text("ENEEDAUTH"),
                Text("ERR_PNPM_FETCH_401"),
                Text("401 Unauthorized"),
                Text("YN0041"),
            ]),
        ])],
        kind: Configuration,
        summary: "npm has no valid credential for the feed inside the build of the container, which sees only the files that are copied or passed in",
        remedy: Do(
            "pass in an .npmrc with the credential as a secret: docker build --secret id=npmrc,src=.npmrc . and, in the Dockerfile, RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci (/app stands for the folder of package.json). In a pipeline, npmAuthenticate@0 with workingFile: .npmrc writes it, earlier in the same job. On your own machine, src is ~/.npmrc, renewed by vsts-npm-auth -F or a new personal access token. yarn 2 and newer: npmAuthToken in .yarnrc.yml, from a secret",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonInContainerBuild,
        patterns: &[All(&[
            FEED,
            Any(&[
                Text("RUN pip"),
                Text("RUN pip3"),
                Text("RUN python -m pip"),
                Text("RUN python3 -m pip"),
            ]),
            Any(&[
                UNAUTHORIZED,
                Text("User for"),
                Text("401 Error"),
                Text("EOF when reading a line"),
            ]),
        ])],
        kind: Configuration,
        summary: "pip has no valid credential for the feed inside the build of the container, which does not see those of the job",
        remedy: Do(
            "pass in the feed's URL with a token as a secret: PIP_EXTRA_INDEX_URL=https://build:TOKEN@pkgs.dev.azure.com/… in the environment, docker build --secret id=pip,env=PIP_EXTRA_INDEX_URL . and, in the Dockerfile, RUN --mount=type=secret,id=pip PIP_EXTRA_INDEX_URL=$(cat /run/secrets/pip) pip install -r requirements.txt. In a pipeline, PipAuthenticate@1 with onlyAddExtraIndex: true sets the variable. On your own machine, TOKEN is a personal access token with the scope Packaging (Read)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NugetInContainerBuild,
        patterns: &[All(&[
            FEED,
            Any(&[
                UNAUTHORIZED,
                Text("Unauthorized"),
                Text("NU1301"),
                Text("The plugin credential provider could not acquire credentials"),
                Text("Device flow authentication failed"),
            ]),
            IN_NUGET_BUILD,
        ])],
        kind: Configuration,
        summary: "NuGet has no credential for the feed inside the build of the container, which does not see those of the job",
        remedy: Do(
            "pass a token in as a secret: docker build --secret id=feed,env=FEED_TOKEN . and, in the Dockerfile, RUN --mount=type=secret,id=feed FEED_TOKEN=$(cat /run/secrets/feed) dotnet restore. The nuget.config that is copied in has, under packageSourceCredentials, any Username for the feed, and %FEED_TOKEN% as its ClearTextPassword. In a pipeline, map FEED_TOKEN: $(System.AccessToken) in env: of a script, and give the build service a role on the feed; on your own machine, it is a personal access token with the scope Packaging (Read)",
        ),
        retry: Retry::Never,
    },
];

/// `NuGet` in the build of a container.
const IN_NUGET_BUILD: Pattern = All(&[
    Any(&[
        Text("RUN dotnet"),
        Text("RUN nuget"),
        Text("docker build"),
        Text("docker buildx"),
        Text("Dockerfile"),
    ]),
    Any(&[Text("dotnet"), Text("nuget"), Text("NU1301")]),
]);
