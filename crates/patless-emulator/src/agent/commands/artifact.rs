//! Command `artifact.upload`, with which tasks publish build artifacts.

use std::path::{Component, Path, PathBuf};

use super::failure::CommandFailure;
use crate::agent::artifact_name::ArtifactName;
use crate::agent::context::StepContext;
use crate::agent::logging_command::LoggingCommand;

/// Keeps a file or a folder. `containerfolder` is a folder in the artifact if it is not the name of the artifact.
///
/// Source: `ArtifactCommandExtension.cs` of the agent.
pub(super) fn upload(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let name = command.properties.get("artifactname").unwrap_or_default();
    if name.is_empty() {
        return Err(CommandFailure::new("Artifact Name is required."));
    }
    let path = command.data.trim();
    if path.is_empty() {
        return Err(CommandFailure::new("Artifact location is required."));
    }
    let failed = |error: &dyn std::error::Error| CommandFailure::new(error.to_string());
    let name = ArtifactName::new(name).map_err(|error| failed(&error))?;
    let folder = command
        .properties
        .get("containerfolder")
        .unwrap_or_default();
    let folder = folder_in(folder, name.as_str());
    let artifacts = context.job.artifacts.clone();
    let copied = artifacts.publish(&name, &folder, Path::new(path));
    let copied = copied.map_err(|error| failed(&error))?;
    let files = copied.files;
    context.output(&format!(
        "emulator: {files} files kept as the artifact {name}"
    ));
    Ok(())
}

/// Returns the folder in an artifact. What leads out of it is left out.
fn folder_in(folder: &str, name: &str) -> PathBuf {
    if folder.eq_ignore_ascii_case(name) {
        return PathBuf::new();
    }
    let folder = folder.replace('\\', "/");
    let parts = Path::new(&folder).components();
    parts
        .filter(|part| matches!(part, Component::Normal(_)))
        .collect()
}
