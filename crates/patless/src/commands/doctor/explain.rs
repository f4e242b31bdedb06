//! Owns `doctor --explain`: the explanation of an error's text, without a request.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use patless_core::ErrorKind;
use patless_core::catalogue::{Explanation, explain};
use serde_json::{Map, Value, json};

use crate::sinks::AgentLog;

/// Explains a text, `-` that of standard input. The exit code is 0 where it is known.
pub(super) fn run<W: Write>(
    text: &str,
    as_json: bool,
    log: &mut AgentLog<W>,
) -> io::Result<ExitCode> {
    let explanation = match text {
        "-" => explain(&last_of(io::stdin().lock())?),
        _ => explain(text),
    };
    let Some(explanation) = explanation else {
        log.line(if as_json { "null" } else { UNKNOWN })?;
        return Ok(ExitCode::from(ErrorKind::Usage.exit_code()));
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

/// Reads a text to its end and keeps the last of it: in a log, the error stands there.
fn last_of(mut input: impl Read) -> io::Result<String> {
    let (mut kept, mut chunk) = (Vec::new(), vec![0; LIMIT_BYTES]);
    loop {
        let count = input.read(&mut chunk)?;
        if count == 0 {
            return Ok(String::from_utf8_lossy(&kept).into_owned());
        }
        kept.extend_from_slice(&chunk[..count]);
        kept.drain(..kept.len().saturating_sub(LIMIT_BYTES));
    }
}

/// The most that is kept of standard input.
const LIMIT_BYTES: usize = 1024 * 1024;

const UNKNOWN: &str = "no error that is known stands in this text: look for an AADSTS, TF or VS code, or an HTTP status, \
                       and give the line that holds it";

fn to_json(explanation: &Explanation) -> Value {
    let Explanation {
        row,
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
        "label": label,
        "also": also.iter().map(|found| &found.label).collect::<Vec<_>>(),
        "name": row.name,
        "message": row.cause,
        "values": texts,
        "hint": row.hint(values),
        "retry": row.retry.in_words(),
        "anchor": row.anchor(),
        "exitCode": row.kind.exit_code(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_log_is_kept() {
        let mut log = "x".repeat(2 * LIMIT_BYTES);
        log.push_str("AADSTS700016: the end");
        let kept = last_of(log.as_bytes()).unwrap();
        assert_eq!(kept.len(), LIMIT_BYTES);
        assert!(kept.ends_with("AADSTS700016: the end"));
    }
}
