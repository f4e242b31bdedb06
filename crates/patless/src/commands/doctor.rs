//! Owns the verb `doctor`: the diagnosis on the command line.

mod arguments;
mod explain;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use patless_core::{AccessToken, Clock, Environment, NewSecret};

pub use arguments::DoctorArgs;

use crate::doctor::{Check, Diagnosis, Witness, walk};
use crate::failure::Failure;
use crate::report::exit_code;
use crate::sinks::{AgentLog, Escaping};

/// Runs the doctor. The exit code is 0 where there is nothing to fix, else that of the first thing to fix.
pub async fn run<W: Write>(
    arguments: &DoctorArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<ExitCode> {
    // The output of a script is read by the agent: nothing that a server says may be a command to it.
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    if let Some(text) = &arguments.explain {
        return explain::run(text, arguments.json, &mut log);
    }
    let environment = arguments.in_script_step(environment);
    let question = arguments.question(&environment);
    let mut witness = Lines {
        log: (!arguments.json).then_some(&mut log),
    };
    let diagnosis = walk(environment, question, clock, &mut witness)
        .await?
        .diagnosis;
    if arguments.json {
        log.json(&diagnosis.to_json())?;
    } else {
        print(&diagnosis, &mut log)?;
    }
    let failure = diagnosis.into_first_failure();
    Ok(failure.map_or(ExitCode::SUCCESS, |failure: Failure| {
        ExitCode::from(exit_code(failure.kind()))
    }))
}

fn print<W: Write>(diagnosis: &Diagnosis, log: &mut AgentLog<W>) -> io::Result<()> {
    log.line("")?;
    for line in diagnosis.to_string().lines() {
        log.line(line)?;
    }
    Ok(())
}

/// Standard output as a witness: a line for each check, while the walk goes on. Secrets are not printed.
struct Lines<'a, W> {
    /// `None`: nothing is printed until the end.
    log: Option<&'a mut AgentLog<W>>,
}

impl<W: Write> Witness for Lines<'_, W> {
    fn check(&mut self, check: &Check) -> io::Result<()> {
        match &mut self.log {
            Some(log) => check
                .to_string()
                .lines()
                .try_for_each(|line| log.line(line)),
            None => Ok(()),
        }
    }

    fn announcer(&self) -> Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync> {
        Box::new(|_| Ok(()))
    }

    fn access_token(&mut self, _: &AccessToken) -> io::Result<()> {
        Ok(())
    }
}
