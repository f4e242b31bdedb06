//! Owns `doctor --explain`: the explanation of an error's text, without a request.

mod pasted;

use std::io::{self, Write};
use std::process::ExitCode;

use patless_catalogue::{ErrorKind, Explanation, explain};
use serde_json::{Map, Value, json};

use self::pasted::Pasted;
use crate::report::exit_code;
use crate::sinks::AgentLog;

/// Explains a text, `-` that of standard input. The exit code is 0 where it is known.
pub(super) fn run<W: Write>(
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
    let Some(explanation) = explain(text) else {
        let unknown = if text.trim().is_empty() {
            EMPTY
        } else {
            UNKNOWN
        };
        log.line(if as_json { "null" } else { unknown })?;
        return Ok(ExitCode::from(exit_code(ErrorKind::Usage)));
    };
    if as_json {
        log.json(&to_json(&explanation))?;
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

fn to_json(explanation: &Explanation) -> Value {
    let row = explanation.row();
    let Explanation {
        label,
        values,
        also,
        ..
    } = explanation;
    let texts: Map<_, _> = values
        .iter()
        .map(|(field, text)| (field.key().to_owned(), Value::String(text.to_owned())))
        .collect();
    json!({
        "label": label.as_ref().map(ToString::to_string),
        "also": also.iter().map(|found| found.label.as_ref().map(ToString::to_string)).collect::<Vec<_>>(),
        "name": row.name(),
        "message": row.summary,
        "values": texts,
        "hint": row.hint(values),
        "retry": row.retry.in_words(),
        "anchor": row.anchor(),
        "more": row.address(),
        "exitCode": exit_code(row.kind),
    })
}
