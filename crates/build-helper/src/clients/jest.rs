//! Sets up the cache from which npm installs the Jest of an example, without network, each time that a test plays it.

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Fetches what the lock file of the example pins.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/jest");
    let packages = Packages::of("examples/integration-tests");
    let pins = packages.pins()? + include_str!("jest.rs");
    folder::set_up(&folder, &pins, || packages.fetch(&folder))
}
