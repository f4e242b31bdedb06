//! Python's package managers and feeds.

use super::feed::{FEED, UNAUTHORIZED};
use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UploadAddress,
        patterns: &[
            All(&[
                Pattern::status(Server::Target, 405),
                FEED,
                Text("pypi/simple"),
            ]),
            All(&[
                Text("HTTP Error 405: Method Not Allowed"),
                Text("does not support http method"),
            ]),
        ],
        kind: Configuration,
        summary: "the package was sent to the feed's address for installing, which takes no uploads",
        remedy: Do(
            "upload to https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/pypi/upload/, with /PROJECT after the organization for the feed of a project: poetry config repositories.NAME URL, uv publish --publish-url URL, twine upload --repository-url URL",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeyringFailed,
        patterns: &[
            All(&[
                Text("Failed to get credentials: process with PID"),
                Text("exited with code"),
            ]),
            Text("Unable to find credential provider in the expected path"),
        ],
        kind: Configuration,
        summary: "artifacts-keyring got no credential: the credential provider that it runs could not sign in, or did not start",
        remedy: Do(
            "in a pipeline, run PipAuthenticate@1 instead, which needs no keyring. On your own machine, read the lines of [CredentialProvider] above the message, update artifacts-keyring, and answer its request to sign in; ARTIFACTS_KEYRING_NONINTERACTIVE_MODE must not be true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonTokenNotAccepted,
        patterns: &[
            All(&[UNAUTHORIZED, FEED, Text("pypi")]),
            All(&[FEED, Text("401 Error, Credentials not correct for")]),
            All(&[FEED, Text("HTTP error 401 while getting")]),
            All(&[FEED, Text("Authorization error accessing"), Text("pypi")]),
        ],
        kind: Configuration,
        summary: "the Python feed does not accept the user name and password",
        remedy: Do(
            "use the access token as the password, with any user name: TWINE_USERNAME=build and TWINE_PASSWORD from env:, or TwineAuthenticate@1 and PipAuthenticate@1; for poetry, POETRY_HTTP_BASIC_NAME_USERNAME and POETRY_HTTP_BASIC_NAME_PASSWORD. If the form is correct, give the identity a role on the feed: Feed Reader to install, Feed Publisher (Contributor) to upload",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PythonWithoutCredential,
        patterns: &[
            Text("User for pkgs.dev.azure.com"),
            All(&[
                Text("pkgs.visualstudio.com"),
                Text("User for"),
                Text("EOF when reading a line"),
            ]),
            All(&[FEED, Text("Missing credentials for")]),
        ],
        kind: Configuration,
        summary: "pip or uv found no user name and password for the feed in this step",
        remedy: Do(
            "for pip, run PipAuthenticate@1 with artifactFeeds: FEED earlier in the same job. For uv, set UV_INDEX_NAME_USERNAME to any text and UV_INDEX_NAME_PASSWORD to the access token, where NAME is the name of the index; to publish, UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD. In a container, pass the variables on to the build",
        ),
        retry: Retry::Never,
    },
];
