//! Runs a child on Windows: Ctrl-C and Ctrl-Break of the console reach it without us, and do not end this process.

use std::io;
use std::process::Command;

use tokio::signal::windows::{ctrl_break, ctrl_c};

use super::super::dumps::NoDumps;
use super::end::End;

/// Runs a command to its end.
pub(super) fn run(mut command: Command, _: &NoDumps) -> io::Result<End> {
    // The console sends its events to every process in it. While somebody listens, the default action is not taken.
    let _listening = (ctrl_c()?, ctrl_break()?);
    let mut child = command.spawn()?;
    // It holds the child's environment, and with that the token.
    drop(command);
    let status = child.wait()?;
    Ok(End::Code(status.code().unwrap_or_default()))
}
