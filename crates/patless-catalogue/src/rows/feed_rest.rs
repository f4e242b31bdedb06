//! What is said of a feed if a text has nothing more certain.

use super::feed::FEED;
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows. They come last, because the reason may be one of the connection.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PackageNotFound,
        patterns: &[
            All(&[Pattern::status(Server::Target, 404), FEED]),
            All(&[Text("ERR_PNPM_FETCH_404"), FEED]),
            All(&[Text("HTTP error 404 while getting"), FEED]),
        ],
        kind: Configuration,
        summary: "nothing exists at this address of the feed: the feed does not have the package or version, or the address is not exactly the feed's",
        remedy: Do(
            "compare the address with Artifacts, Connect to feed, and look for the package there. If it should come from a public registry, add an upstream source (Feed settings, Upstream sources) and give the identity Feed and Upstream Reader (Collaborator); if the feed is a view such as feed@Release, promote the version to it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ServiceIndexNotLoaded,
        patterns: &[All(&[
            FEED,
            Text("Unable to load the service index for source"),
        ])],
        kind: Configuration,
        summary: "NuGet could not read the feed, and this part of the text does not say why: most often it has no credential for the feed, or the account no role there; less often the connection failed",
        remedy: Do(
            "read the next line of the message: it has the status or the failure of the connection. With 401 or 403: in a pipeline, run NuGetAuthenticate@1 earlier in the same job, and give the build service, or the identity of the connection, a role on the feed (Feed settings, Permissions); on your own machine, dotnet restore --interactive",
        ),
        retry: Retry::Never,
    },
];
