//! Values of options that are a name with something.

use std::path::PathBuf;

/// Variable that is set when the run is queued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueVariable {
    /// Name. Not empty.
    pub name: String,
    /// Value. It may be empty.
    pub value: String,
}

/// Reads `NAME=VALUE`.
pub(super) fn parse_variable(text: &str) -> Result<QueueVariable, String> {
    let (name, value) = parse_pair(text)?;
    Ok(QueueVariable { name, value })
}

/// Reads a name with a value, which may be empty.
pub(super) fn parse_pair(text: &str) -> Result<(String, String), String> {
    named(text).ok_or_else(|| "expected NAME=VALUE".to_owned())
}

/// Reads a name with a folder.
pub(super) fn parse_folder(text: &str) -> Result<(String, PathBuf), String> {
    match named(text) {
        Some((name, folder)) if !folder.is_empty() => Ok((name, PathBuf::from(folder))),
        _ => Err("expected NAME=FOLDER".to_owned()),
    }
}

fn named(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim();
    (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()))
}
