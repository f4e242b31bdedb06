//! Environment file, with the variables that a client needs to find the services.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes variables as `NAME=value` lines.
///
/// The file appears complete or not at all. On Unix, only the owner can read it.
pub(crate) fn write(path: &Path, variables: &[(String, String)]) -> io::Result<()> {
    let mut text = String::new();
    for (name, value) in variables {
        // Writing to a string never fails.
        let _never_fails = writeln!(text, "{name}={value}");
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // A named temporary file has mode 0600.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
