//! Sets up Microsoft's SARIF Multitool, which validates what the scanner writes.

use fs_err as fs;

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Installs what the lock file pins.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/sarif");
    let packages = Packages::of("tests/clients/sarif");
    let pins = packages.pins()? + include_str!("sarif.rs");
    folder::set_up(&folder, &pins, || {
        packages.install(&folder)?;
        // The package does it in a script of its own, which is not run.
        let program = folder.join("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
        executable(&program)
    })
}

#[cfg(unix)]
fn executable(program: &std::path::Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(
        program,
        std::fs::Permissions::from_mode(0o755),
    )?)
}

#[cfg(not(unix))]
fn executable(program: &std::path::Path) -> Result<(), Failure> {
    fs::metadata(program)?;
    Ok(())
}
