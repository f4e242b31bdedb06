//! What can be wrong with the keeper of a job.

use patless_catalogue::Cause;
use patless_core::SourceName;

use super::row::Row;

fn row(cause: Cause, fix: &'static str) -> Row {
    Row::at_a_desk(SourceName::Keeper, cause, fix)
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    vec![
        row(Cause::NoSource, "the input keepFresh of Patless@1").flags(&["--source", "keeper"]),
        row(Cause::KeeperGone, "why it ended").variable("PATLESS_KEEPER", "/nowhere/keeper"),
        row(
            Cause::ForeignKeeper,
            "find the step that sets PATLESS_KEEPER",
        )
        .variable("PATLESS_KEEPER", "keeper"),
    ]
}
