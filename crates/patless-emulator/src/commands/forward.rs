//! Subcommand `forward`: moves the clock of the services, and of the job that runs against them.

use std::path::Path;

use super::error::CommandError;
use crate::cli::ForwardArgs;
use crate::clock::{CLOCK_VARIABLE, forward};

/// Moves the clock that the environment names.
#[expect(
    clippy::disallowed_methods,
    reason = "the variable is how a step of a job finds the clock"
)]
pub(super) fn execute(args: &ForwardArgs) -> Result<(), CommandError> {
    let file = std::env::var_os(CLOCK_VARIABLE).ok_or(CommandError::NotFound(
        "PATLESS_EMULATOR_CLOCK is not set: run this in a step of a job of the emulator, or with the variables that `serve` writes",
    ))?;
    forward(Path::new(&file), args.duration)?;
    Ok(())
}
