//! Sets up other people's clients under the target folder: each in a folder of its own, never global.

pub(crate) mod agent;
pub(crate) mod node;
pub(crate) mod python;
mod rust;

use crate::{failure::Failure, workspace::Workspace};

/// Sets up every client; does nothing where the pins did not change.
pub(crate) fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    agent::set_up(workspace)?;
    node::set_up(workspace)?;
    python::set_up(workspace)?;
    rust::set_up(workspace)
}

/// What to do when a client cannot be fetched.
const FETCH_HINT: &str = "check that the package registry answers, then run it again";
