//! The checks of a package: each holds what is finished to every rule that would otherwise be found broken after publishing.

mod clocks;
mod content_types;
mod desk;
mod find;
mod leftovers;
mod manifest;
mod programs;
mod secrets;
mod sizes;
mod task;
use std::path::Path;

use build_helper::{Failure, Workspace};

use crate::{completeness::Completeness, part::Part, platform::Platform};

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
        clocks::problems(parts),
        programs::problems(parts, completeness),
        task::problems(parts),
        manifest::problems(parts),
    ]
    .concat()
}

/// Everything that is wrong with an npm package or an archive of `size` bytes, by the rules of the vsix and its own.
///
/// `platform` is that of the program that it must hold; `None` for one without a program.
pub(crate) fn problems_at_the_desk(
    parts: &[Part],
    size: u64,
    platform: Option<&Platform>,
    completeness: Completeness,
    places: &[String],
) -> Vec<String> {
    [
        sizes::problems(parts, size),
        leftovers::problems(parts, places),
        secrets::problems(parts),
        clocks::problems(parts),
        desk::problems(parts, platform, completeness),
    ]
    .concat()
}

/// The folders of this machine, which no file may name.
pub(crate) fn places(workspace: &Workspace) -> Result<Vec<String>, Failure> {
    let places = workspace.places()?;
    let names = places.iter().map(|place| place.path.display().to_string());
    Ok(names.collect())
}

/// Fails with what the checks have found in `file`, if that is anything.
pub(crate) fn refuse(file: &Path, problems: &[String]) -> Result<(), Failure> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{}:\n  {}", file.display(), problems.join("\n  ")),
        "mend what goes into the package; the files in crates/patless-package/src/checks say why",
    ))
}
