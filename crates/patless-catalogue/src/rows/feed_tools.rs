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
            "the line registry=… in .npmrc must have the same address as the message. In a pipeline, run npmAuthenticate@0 with workingFile: the .npmrc beside package.json, earlier in the same job. On your own machine: on Windows vsts-npm-auth -config .npmrc; elsewhere a personal access token with the scope Packaging, in base64 as _password in ~/.npmrc (Connect to feed, npm, Other shows the lines). pnpm and yarn also read the lock file: an address of another feed there needs its own credential",
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
            "yarn 2 and newer do not read .npmrc: set npmAlwaysAuth: true and npmAuthToken (an access token), or npmAuthIdent (any name, a colon, a personal access token), for the registry in .yarnrc.yml, or, for a single registry, YARN_NPM_AUTH_TOKEN and YARN_NPM_ALWAYS_AUTH: true in env:. yarn 1 reads .npmrc: add always-auth=true, and renew the token there: npmAuthenticate@0 in a pipeline, vsts-npm-auth -config .npmrc -F on Windows. For Azure Artifacts, the account needs a role on the feed; other registries have tokens of their own",
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
            "for a repository named web with credentials(PasswordCredentials): on your own machine, put webUsername (any text) and webPassword (a personal access token with the scope Packaging) into ~/.gradle/gradle.properties; in a pipeline, map ORG_GRADLE_PROJECT_webUsername and ORG_GRADLE_PROJECT_webPassword: $(System.AccessToken) in env:. If the build reads another variable or file, renew the token there. A daemon keeps old values: gradle --stop. The account, or the build service, needs a role on the feed",
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
            "settings.xml needs a server with the id of the repository in pom.xml, any username, and a token as the password. On your own machine: ~/.m2/settings.xml, with a personal access token with the scope Packaging that has not expired. In a pipeline: MavenAuthenticate@0 with artifactsFeeds: FEED earlier in the same job writes that file; the id in pom.xml must then be FEED, and mvn must not be given another file by -s. The account, or the build service, needs a role on the feed",
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
            "in a pipeline, run CargoAuthenticate@0 with configFile: .cargo/config.toml earlier in the same job. On your own machine, cargo login --registry NAME, and enter Basic, a space, and PAT:TOKEN in base64, where TOKEN is a personal access token with the scope Packaging. .cargo/config.toml needs global-credential-providers = [\"cargo:token\"] under [registry]. A variable CARGO_REGISTRIES_NAME_TOKEN comes first: it is the whole header, such as Bearer and an access token. The account needs a role on the feed",
        ),
        retry: Retry::Never,
    },
];
