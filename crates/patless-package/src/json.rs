//! Reads JSON files, and lists the texts that they hold under a key.
use std::path::Path;

use build_helper::Failure;
use fs_err as fs;
use serde_json::Value;

/// Reads a JSON file.
pub(crate) fn read(file: &Path) -> Result<Value, Failure> {
    serde_json::from_str(&fs::read_to_string(file)?).map_err(|error| {
        Failure::new(
            format!("{}: {error}", file.display()),
            "mend the file; it is JSON without comments",
        )
    })
}

/// The items of a list; none where `value` is no list.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The keys and values of an object; none where `value` is no object.
pub(crate) fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(key, value)| (key.as_str(), value))
}

/// The text under `key`; empty where there is none.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
