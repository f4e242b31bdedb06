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
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok(QueueVariable {
            name: name.trim().to_owned(),
            value: value.to_owned(),
        }),
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

/// Reads a name with a value.
pub(super) fn parse_pair(text: &str) -> Result<(String, String), String> {
    parse_variable(text).map(|it| (it.name, it.value))
}

/// Reads a name with a folder.
pub(super) fn parse_folder(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, folder)) if !name.trim().is_empty() && !folder.is_empty() => {
            Ok((name.trim().to_owned(), PathBuf::from(folder)))
        }
        _ => Err("expected NAME=FOLDER".to_owned()),
    }
}
