//! The verb `plan`: says what is missing on the way from a personal access token to a token.

use std::io::{self, Write};
use std::sync::Arc;

use patless_catalogue::ErrorKind;
use patless_core::variables::SYSTEM_TEAMPROJECTID;
use patless_core::{Clock, Environment, Target};

use super::answer::{Answer, write};
use super::audit;
use crate::acquire::acquire;
use crate::failure::Failure;
use crate::logs;
use crate::plan::{Plan, PlanArgs, Printed, Purpose, Question, look};
use crate::process::variable;
use crate::report::exit_code;
use crate::sinks::Escaping;
use crate::stages::Stopped;

/// Runs the verb. Returns the exit code: 0 nothing is missing, 3 something is, else that of the doctor.
pub(crate) async fn run<W: Write>(
    mut arguments: PlanArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<u8> {
    let purpose = match arguments.question() {
        Question::For(purpose) => purpose,
        Question::Audit => {
            return Box::pin(audit::run(&arguments, environment, clock, out)).await;
        }
    };
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(arguments.request.detail()));
    let escaping = Escaping::from_environment(&environment);
    let answer = plan(purpose, &mut arguments, environment, clock).await;
    let answer = answer.map(|plan| {
        let code = match plan.missing() {
            0 => 0,
            _ => exit_code(ErrorKind::Configuration),
        };
        let answer = if arguments.json {
            Answer::Json(plan.to_json())
        } else {
            Answer::Text(Printed(&plan, arguments.form).to_string())
        };
        (answer, code)
    });
    write(out, escaping, answer)
}

async fn plan(
    purpose: Purpose,
    arguments: &mut PlanArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
) -> Result<Plan, Stopped> {
    let connection = arguments.request.take_connection();
    let environment = arguments.request.in_script_step(environment);
    let target = arguments.request.organization(&environment)?;
    let mut wanted = arguments
        .wanted(purpose, connection, &target)
        .map_err(Failure::from)?;
    if wanted.project.is_none() && is_of_job(&target, &environment) {
        let of_job = environment.variable(&SYSTEM_TEAMPROJECTID);
        wanted.project = of_job.map(str::to_owned);
    }
    let request = arguments.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, request).await?;
    look(&acquired, &target, &wanted).await
}

/// Whether it is the organization of the running job.
fn is_of_job(target: &Target, environment: &Environment) -> bool {
    let of_job = Target::of_job(environment).ok().flatten();
    of_job.is_some_and(|it| it.organization() == target.organization())
}
