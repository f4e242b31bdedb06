//! Runs the tests of what was packed: the launcher's with the task of the vsix, as an agent installs it, and those of what is
//! installed at the desk. Both run under the Nodes of agents.
use std::path::Path;

use build_helper::{
    Failure, Workspace, clients, folder,
    programs::{self, BASH, CURL, NPM, PYTHON},
    say, step,
};
use fs_err as fs;

use crate::{channel::Channel, part};

/// Unpacks the task, and has the tests take it instead of what they make of the sources.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    programs::ensure(&[BASH, CURL, NPM, PYTHON])?;
    let vsix = workspace
        .target("package")
        .join(Channel::ALL[0].file_name());
    let task = workspace.target("installed");
    say(&format!(
        "unpacking the task of {} into {}",
        vsix.display(),
        task.display()
    ));
    unpack(&vsix, &task)?;
    clients::agent::set_up(workspace)?;
    clients::jest::set_up(workspace)?;
    step::run(
        workspace.cargo(TESTS).env("PATLESS_TASK_FOLDER", task),
        "read the failing test's output above; with PATLESS_TASK_FOLDER set to the folder of the task, it runs alone",
    )?;
    step::run(
        &mut workspace.cargo(DESK_TESTS),
        "read the failing test's output above; it runs alone as well",
    )
}

/// Unpacks the task of a vsix as an agent does: none of its files may be executed.
fn unpack(vsix: &Path, task: &Path) -> Result<(), Failure> {
    let parts = part::unpack(vsix)?;
    folder::clear(task)?;
    for part in parts {
        if let Some(name) = part.name.strip_prefix(TASK_FOLDER) {
            let file = task.join(name);
            let parent = file.parent().unwrap_or(task);
            fs::create_dir_all(parent)?;
            fs::write(&file, &part.bytes)?;
        }
    }
    Ok(())
}

/// The folder of the task in the vsix.
const TASK_FOLDER: &str = "patless/";

/// The tests that install the npm packages and the archives.
const DESK_TESTS: &str = "test --locked --package patless-package --test packed";

/// The tests that run a task through Node.
const TESTS: &str =
    "test --locked --package patless --test integration -- --include-ignored launcher::";
