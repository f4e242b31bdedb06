//! Sets up vsce, which publishes extensions of Visual Studio Code.

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Installs what the lock file pins.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/vsce");
    let packages = Packages::of("tests/clients/vsce");
    let pins = packages.pins()? + include_str!("vsce.rs");
    folder::set_up(&folder, &pins, || packages.install(&folder))
}
