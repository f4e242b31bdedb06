//! `doctor --explain`: explains error messages without sending a request.

mod input;
mod reader;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use patless_catalogue::{ErrorKind, Excerpt, Explanation, explain_excerpt};
use serde_json::{Value, json};

use self::input::Input;
use crate::report::{exit_code, explanation_to_json};
use crate::sinks::AgentLog;

/// Explains a text, files, or with `-` standard input. The exit code is 0 if an error is known, and every file could be read.
pub(crate) fn explain<W: Write>(
    first: &str,
    others: &[PathBuf],
    as_json: bool,
    log: &mut AgentLog<W>,
) -> io::Result<ExitCode> {
    let inputs = Input::of(first, others);
    let all: Vec<_> = inputs.iter().map(Explained::of).collect();
    if as_json {
        log.json(&to_json(&all))?;
    } else {
        for (index, explained) in all.iter().enumerate() {
            if index > 0 {
                log.line("")?;
            }
            explained.print(log)?;
        }
    }
    let is_read = all.iter().all(|one| one.outcome.is_ok());
    let is_known = all.iter().any(|one| one.explanation().is_some());
    Ok(if is_read && is_known {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(exit_code(ErrorKind::Usage))
    })
}

/// What came of one input.
struct Explained<'i> {
    input: &'i Input,
    outcome: io::Result<(Excerpt, Option<Explanation>)>,
}

impl<'i> Explained<'i> {
    fn of(input: &'i Input) -> Self {
        let outcome = input.read().map(|excerpt| {
            let explanation = explain_excerpt(&excerpt);
            (excerpt, explanation)
        });
        Self { input, outcome }
    }

    fn explanation(&self) -> Option<&Explanation> {
        self.outcome.as_ref().ok()?.1.as_ref()
    }

    fn print<W: Write>(&self, log: &mut AgentLog<W>) -> io::Result<()> {
        let input = self.input;
        match &self.outcome {
            Err(error) => log.line(&format!("{input} cannot be read: {error}")),
            Ok((excerpt, None)) if excerpt.is_empty() => log.line(&format!("{input} {EMPTY}")),
            Ok((_, None)) => log.line(&format!("no known error found in {input}: {UNKNOWN}")),
            Ok((_, Some(explanation))) => {
                if let Some(place) = self.place(explanation) {
                    log.line(&place)?;
                }
                let text = explanation.to_string();
                text.lines().try_for_each(|line| log.line(line))
            }
        }
    }

    /// Where the error stands, as `FILE:LINE`, and the step of the job that printed it.
    fn place(&self, explanation: &Explanation) -> Option<String> {
        let name = self.input.name()?;
        let line = explanation.line.map(|line| format!(":{line}"));
        let step = explanation
            .step
            .as_ref()
            .map(|step| format!(", step {step}"));
        Some([Some(name), line, step].into_iter().flatten().collect())
    }

    fn to_json(&self) -> Value {
        self.explanation().map_or(Value::Null, explanation_to_json)
    }
}

/// One explanation as it is, several with the names of their files.
fn to_json(all: &[Explained<'_>]) -> Value {
    if let [one] = all
        && one.outcome.is_ok()
    {
        return one.to_json();
    }
    let all = all.iter().map(|one| {
        json!({
            "file": one.input.to_string(),
            "explanation": one.to_json(),
            "unreadable": one.outcome.as_ref().err().map(ToString::to_string),
        })
    });
    Value::Array(all.collect())
}

const UNKNOWN: &str = "look for an AADSTS, TF or VS code, or an HTTP status such as HTTP 401, and pass the line that contains it";

const EMPTY: &str = "is empty: pass the line that contains the error";
