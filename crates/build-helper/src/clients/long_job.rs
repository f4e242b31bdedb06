//! Sets up the cache from which npm installs the Azure SDK of an example, without network, each time that a test plays it.

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Fetches what the lock file of the example pins.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/long-job");
    let packages = Packages::of("examples/long-job");
    let pins = packages.pins()? + include_str!("long_job.rs");
    folder::set_up(&folder, &pins, || packages.fetch(&folder))
}
