//! Azure services that got no access token. Searched late: a debug log may show such an answer although nothing is wrong.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[Row {
    cause: Cause::NoTokenSent,
    patterns: &[
        Text("The 'Authorization' header is missing"),
        Text("AuthenticationFailedMissingToken"),
        All(&[
            Text("InvalidAuthenticationToken"),
            Text("Access token is empty"),
        ]),
        All(&[
            Text("AKV10000"),
            Text("Request is missing a Bearer or PoP token"),
        ]),
    ],
    kind: Configuration,
    summary: "the request carries no access token",
    remedy: Do(
        "check that the variable with the token is not empty (in a pipeline: mapped in env:), and that the header is Authorization: Bearer $TOKEN. In a debug log of an SDK for Key Vault, the first answer is always AKV10000: look at the next one",
    ),
    retry: Retry::Never,
}];
