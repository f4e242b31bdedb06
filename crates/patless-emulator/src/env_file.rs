//! Environment file, with the variables that a client needs to find the services.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::private_file;

/// Writes variables as `NAME=value` lines.
///
/// The file appears complete or not at all. On Unix, only the owner can read it.
pub(crate) fn write(path: &Path, variables: &[(String, String)]) -> io::Result<()> {
    let mut text = String::new();
    for (name, value) in variables {
        // Writing to a string never fails.
        let _never_fails = writeln!(text, "{name}={value}");
    }
    private_file::write(path, text.as_bytes())
}
