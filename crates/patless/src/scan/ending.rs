//! The exit code of `patless scan`, by its worst finding. The codes are API: docs/SCAN.md lists them.

use patless_scan::Level;

/// There was no file to read: a folder is empty, or Git ignores what is in it.
pub(crate) const NOTHING_READ: u8 = 3;

/// Returns the exit code of a worst finding.
pub(crate) fn exit_code_of(worst: Option<Level>) -> u8 {
    match worst {
        None => 0,
        Some(Level::Note) => 11,
        Some(Level::Info) => 12,
        Some(Level::Warning) => 13,
        // A level that is not known here is at least as bad.
        Some(_) => 14,
    }
}
