//! Writes the bill of materials of the shipped binary, in CycloneDX, with cargo-cyclonedx.

use std::{fs, path::Path};

use super::json;
use crate::{failure::Failure, folder, step, tools::Tool, workspace::Workspace};

/// Writes the bill of materials to `file`, for all platforms.
pub(super) fn write(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    let tool = CARGO_CYCLONEDX.installed(workspace)?;
    let mut command = step::command(tool, "cyclonedx --format json --target all --no-build-deps");
    command
        .args(["--manifest-path", "crates/patless/Cargo.toml"])
        .args(["--override-filename", NAME])
        // Without it the file holds the time of day and a random number.
        .env("SOURCE_DATE_EPOCH", "0");
    step::run(&mut command, "mend what cargo-cyclonedx says above")?;
    // It writes a file beside the manifest of each package of the workspace.
    let [made, others @ ..] = PACKAGES.map(|package| {
        let folder = Path::new("crates").join(package);
        folder.join(format!("{NAME}.json"))
    });
    let text = folder::read(&made);
    for file in others.iter().chain([&made]) {
        fs::remove_file(file).map_err(|error| folder::failure(file, &error))?;
    }
    let mut text = text?;
    for place in workspace.places()?.iter().rev() {
        text = text.replace(&*place.path.to_string_lossy(), place.name);
    }
    folder::write(file, text)?;
    let document = json::read(file)?;
    if json::items(&document["components"]).next().is_some() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{}: no components", file.display()),
        "run it again; cargo-cyclonedx wrote nothing that can be used",
    ))
}

/// The version whose options are used above.
const CARGO_CYCLONEDX: Tool = Tool {
    name: "cargo-cyclonedx",
    version: "0.5.9",
};

/// What cargo-cyclonedx calls its files, without the extension.
const NAME: &str = "patless.cdx";

/// The folders of the workspace's packages, the one that ships first.
const PACKAGES: [&str; 4] = ["patless", "patless-core", "patless-emulator", "xtask"];
