//! The verb `whoami`: says who the identity is to Azure DevOps, and which of its ids goes where.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::acquire::acquire;
use crate::complaint::complain;
use crate::logs;
use crate::process::variable;
use crate::sinks::{AgentLog, Escaping};
use crate::stages::Stopped;
use crate::whoami::{Whoami, WhoamiArgs, ask};

/// Runs the verb. Returns the exit code, which is that of the doctor.
pub(crate) async fn run<W: Write>(
    arguments: &WhoamiArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<u8> {
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(arguments.request.detail()));
    // The output of a script is read by the agent: nothing that a server says may be a command to it.
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    match find_out(arguments, environment, clock).await {
        Ok(whoami) if arguments.json => log.json(&whoami.to_json()).map(|()| 0),
        Ok(whoami) => {
            let text = whoami.to_string();
            text.lines().try_for_each(|line| log.line(line))?;
            Ok(0)
        }
        Err(Stopped::Failed(failures)) => {
            let mut errors = AgentLog::new(io::stderr(), Escaping::WithPercents);
            complain(&mut errors, failures.iter())
        }
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

async fn find_out(
    arguments: &WhoamiArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
) -> Result<Whoami, Stopped> {
    let environment = arguments.request.in_script_step(environment);
    let target = arguments.request.organization(&environment)?;
    let wanted = arguments.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, wanted).await?;
    ask(&acquired, &target).await
}
