//! Sets up what a task meets on an agent: the Nodes that agents bring, and the library that other tasks are written with.

use std::{env::consts::ARCH, path::Path};

use fs_err as fs;

use crate::{failure::Failure, folder, npm::Packages, step, workspace::Workspace};

/// Installs what the lock file pins, then puts each Node, and what reads as a task does, beside the packages.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/agent");
    let packages = Packages::of("tests/clients/agent");
    let pins = packages.pins()? + include_str!("agent.rs");
    folder::set_up(&folder, &pins, || {
        packages.install(&folder)?;
        for major in MAJORS {
            let package = format!("node-{major}-linux-{}", architecture());
            let binary = folder.join("node_modules").join(package).join("bin/node");
            let node = folder.join(format!("node{major}"));
            fs::hard_link(&binary, &node)?;
            step::run(&mut step::command(node, "--version"), MACHINE_HINT)?;
        }
        Ok(())
    })?;
    // Node.js looks for packages beside the script. The pins do not tell of its change.
    folder::copy(Path::new("tests/clients/agent/task-lib.js"), &folder)
}

/// This machine's architecture, as npm calls it.
fn architecture() -> &'static str {
    match ARCH {
        "aarch64" => "arm64",
        "x86_64" => "x64",
        other => other,
    }
}

/// The Nodes that agents bring, of those that task.json asks for and the one that they fall back to.
const MAJORS: [u32; 3] = [16, 20, 24];

/// Where the tests run.
const MACHINE_HINT: &str = "use Linux with glibc on x64 or arm64, for example in a container";
