//! Runs a child on Windows: Ctrl-C and Ctrl-Break of the console reach it without us, and do not end this process.

use std::io;
use std::process::Command;

use tokio::signal::windows::{CtrlBreak, CtrlC, ctrl_break, ctrl_c};

use super::super::dumps::NoDumps;
use super::end::End;

/// As long as it is there, somebody listens.
pub(super) type Listening = (CtrlC, CtrlBreak);

/// Listens to the console, which sends its events to every process in it: the default action is then not taken.
pub(super) fn listen() -> io::Result<Listening> {
    Ok((ctrl_c()?, ctrl_break()?))
}

/// Runs a command to its end.
pub(super) fn run(mut command: Command, _: &NoDumps) -> io::Result<End> {
    let mut child = command.spawn()?;
    // It holds the child's environment, and with that the token.
    drop(command);
    let status = child.wait()?;
    Ok(End::Code(status.code().unwrap_or_default()))
}
