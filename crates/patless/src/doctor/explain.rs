//! `doctor --explain`: explains an error message without sending a request.

mod pasted;

use std::io::{self, Write};
use std::process::ExitCode;

use patless_catalogue::ErrorKind;

use self::pasted::Pasted;
use crate::report::{exit_code, explanation_to_json};
use crate::sinks::AgentLog;

/// Explains a text, or with `-` standard input. The exit code is 0 if the error is known.
pub(crate) fn explain<W: Write>(
    text: &str,
    as_json: bool,
    log: &mut AgentLog<W>,
) -> io::Result<ExitCode> {
    let read;
    let text = if text == "-" {
        read = Pasted::read(io::stdin().lock())?.into_text();
        &read
    } else {
        text
    };
    let Some(explanation) = patless_catalogue::explain(text) else {
        let unknown = if text.trim().is_empty() {
            EMPTY
        } else {
            UNKNOWN
        };
        log.line(if as_json { "null" } else { unknown })?;
        return Ok(ExitCode::from(exit_code(ErrorKind::Usage)));
    };
    if as_json {
        log.json(&explanation_to_json(&explanation))?;
    } else {
        for line in explanation.to_string().lines() {
            log.line(line)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

const UNKNOWN: &str = "no known error found in this text: look for an AADSTS, TF or VS code, or an HTTP status such as HTTP 401, \
                       and pass the line that contains it";

const EMPTY: &str = "the text is empty: pass the line that contains the error";
