//! `doctor --explain`: the explanation of an error's text, without a request.

mod pasted;

use std::io::{self, Write};
use std::process::ExitCode;

use patless_catalogue::ErrorKind;

use self::pasted::Pasted;
use crate::report::{exit_code, explanation_to_json};
use crate::sinks::AgentLog;

/// Explains a text, `-` that of standard input. The exit code is 0 where it is known.
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

const UNKNOWN: &str = "this text contains no error that Patless knows: look for an AADSTS, TF or VS code, or an HTTP status \
                       such as HTTP 401, and give the line that holds it";

const EMPTY: &str = "the text is empty: give the line that holds the error";
