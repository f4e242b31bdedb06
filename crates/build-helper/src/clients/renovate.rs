//! Sets up Renovate, npm and Microsoft's library for Azure DevOps, with a Node.js that they run on.

use std::path::{Path, PathBuf};

use fs_err as fs;

use super::agent;
use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Installs what the lock file pins, and returns the folder with the programs.
///
/// Node.js is the newest of those of an agent: that of the system is too old for Renovate.
pub fn set_up(workspace: &Workspace) -> Result<PathBuf, Failure> {
    agent::set_up(workspace)?;
    let folder = workspace.target("clients/renovate");
    let programs = folder.join("programs");
    let packages = Packages::of("tests/clients/renovate");
    let pins = packages.pins()? + include_str!("renovate.rs");
    folder::set_up(&folder, &pins, || {
        packages.install_required(&folder)?;
        fs::create_dir(&programs)?;
        let node = workspace.target("clients/agent").join("node24");
        fs::hard_link(node, programs.join("node"))?;
        for (name, script) in SCRIPTS {
            link(script, &programs.join(name))?;
        }
        Ok(())
    })?;
    // Node.js looks for packages beside the script. The pins do not tell of its change.
    folder::copy(Path::new("tests/clients/renovate/node-api.mjs"), &folder)?;
    Ok(programs)
}

/// Makes a link, relative to its own folder.
#[cfg(unix)]
fn link(script: &str, link: &Path) -> Result<(), Failure> {
    Ok(fs::os::unix::fs::symlink(script, link)?)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> Result<(), Failure> {
    Err(Failure::new(
        "Renovate is set up on Linux only",
        "use Linux with glibc on x64 or arm64, for example in a container",
    ))
}

/// The programs that are scripts of Node.js, which find it in the search path.
const SCRIPTS: [(&str, &str); 2] = [
    ("npm", "../node_modules/npm/bin/npm-cli.js"),
    ("renovate", "../node_modules/renovate/dist/renovate.js"),
];
