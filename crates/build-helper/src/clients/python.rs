//! Sets up the Python client in a virtual environment of its own.

use std::path::Path;

use fs_err as fs;

use crate::{
    failure::{FETCH_HINT, Failure},
    folder, step,
    workspace::Workspace,
};

/// Installs what requirements.txt pins, by hash.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/python");
    let requirements = Path::new("tests/clients/python/requirements.txt");
    // A virtual environment is tied to the Python that made it.
    let version = step::probe(&mut step::command("python3", "--version")).unwrap_or_default();
    let pins = version + &fs::read_to_string(requirements)? + include_str!("python.rs");
    folder::set_up(&folder, &pins, || {
        step::run(
            step::command("python3", "-m venv").arg(&folder),
            "install Python's venv module: `sudo apt-get install python3-venv`",
        )?;
        step::run(
            step::command(folder.join("bin/python"), INSTALL).arg(requirements),
            FETCH_HINT,
        )
    })
}

/// Runs pip; the name of the requirements file follows. Wheels only: a source package would run code of its own to build.
const INSTALL: &str = "-m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes --requirement";
