//! Sets up the Python client in a virtual environment of its own.

use crate::{
    failure::Failure,
    pip::{self, Requirements},
    workspace::Workspace,
};

/// Installs what requirements.txt pins, by hash.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let requirements = Requirements {
        file: "tests/clients/python/requirements.txt",
        options: &[],
    };
    let folder = workspace.target("clients/python");
    pip::set_up(&folder, &[requirements], include_str!("python.rs"))
}
