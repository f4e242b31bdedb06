//! The checks of a package: each holds a finished vsix to every rule that would otherwise be found broken after publishing.

mod content_types;
mod find;
mod leftovers;
mod manifest;
mod programs;
mod secrets;
mod sizes;
mod task;
use crate::{completeness::Completeness, part::Part};

/// Everything that is wrong with a vsix of `size` bytes, one line each; nothing where it may ship.
///
/// `places` are the folders of this machine, which no file may name.
pub(crate) fn problems(
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
