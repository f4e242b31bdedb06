//! The verb `task`: what the pipeline task does, in order.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::failure::Failure;
use crate::keeper::{self, AgentProcess, KeeperStart, Started};
use crate::logs;
use crate::process::variable;
use crate::sinks::{AgentLog, Escaping, JobOutput, NotedKeeper, note};
use crate::stages::{self, Failures, Obtained, Stopped, is_outside_a_job};
use crate::task::{
    DiagnosingListener, Earlier, Inputs, Plan, StepResult, TaskListener, Work, fail, hand_over,
    refusals, warn_of_retirement, warn_of_secret,
};

/// Runs the task. A failure of the task is reported to the agent and is not an error here: an error means that
/// nothing more can be reported to the agent. `agent` is the process that runs the job, if it is known.
pub(crate) async fn run<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: JobOutput<W>,
    agent: Option<AgentProcess>,
) -> io::Result<StepResult> {
    let _logging = tracing::subscriber::set_default(logs::subscriber(&environment, &out));
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    let earlier = Earlier::of(&environment);
    match obtain(environment, Arc::clone(&clock), &mut log).await {
        Ok((mut plan, obtained)) => {
            if let Some(earlier) = earlier {
                earlier.take_back(&*clock).await;
            }
            let keeper = match plan.take_keeper(agent) {
                None => None,
                Some(start) => match begin(start, &*clock, &mut log).await? {
                    Ok(started) => Some(started),
                    Err(failure) => return fail(&mut log, [&failure]),
                },
            };
            hand_over(&plan, &obtained, keeper, &variable, &mut log)
        }
        Err(Stopped::Failed(failures)) => fail(&mut log, failures.iter()),
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

/// Starts the keeper, whose folder is noted before.
async fn begin<W: Write>(
    start: KeeperStart,
    clock: &dyn Clock,
    log: &mut AgentLog<W>,
) -> io::Result<Result<Started, Failure>> {
    let folder = match keeper::prepare(&start) {
        Ok(folder) => folder,
        Err(failure) => return Ok(Err(failure)),
    };
    let keeper = folder.left().map(|folder| NotedKeeper {
        folder,
        variables: Vec::new(),
    });
    note(log, &[], None, keeper.as_ref())?;
    Ok(keeper::start(start, folder, clock).await)
}

/// Tells the agent that the step was canceled. No variable has been set.
pub(crate) fn cancel<W: Write>(escaping: Escaping, out: JobOutput<W>) -> io::Result<StepResult> {
    let mut log = AgentLog::new(out, escaping);
    log.line("canceled: no variable was set")?;
    log.command("task.complete", &[("result", "Canceled")], "")?;
    Ok(StepResult::Fine)
}

/// Refuses to run because a variable of the process contains a logging command. `variable` is its name.
pub(crate) fn refuse_commands<W: Write>(
    variable: String,
    out: JobOutput<W>,
) -> io::Result<StepResult> {
    let mut log = AgentLog::new(out, Escaping::WithPercents);
    fail(&mut log, [&Failure::Command { variable }])
}

/// Gets one token for each scope, each valid for as long as requested, or every reason why not.
async fn obtain<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    log: &mut AgentLog<JobOutput<W>>,
) -> Result<(Plan, Obtained), Stopped> {
    if is_outside_a_job(&environment) && Inputs::are_absent(&environment) {
        return Err(Failure::OutsideJob.into());
    }
    let ask_for_diagnosis = Inputs::ask_for_diagnosis(&environment).map_err(Failure::from)?;
    let (plan, obtained) = if ask_for_diagnosis {
        diagnose(environment, Arc::clone(&clock), log).await?
    } else {
        get(environment, Arc::clone(&clock), log).await?
    };
    match Failures::of(refusals(
        &plan,
        &obtained.tokens,
        clock.now(),
        log.escaping(),
    )) {
        Some(failures) => Err(failures.into()),
        None => Ok((plan, obtained)),
    }
}

/// Gets the tokens.
async fn get<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    log: &AgentLog<JobOutput<W>>,
) -> Result<(Plan, Obtained), Stopped> {
    let Work { request, plan } = Work::of_tokens(&environment);
    let mut listener = TaskListener::new(log);
    let ended = stages::run(environment, request, Arc::clone(&clock), &mut listener).await;
    match (plan, ended) {
        (Ok(plan), Ok(obtained)) => Ok((plan, obtained)),
        (Ok(plan), Err(Stopped::Failed(mut failures))) => {
            // Problems with the other tokens are reported with it.
            failures.extend(refusals(
                &plan,
                &listener.tokens,
                clock.now(),
                log.escaping(),
            ));
            Err(failures.into())
        }
        (_, Err(stopped)) => Err(stopped),
        (Err(failure), Ok(_)) => Err(failure.into()),
    }
}

/// Gets the tokens with every check in the job log, or the first thing to fix.
async fn diagnose<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    log: &mut AgentLog<JobOutput<W>>,
) -> Result<(Plan, Obtained), Stopped> {
    let Work { request, plan } = Work::of_diagnosis(&environment);
    let mut listener = DiagnosingListener::new(log);
    let ended = stages::run(environment, request, clock, &mut listener).await;
    if let Err(Stopped::Failed(failures)) = ended {
        listener.advise()?;
        return Err(failures.first_only().into());
    }
    let (obtained, plan) = (ended?, plan?);
    if let Some(assertion) = &obtained.assertion {
        warn_of_retirement(assertion, &obtained.connection);
    }
    warn_of_secret(&obtained.connection);
    Ok((plan, obtained))
}
