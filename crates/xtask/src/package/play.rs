//! Plays the demo's pipeline with the task that the vsix holds, as an agent installs it and under the Nodes of agents.

use std::{fs, process::Command};

use super::{channel::Channel, part};
use crate::{
    clients, demo,
    failure::Failure,
    folder,
    programs::{self, BASH, CURL, NPM},
    step,
    workspace::Workspace,
};

/// Unpacks the task, without any right to execute, and plays the pipeline once for each Node.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    programs::ensure(&[BASH, CURL, NPM])?;
    let installed = workspace.target("package/installed");
    folder::clear(&installed)?;
    for file in part::unpack(
        &workspace
            .target("package")
            .join(Channel::ALL[0].file_name()),
    )? {
        if let Some(name) = file.name.strip_prefix(TASK_FOLDER) {
            let path = installed.join(name);
            let parent = path.parent().unwrap_or(&installed);
            fs::create_dir_all(parent).map_err(|error| folder::failure(parent, &error))?;
            folder::write(&path, &file.bytes)?;
        }
    }
    clients::agent::set_up(workspace)?;
    step::run(
        &mut workspace.cargo("build --package patless-emulator --bins"),
        "mend what the compiler says above",
    )?;
    for node in NODES {
        step::run(
            Command::new(workspace.binary("patless-emulator"))
                .args(["run", demo::PIPELINE, "--task-folder"])
                .arg(&installed)
                .arg("--node")
                .arg(workspace.target("clients/agent").join(node)),
            "the job log above says what failed",
        )?;
    }
    Ok(())
}

/// The folder of the task in the vsix.
const TASK_FOLDER: &str = "patless/";

/// The Nodes that task.json asks for, under the names that the set-up gives them.
const NODES: [&str; 2] = ["node20", "node24"];
