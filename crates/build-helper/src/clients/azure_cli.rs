//! Sets up Azure CLI: the real `az`, without the libraries for services that nobody asks here.

use crate::{
    failure::Failure,
    pip::{self, Requirements},
    workspace::Workspace,
};

/// Installs what the two files pin, by hash: 205 MB instead of 730.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let requirements = [
        Requirements {
            file: "tests/clients/azure-cli/requirements.txt",
            options: &["--no-compile"],
        },
        Requirements {
            file: "tests/clients/azure-cli/azure-cli.txt",
            options: &["--no-compile", "--no-deps"],
        },
    ];
    let folder = workspace.target("clients/azure-cli");
    pip::set_up(&folder, &requirements, include_str!("azure_cli.rs"))
}
