//! Writes the failures of a verb to standard error, where the agent reads as well.

use std::io::{self, Write};

use patless_catalogue::ErrorKind;

use crate::failure::Failure;
use crate::report::{Report, exit_code};
use crate::sinks::AgentLog;

/// Writes each failure, and returns the exit code of the first. Nothing in them can be a command to the agent.
pub(crate) fn complain<'f, W: Write>(
    log: &mut AgentLog<W>,
    failures: impl IntoIterator<Item = &'f Failure>,
) -> io::Result<u8> {
    let mut code = None;
    for failure in failures {
        code.get_or_insert(exit_code(failure.kind()));
        let text = format!("error: {}", Report::of(failure));
        text.lines().try_for_each(|line| log.line(line))?;
    }
    Ok(code.unwrap_or(exit_code(ErrorKind::Internal)))
}
