//! The verb `plan --audit`: lists what an organization holds that still needs a personal access token.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use super::answer::{Answer, write};
use crate::acquire::acquire;
use crate::logs;
use crate::plan::{Audit, PlanArgs, audit};
use crate::process::variable;
use crate::sinks::Escaping;
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
    let escaping = Escaping::from_environment(&environment);
    let answer = look(arguments, environment, clock).await.map(|audit| {
        let code = audit.exit_code();
        let answer = if arguments.json {
            Answer::Json(audit.to_json())
        } else {
            Answer::Text(audit.to_string())
        };
        (answer, code)
    });
    write(out, escaping, answer)
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
