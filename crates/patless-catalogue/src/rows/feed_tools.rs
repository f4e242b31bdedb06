//! Package managers that send a feed no credential, or one that it does not accept.

use super::feed::{FEED, UNAUTHORIZED};
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. A tool that says that it sent nothing comes before one that was refused.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NpmWithoutCredential,
        patterns: &[
            All(&[
                FEED,
                Text("No authorization header was set for the request"),
            ]),
            All(&[FEED, Text("ENEEDAUTH")]),
        ],
        kind: Configuration,
        summary: "no .npmrc that was read has a credential for this feed",
        remedy: Do(
            "run npmAuthenticate@0 earlier in the same job, with workingFile: the .npmrc beside package.json. It must have a line registry=… with the same address as in the message. pnpm and yarn also read the lock file: an address of another feed there needs its own credential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::YarnNotAuthenticated,
        patterns: &[
            All(&[Text("YN0041"), Text("Invalid authentication")]),
            All(&[
                Text("YN0033"),
                Text("No authentication configured for request"),
            ]),
            All(&[FEED, Text("Request failed \"401 Unauthorized\"")]),
        ],
        kind: Configuration,
        summary: "yarn sent the registry no token (an anonymous user), or one that it does not accept (an unknown user)",
        remedy: Do(
            "yarn 2 and newer do not read .npmrc, so npmAuthenticate@0 does not help: set npmAuthToken and npmAlwaysAuth: true for the registry in .yarnrc.yml or, for a single registry, map YARN_NPM_AUTH_TOKEN: $(TOKEN) and YARN_NPM_ALWAYS_AUTH: true in env:. yarn 1 reads .npmrc: add always-auth=true to it. For a feed of Azure Artifacts, the token is an access token for scope: azureDevOps, and its identity needs a role on the feed; other registries have tokens of their own",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VstsNpmAuthFailed,
        patterns: &[
            All(&[
                Text("vsts-npm-auth"),
                Text("Couldn't get an authentication token for"),
            ]),
            All(&[
                Text("vsts-npm-auth"),
                Text("The acquired token is not a JWT"),
            ]),
            Text("Failed to get the required authentication tokens for npm"),
        ],
        kind: Configuration,
        summary: "vsts-npm-auth got no token: it needs a person who signs in, and an old token in .npmrc is in its way",
        remedy: Do(
            "on your own machine, remove the lines for the feed from .npmrc in your home folder and run vsts-npm-auth -config .npmrc -F; in a pipeline, use npmAuthenticate@0 instead, or Npm@1",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PowershellWithoutCredential,
        patterns: &[
            All(&[
                FEED,
                UNAUTHORIZED,
                Any(&[
                    Text("PSResource"),
                    Text("Find-PSResource"),
                    Text("Install-PSResource"),
                    Text("Publish-PSResource"),
                    Text("PSRepository"),
                    Text("Find-Module"),
                    Text("Install-Module"),
                    Text("Publish-Module"),
                ]),
            ]),
            All(&[
                FEED,
                Text("Are you missing 'Credential' parameter in the cmdlet"),
            ]),
            All(&[FEED, Text("Unable to resolve package source")]),
            All(&[FEED, Text("WARNING: Query Url")]),
        ],
        kind: Configuration,
        summary: "PowerShell sent the feed no credential, or one that it does not accept",
        remedy: Do(
            "pass -Credential with any user name and the access token as the password: New-Object PSCredential('build', (ConvertTo-SecureString $env:TOKEN -AsPlainText -Force)). To publish, pass any -ApiKey as well. PowerShellGet 2 finds the feed only if it is a package source as well: Register-PackageSource with -ProviderName NuGet, -SkipValidate and -Credential. Or run NuGetAuthenticate@1 earlier in the same job, and register the repository with -CredentialProvider AzArtifacts. The identity needs a role on the feed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GradleTokenNotAccepted,
        patterns: &[All(&[FEED, Text("Received status code 401 from server")])],
        kind: Configuration,
        summary: "Gradle sent the feed no token, or one that it does not accept",
        remedy: Do(
            "give the repository credentials(PasswordCredentials), and set ORG_GRADLE_PROJECT_nameUsername to any text and ORG_GRADLE_PROJECT_namePassword to the access token, where name is the repository's. A daemon keeps old values: run Gradle with --no-daemon. The identity needs a role on the feed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MavenTokenNotAccepted,
        patterns: &[
            All(&[FEED, UNAUTHORIZED, Text("transfer")]),
            All(&[FEED, Text("ReasonPhrase:Unauthorized")]),
            All(&[FEED, Text("Could not transfer"), Text("Not authorized")]),
        ],
        kind: Configuration,
        summary: "Maven sent the feed no token, or one that it does not accept",
        remedy: Do(
            "settings.xml needs a server whose id is the id of the repository in pom.xml, with any username and the access token as the password. MavenAuthenticate@0 writes it: artifactsFeeds must then be that id. With mvn -s, name the file that the task writes, ~/.m2/settings.xml. The identity needs a role on the feed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CargoTokenNotAccepted,
        patterns: &[
            All(&[FEED, Text("got 401")]),
            All(&[FEED, Text("please run `cargo login")]),
            All(&[FEED, Text("require a credential-provider to be configured")]),
        ],
        kind: Configuration,
        summary: "cargo sent the feed no token, or one that it does not accept",
        remedy: Do(
            "run CargoAuthenticate@0 with configFile: .cargo/config.toml earlier in the same job. By hand: CARGO_REGISTRIES_NAME_TOKEN is the whole header, such as Bearer followed by the access token, and .cargo/config.toml needs global-credential-providers = [\"cargo:token\"] under [registry]. If the variable is not set, cargo uses an old token from ~/.cargo/credentials.toml. The identity needs a role on the feed",
        ),
        retry: Retry::Never,
    },
];
