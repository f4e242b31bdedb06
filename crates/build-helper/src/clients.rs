//! Sets up other people's clients under the target folder: each in a folder of its own, never global.

pub mod agent;
pub mod azure_cli;
pub mod azure_devops;
pub mod jest;
pub mod long_job;
pub mod node;
pub mod page;
pub mod python;
pub mod renovate;
mod rust;
pub mod sarif;
pub mod tfx;
pub mod vsce;

use crate::{failure::Failure, workspace::Workspace};

/// Sets up every client; does nothing where the pins did not change.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    agent::set_up(workspace)?;
    azure_cli::set_up(workspace)?;
    azure_devops::set_up(workspace)?;
    jest::set_up(workspace)?;
    long_job::set_up(workspace)?;
    node::set_up(workspace)?;
    page::set_up(workspace)?;
    python::set_up(workspace)?;
    renovate::set_up(workspace)?;
    sarif::set_up(workspace)?;
    tfx::set_up(workspace)?;
    vsce::set_up(workspace)?;
    rust::set_up(workspace)
}
