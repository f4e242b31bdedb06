//! Statuses that mean the same whichever server answers.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::NotSupported,
    patterns: &[
        Pattern::status(Server::Assertion, 501),
        Pattern::status(Server::Assertion, 505),
        Pattern::status(Server::Token, 501),
        Pattern::status(Server::Token, 505),
        Pattern::status(Server::Target, 501),
        Pattern::status(Server::Target, 505),
    ],
    kind: Unavailable,
    summary: "what answered does not know such a request",
    remedy: Do(
        "a proxy may stand in between: let the hosts dev.azure.com and login.microsoftonline.com pass",
    ),
    retry: Retry::Never,
}];
