//! Programs that call Azure DevOps, and what they make of its refusals.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::RenovateWithoutToken,
        patterns: &[
            Text("You must configure an Azure DevOps token"),
            Text("You must configure a Azure DevOps token"),
            Text("You must configure an Azure DevOps endpoint"),
            Text("You must configure a Azure DevOps endpoint"),
        ],
        kind: Configuration,
        summary: "Renovate got no token, or no endpoint, for Azure DevOps",
        remedy: Do(
            "map both into the step: RENOVATE_ENDPOINT: $(System.CollectionUri) and RENOVATE_TOKEN: $(TOKEN). A secret variable reaches a script only through env:",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PageInsteadOfJson,
        patterns: &[All(&[
            Text("/_apis/"),
            Any(&[
                Text("Unexpected token '<'"),
                Text("Unexpected token < in JSON"),
                Text("JSONDecodeError: Expecting value"),
                Text("Unexpected character encountered while parsing value: <"),
                Text("invalid character '<' looking for beginning of value"),
                Text("'<' is an invalid start of a value"),
                Text("parse error: Invalid numeric literal"),
                Text("Invalid JSON primitive"),
            ]),
        ])],
        kind: Configuration,
        summary: "Azure DevOps returned a web page instead of JSON, usually its sign-in page, because it got no valid token",
        remedy: Do(
            "print the status and the first lines of the answer: 203 or 302 and 'Azure DevOps Services | Sign In' mean that the token is missing, expired or for another organization. Check that its variable is mapped in env: and not empty, and the header: Authorization: Bearer $TOKEN, or Basic with base64 of :TOKEN. Any other page is that of a proxy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzureDevopsFault,
        patterns: &[Text("TF400898"), Text("TF401349")],
        kind: Unavailable,
        summary: "Azure DevOps failed while it handled the request, and does not say why; the token is not the problem",
        remedy: Do(
            "try again, and see https://status.dev.azure.com. If it persists, check the request itself: a wrong id or field can cause this too. Support needs the activity id {activity id} and the time",
        ),
        retry: Retry::TriedAgain,
    },
];
