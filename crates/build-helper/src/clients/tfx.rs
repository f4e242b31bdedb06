//! Sets up tfx, which packs extensions of Azure DevOps and publishes them.

use std::path::PathBuf;

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Installs what the lock file pins; does nothing where it did not change. Returns the start file, which Node.js runs.
pub fn set_up(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let folder = workspace.target("tools/tfx");
    let packages = Packages::of("crates/patless-package/tfx");
    folder::set_up(&folder, &packages.pins()?, || packages.install(&folder))?;
    Ok(folder.join("node_modules/tfx-cli/_build/tfx-cli.js"))
}
