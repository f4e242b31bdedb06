//! Failures that lead to a code of Entra which hides them.
//!
//! They come before the rows of Entra, and none of them explains a response to Patless.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, Aadsts, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoIdTokenFromGithub,
        patterns: &[
            All(&[PERMISSIONS, LOST]),
            All(&[Aadsts(50_027), PERMISSIONS, LOST]),
        ],
        kind: Configuration,
        summary: "the runner could not reach GitHub for the assertion, and azure/login lost the reason; the permission may well be there",
        remedy: Do(
            "from the runner, reach the host in ACTIONS_ID_TOKEN_REQUEST_URL (on github.com, one of *.actions.githubusercontent.com): allow it in the firewall, and set HTTPS_PROXY for the runner if it needs a proxy. Then use the latest azure/login, which says more",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoIdTokenPermission,
        patterns: &[
            Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"),
            Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable"),
            PERMISSIONS,
            Text("ACTIONS_ID_TOKEN_REQUEST_TOKEN or ACTIONS_ID_TOKEN_REQUEST_URL is not set"),
            Text("missing ActionsIDTokenRequestURL"),
            Text("missing ActionsIDTokenRequestToken"),
            // An old azure/login goes on without an assertion.
            All(&[
                Aadsts(50_027),
                Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"),
            ]),
        ],
        kind: Configuration,
        summary: "the GitHub workflow's job may not request assertions, or this is not a job of GitHub Actions",
        remedy: Do(
            "give the job `permissions: id-token: write` beside `contents: read`, also in a workflow that calls this one; a pull request from a fork never gets it. Elsewhere, choose another way to sign in",
        ),
        retry: Retry::Never,
    },
];

/// What azure/login says of every assertion that it does not get.
const PERMISSIONS: Pattern =
    Text("Please make sure to give write permissions to id-token in the workflow");

/// What it says if no response came.
const LOST: Pattern = Any(&[
    Text("Cannot read properties of undefined (reading 'message')"),
    Text("Error: undefined."),
    Text("Error message: undefined"),
]);
