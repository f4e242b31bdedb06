//! The task's folder as an agent has it after its first step: the launcher, the program and the list of programs.
use std::{
    env::consts::ARCH,
    path::{Path, PathBuf},
};

use build_helper::{Failure, Workspace, clients, folder};
use fs_err as fs;

/// Sets up the Node.js of an agent, and the folder with this program. `target` is Cargo's target folder, here and below.
pub(super) fn set_up(workspace: &Workspace, target: &Path, program: &Path) -> Result<(), Failure> {
    clients::agent::set_up(workspace)?;
    let task = target.join(FOLDER);
    folder::clear(&task)?;
    folder::clear(&task.join("bin"))?;
    for file in folder::files(Path::new("task"))? {
        if file.extension().is_some_and(|it| it == "js") {
            folder::copy(&file, &task)?;
        }
    }
    let name = format!("patless-linux-{}.bin", node_architecture());
    // With its right to execute, which the launcher gives it before the first step of a job.
    let bytes = fs::copy(program, task.join("bin").join(&name))?;
    fs::write(
        task.join("programs.json"),
        format!("{{\"{name}\":{bytes}}}"),
    )?;
    Ok(fs::write(empty(target), "")?)
}

/// The Node.js that runs it.
pub(super) fn node(target: &Path) -> PathBuf {
    target.join("clients/agent/node20")
}

/// What the agent has Node.js run.
pub(super) fn launcher(target: &Path) -> PathBuf {
    target.join(FOLDER).join("launch.js")
}

/// A file that has Node.js do nothing.
pub(super) fn empty(target: &Path) -> PathBuf {
    target.join(FOLDER).join("empty.js")
}

/// This machine's architecture, as Node.js calls it.
fn node_architecture() -> &'static str {
    match ARCH {
        "aarch64" => "arm64",
        "x86_64" => "x64",
        other => other,
    }
}

/// Where an agent would have it, below its folder for work.
const FOLDER: &str = "bench/agent/_tasks/Patless_af3c1762/1.0.0";
