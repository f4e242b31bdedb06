//! Failures that lead to a code of Entra which hides them.
//!
//! They come before the rows of Entra, and none of them explains a response to Patless.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::NoIdTokenPermission,
    patterns: &[
        Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"),
        Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable"),
        Text("Please make sure to give write permissions to id-token in the workflow"),
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
}];
