//! Feeds that answer as they should: a package or version is there already, is missing, or the address is another one.

use super::feed::FEED;
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows. They come before those of permissions: npm gets 403 for a version that exists.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PackageInUpstream,
        patterns: &[All(&[
            Text("cannot be published to the feed because it exists in"),
            Text("upstream sources"),
        ])],
        kind: Configuration,
        summary: "an upstream source of the feed has this version of the package already; the token is not the problem",
        remedy: Do(
            "publish under another name or version; if the package is your own, remove the upstream source that has it (Feed settings, Upstream sources)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PackageVersionExists,
        patterns: &[
            All(&[Text("The feed"), Text("already contains file")]),
            All(&[
                Text("The feed already contains"),
                Any(&[Text("Conflict"), FEED]),
            ]),
            All(&[Text("trying to push the package"), Text("Exit code(17)")]),
            All(&[Pattern::status(Server::Target, 409), FEED]),
        ],
        kind: Configuration,
        summary: "the feed has this version of the package already, even if it was deleted there; the token is not the problem",
        remedy: Do(
            "raise the version. To run a job again, have it skip what is published: dotnet nuget push --skip-duplicate, twine upload --skip-existing, allowPackageConflicts: true in NuGetCommand@2; for npm, look first: npm view NAME@VERSION version",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UpstreamNeedsCredential,
        patterns: &[Text(
            "please provide authentication to access versions from upstream",
        )],
        kind: Configuration,
        summary: "the feed got no credential, and without one it serves only versions that it has saved from its upstream source before",
        remedy: Do(
            "send a credential. In a pipeline, NuGetAuthenticate@1, npmAuthenticate@0, PipAuthenticate@1 or the like earlier in the same job; on your own machine, dotnet restore --interactive, vsts-npm-auth -config .npmrc -F, or artifacts-keyring. The account, in a pipeline the build service, needs the role Feed and Upstream Reader (Collaborator); once it has restored the version, everybody can",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FeedNotFound,
        patterns: &[
            All(&[Text("The feed with ID"), Text("doesn't exist")]),
            All(&[Text("FeedIdNotFoundException"), Text("typeKey")]),
        ],
        kind: Configuration,
        summary: "there is no feed with this name at this address: the name is wrong, or the feed belongs to a project that the address does not name, or to another one",
        remedy: Do(
            "copy the address from Artifacts, Connect to feed. The feed of a project has the project in its address: https://pkgs.dev.azure.com/ORGANIZATION/PROJECT/_packaging/FEED/…; tasks take it as PROJECT/FEED, and az artifacts with --scope project --project PROJECT",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenSentToStorage,
        patterns: &[All(&[
            FEED,
            Text("Authentication information is not given in the correct format"),
        ])],
        kind: Configuration,
        summary: "the package manager followed the feed's redirect to the storage of the package, and sent the token there as well, which the storage refuses; the token itself is not the problem",
        remedy: Do(
            "update the package manager: pnpm 3.2 does this, current versions do not. A registry proxy or a script of your own must drop the header Authorization when it is redirected to another host",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageRefused,
        patterns: &[
            All(&[
                Text("Server failed to authenticate the request"),
                Text("BlobStore"),
            ]),
            All(&[
                Text("Server failed to authenticate the request"),
                Text("artifacttool"),
            ]),
        ],
        kind: Configuration,
        summary: "the storage behind Azure DevOps refused the signed address that it was asked for; the identity's token and permissions are not the problem",
        remedy: Do(
            "run the command again: such an address is valid for a short time. If it fails again, a proxy on the way probably changes the request: let *.blob.core.windows.net pass unchanged",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NpmAudit,
        patterns: &[All(&[
            Text("npm/registry/-/npm/v1/security/"),
            Any(&[
                Pattern::status(Server::Target, 400),
                Pattern::status(Server::Target, 404),
            ]),
        ])],
        kind: Configuration,
        summary: "npm asked the feed for an audit, which feeds of Azure Artifacts do not answer; the token is not the problem",
        remedy: Do(
            "run npm audit --registry=https://registry.npmjs.org, which sends the names of all packages there; for npm install, add --no-audit",
        ),
        retry: Retry::Never,
    },
];
