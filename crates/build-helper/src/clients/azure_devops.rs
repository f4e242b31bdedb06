//! Sets up `azure-devops`, Microsoft's Python library for Azure DevOps, in a virtual environment of its own.

use crate::{
    failure::Failure,
    pip::{self, Requirements},
    workspace::Workspace,
};

/// Installs what requirements.txt pins, by hash.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let requirements = Requirements {
        file: "tests/clients/azure-devops/requirements.txt",
        options: &[],
    };
    let folder = workspace.target("clients/azure-devops");
    pip::set_up(&folder, &[requirements], include_str!("azure_devops.rs"))
}
