//! The verb `whoami`: says who the identity is to Azure DevOps, and which of its ids goes where.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use super::answer::{Answer, write};
use crate::acquire::acquire;
use crate::logs;
use crate::process::variable;
use crate::sinks::Escaping;
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
    let escaping = Escaping::from_environment(&environment);
    let answer = find_out(arguments, environment, clock).await.map(|whoami| {
        let answer = if arguments.json {
            Answer::Json(whoami.to_json())
        } else {
            Answer::Text(whoami.to_string())
        };
        (answer, 0)
    });
    write(out, escaping, answer)
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
