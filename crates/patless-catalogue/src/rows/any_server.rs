//! Statuses with the same meaning from every server.

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
        Pattern::status(Server::GitHub, 501),
        Pattern::status(Server::GitHub, 505),
        Pattern::status(Server::ManagedIdentity, 501),
        Pattern::status(Server::ManagedIdentity, 505),
        Pattern::status(Server::Token, 501),
        Pattern::status(Server::Token, 505),
        Pattern::status(Server::Target, 501),
        Pattern::status(Server::Target, 505),
    ],
    kind: Unavailable,
    summary: "the server does not support this kind of request",
    remedy: Do(
        "a proxy may be in the way: allow dev.azure.com and login.microsoftonline.com through it",
    ),
    retry: Retry::Never,
}];
