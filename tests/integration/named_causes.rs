//! The causes that sources of ours name.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use patless_catalogue::Cause;

/// Adds the causes that a source, or those in a folder, name as `Cause::…`.
pub(crate) fn add_causes(path: &Path, causes: &mut HashSet<Cause>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            add_causes(&entry.unwrap().path(), causes);
        }
        return;
    }
    let text = fs::read_to_string(path).unwrap();
    for rest in text.split("Cause::").skip(1) {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &rest[..end.unwrap_or(rest.len())];
        let mut all = Cause::ALL.iter().copied();
        causes.extend(all.find(|cause| format!("{cause:?}") == name));
    }
}
