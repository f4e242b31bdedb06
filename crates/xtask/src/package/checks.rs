//! Holds a finished vsix to every rule that would otherwise be found broken after publishing.

mod content_types;
mod leftovers;
mod manifest;
mod programs;
mod secrets;
mod sizes;
mod task;
mod xml;

use super::{options::Completeness, part::Part};

/// Everything that is wrong with a vsix of `size` bytes, one line each; nothing where it may ship.
///
/// `places` are the folders of this machine, which no file may name.
pub(super) fn problems(
    parts: &[Part],
    size: u64,
    completeness: Completeness,
    places: &[String],
) -> Vec<String> {
    [
        content_types::problems(parts),
        sizes::problems(parts, size),
        leftovers::problems(parts, places),
        secrets::problems(parts),
        programs::problems(parts, completeness),
        task::problems(parts),
        manifest::problems(parts),
    ]
    .concat()
}

/// The file of this name.
fn part<'p>(parts: &'p [Part], name: &str) -> Option<&'p Part> {
    parts.iter().find(|part| part.name == name)
}

/// The text of the file of this name; empty where it is missing or no text.
fn text<'p>(parts: &'p [Part], name: &str) -> &'p str {
    let bytes = part(parts, name).map(|part| part.bytes.as_slice());
    str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

/// Whether `bytes` hold `wanted` somewhere.
fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
