//! What can be wrong with a variable that should hold an access token.

use patless_catalogue::Cause;
use patless_core::SourceName;

use super::row::Row;

fn row(cause: Cause, fix: &'static str) -> Row {
    Row::at_a_desk(SourceName::Variable, cause, fix)
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    vec![
        row(Cause::NoSource, "set the variable").flags(&["--source", "variable"]),
        row(
            Cause::UnusableTokenVariable,
            "check the name in the step's env",
        )
        .variable("TOKEN", "$(TOKEN)"),
        row(
            Cause::UnusableTokenVariable,
            "check the name in the step's env",
        )
        .with(|call| call.secret_variable("TOKEN", "sekret with-a-space")),
        row(
            Cause::ShortLifetime,
            "unset TOKEN, so that a token is requested",
        )
        .variable("TOKEN", "opaque")
        .variable("TOKEN_EXPIRES_ON", "1"),
    ]
}
