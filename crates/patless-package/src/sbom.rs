//! Writes the bill of materials of the shipped binary, in CycloneDX, with cargo-cyclonedx.
use std::path::Path;

use build_helper::{Failure, Tool, Workspace, step};
use fs_err as fs;

use crate::json;

/// Writes the bill of materials to `file`, for all platforms.
pub(crate) fn write(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    let tool = CARGO_CYCLONEDX.installed(workspace)?;
    let mut command = step::command(tool, "cyclonedx --format json --target all --no-build-deps");
    command
        .args(["--manifest-path", "crates/patless/Cargo.toml"])
        .args(["--override-filename", NAME])
        // Without it the file holds the time of day and a random number.
        .env("SOURCE_DATE_EPOCH", "0");
    step::run(&mut command, "mend what cargo-cyclonedx says above")?;
    let name = format!("{NAME}.json");
    let text = fs::read_to_string(Path::new("crates/patless").join(&name));
    // It writes a file beside the manifest of each package of the workspace.
    for entry in fs::read_dir("crates")? {
        let file = entry?.path().join(&name);
        if file.is_file() {
            fs::remove_file(file)?;
        }
    }
    let mut text = text?;
    for place in workspace.places()?.iter().rev() {
        text = text.replace(&*place.path.to_string_lossy(), place.name);
    }
    fs::write(file, text)?;
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
