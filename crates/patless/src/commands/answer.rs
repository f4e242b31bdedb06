//! Writes what a verb found out, or why it could not.

use std::io::{self, Write};

use serde_json::Value;

use crate::complaint::complain;
use crate::sinks::{AgentLog, Escaping};
use crate::stages::Stopped;

/// What a verb found out, as it is written to standard output.
pub(super) enum Answer {
    /// For people, line by line.
    Text(String),
    /// For programs.
    Json(Value),
}

/// Writes an answer with its exit code, or complains on standard error. Returns the exit code.
///
/// The output of a script is read by the agent: nothing that a server says may be a command to it.
pub(super) fn write<W: Write>(
    out: W,
    escaping: Escaping,
    answer: Result<(Answer, u8), Stopped>,
) -> io::Result<u8> {
    let mut log = AgentLog::new(out, escaping);
    match answer {
        Ok((Answer::Json(document), code)) => log.json(&document).map(|()| code),
        Ok((Answer::Text(text), code)) => {
            text.lines().try_for_each(|line| log.line(line))?;
            Ok(code)
        }
        Err(Stopped::Failed(failures)) => {
            let mut errors = AgentLog::new(io::stderr(), Escaping::WithPercents);
            complain(&mut errors, failures.iter())
        }
        Err(Stopped::Unheard(error)) => Err(error),
    }
}
