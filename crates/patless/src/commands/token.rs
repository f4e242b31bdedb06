//! The verb `token`: gets one access token and writes it to standard output.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::acquire::acquire;
use crate::cli::mask_args::Agent;
use crate::complaint::complain;
use crate::failure::Failure;
use crate::logs;
use crate::process::{of_standard_error, of_standard_output, variable};
use crate::shown::refuse_to_show;
use crate::sinks::{AgentLog, Escaping, write_result};
use crate::stages::Stopped;
use crate::token::{Answer, TokenVerbArgs};

/// Runs the verb. Standard output gets the result and nothing else; where there is none, nothing.
pub(crate) async fn run<W: Write>(
    arguments: &TokenVerbArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    mut out: W,
) -> io::Result<u8> {
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(arguments.request.detail()));
    let mut log = AgentLog::new(io::stderr(), Escaping::WithPercents);
    match hand_out(arguments, environment, clock, &mut out).await {
        Ok(()) => Ok(0),
        Err(Stopped::Failed(failures)) => complain(&mut log, failures.iter()),
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

async fn hand_out<W: Write>(
    arguments: &TokenVerbArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: &mut W,
) -> Result<(), Stopped> {
    let environment = arguments.request.in_script_step(environment);
    let agent = Agent::of(&environment);
    if !arguments.force {
        refuse_to_show(agent, of_standard_output()).map_err(Failure::from)?;
    }
    let wanted = arguments.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, wanted).await?;
    let reader = of_standard_error();
    let tokens = acquired.tokens.iter().map(|token| &**token);
    arguments.mask.ask(agent, reader, tokens, io::stderr())?;
    for token in &acquired.tokens {
        let answer = Answer {
            token,
            whose: &acquired.whose,
            variable: &arguments.variable,
        };
        write_result(out, &answer.to_text(arguments.output))?;
    }
    Ok(())
}
