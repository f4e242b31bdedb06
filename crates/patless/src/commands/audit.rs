//! The verb `plan --audit`: lists what an organization holds that still needs a personal access token.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::acquire::acquire;
use crate::complaint::complain;
use crate::logs;
use crate::plan::{Audit, PlanArgs, audit};
use crate::process::variable;
use crate::sinks::{AgentLog, Escaping};
use crate::stages::Stopped;

/// Runs the verb. Returns the exit code: 0 nothing was found, 3 something was, else that of the doctor.
pub(crate) async fn run<W: Write>(
    arguments: &PlanArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<u8> {
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(arguments.request.detail()));
    // The output of a script is read by the agent: no name in an organization may be a command to it.
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    match look(arguments, environment, clock).await {
        Ok(audit) if arguments.json => {
            log.json(&audit.to_json())?;
            Ok(audit.exit_code())
        }
        Ok(audit) => {
            let text = audit.to_string();
            text.lines().try_for_each(|line| log.line(line))?;
            Ok(audit.exit_code())
        }
        Err(Stopped::Failed(failures)) => {
            let mut errors = AgentLog::new(io::stderr(), Escaping::WithPercents);
            complain(&mut errors, failures.iter())
        }
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

async fn look(
    arguments: &PlanArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
) -> Result<Audit, Stopped> {
    let environment = arguments.request.in_script_step(environment);
    let target = arguments.request.organization(&environment)?;
    let wanted = arguments.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, wanted).await?;
    audit(&acquired, &target, arguments.project.as_deref()).await
}
