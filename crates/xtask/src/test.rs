//! Runs every test, after setting up what they need; nothing is skipped.

use crate::{
    clients,
    failure::Failure,
    programs::{self, BASH, CURL, GIT, NPM, PYTHON, PYTHON_VENV},
    step,
    workspace::Workspace,
};

/// Sets up, then runs the unit, integration and doc tests, then the tests with other people's clients.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    programs::ensure(&[BASH, CURL, GIT, NPM, PYTHON, PYTHON_VENV])?;
    clients::set_up(workspace)?;
    step::run(&mut workspace.cargo("test --workspace"), HINT)?;
    step::run(
        &mut workspace.cargo("test --package xtask --test clients -- --include-ignored"),
        HINT,
    )
}

/// What to do when a test fails.
const HINT: &str = "read the failing test's output above; run it alone with `cargo test NAME`";
