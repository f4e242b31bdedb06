//! The verb `doctor`: the diagnosis on the command line.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::doctor::{Checks, Diagnosis, DoctorArgs, explain};
use crate::report::exit_code;
use crate::sinks::{AgentLog, Escaping};
use crate::stages::{self, Announcer, Event, Listener, Stopped};

/// Runs the doctor. The exit code is 0 where there is nothing to fix, else that of the first thing to fix.
pub(crate) async fn run<W: Write>(
    arguments: &DoctorArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<ExitCode> {
    // The output of a script is read by the agent: nothing that a server says may be a command to it.
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    if let Some(text) = &arguments.explain {
        return explain(text, &arguments.files, arguments.as_json(), &mut log);
    }
    let environment = arguments.in_script_step(environment);
    let request = arguments.request(&environment);
    let mut listener = DoctorListener {
        log: (!arguments.as_json()).then_some(&mut log),
        checks: Checks::default(),
    };
    let ended = stages::run(environment, request, clock, &mut listener).await;
    if let Err(Stopped::Unheard(error)) = ended {
        return Err(error);
    }
    let diagnosis = Diagnosis::from(listener.checks);
    if arguments.as_json() {
        log.json(&diagnosis.to_json())?;
    } else {
        print(&diagnosis, &mut log)?;
    }
    Ok(diagnosis
        .first_failure()
        .map_or(ExitCode::SUCCESS, |failure| {
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

/// The doctor as a listener of the stages: each becomes a check, and a line while the others go on. Secrets are not printed.
struct DoctorListener<'a, W> {
    /// `None`: nothing is printed until the end.
    log: Option<&'a mut AgentLog<W>>,
    checks: Checks,
}

impl<W: Write> Listener for DoctorListener<'_, W> {
    fn announcer(&self) -> Announcer {
        Box::new(|_| Ok(()))
    }

    fn ended(&mut self, event: &Event<'_>) -> io::Result<()> {
        let check = self.checks.keep(event);
        match &mut self.log {
            Some(log) => {
                let check = check.to_string();
                check.lines().try_for_each(|line| log.line(line))
            }
            None => Ok(()),
        }
    }
}
