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
            "in a pipeline or container, do without the keyring: PipAuthenticate@1, or a URL that contains the token. On your own machine, update artifacts-keyring, delete the folder MicrosoftCredentialProvider (~/.local/share, on Windows %LOCALAPPDATA%), and answer its request to sign in; ARTIFACTS_KEYRING_NONINTERACTIVE_MODE must not be true. The lines of [CredentialProvider] above the message have the reason",
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
        summary: "the Python feed got no user name and password that it accepts: the password must be a valid token",
        remedy: Do(
            "use a token as the password, with any user name: on your own machine a personal access token with the scope Packaging (Read & write to upload), in a pipeline $(System.AccessToken). pip: PipAuthenticate@1, or artifacts-keyring on your own machine; twine: TWINE_USERNAME, TWINE_PASSWORD, or TwineAuthenticate@1, then twine upload -r FEED --config-file $(PYPIRC_PATH); poetry: POETRY_HTTP_BASIC_NAME_USERNAME, …_PASSWORD; uv: UV_INDEX_NAME_USERNAME, …_PASSWORD, or UV_PUBLISH_USERNAME, …_PASSWORD, where NAME is that of the source or index. The account needs a role on the feed: Feed Reader to install, Feed Publisher (Contributor) to upload",
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
        summary: "pip, twine or uv found no user name and password for the feed",
        remedy: Do(
            "on your own machine: pip install keyring artifacts-keyring, and pip asks you to sign in; for uv, the variables below. In a pipeline: PipAuthenticate@1 with artifactFeeds: FEED (PROJECT/FEED for the feed of a project) earlier in the same job. uv: set UV_INDEX_NAME_USERNAME to any text and UV_INDEX_NAME_PASSWORD to a token, where NAME is the name of the index; to publish, UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD. A token is a personal access token with the scope Packaging, or $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
];
