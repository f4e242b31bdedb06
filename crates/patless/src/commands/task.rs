//! Owns the verb `task`: what the pipeline task does, in order.

mod arguments;
mod diagnose;
mod plan;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use patless_core::{
    AccessToken, Assertion, Clock, Connection, Context, Credential, Deadline, Environment, Reuse,
    Source, TokenRequest,
};

pub use arguments::TaskArgs;
use plan::Plan;

use super::Told;
use crate::claims;
use crate::doctor::is_outside_a_job;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::logs;
use crate::no_token::{without_access_token, without_assertion};
use crate::report::{Report, recognizable};
use crate::sinks::{AgentLog, Escaping, JobOutput, Masked, PipelineVariable, note};

/// Runs the task. A failure of the task is told to the agent and is no error here: an error means that the agent
/// cannot be told anything any more.
pub async fn run<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: JobOutput<W>,
) -> io::Result<Told> {
    let _logging = tracing::subscriber::set_default(logs::subscriber(&environment, &out));
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    match obtain(environment, clock, &mut log).await? {
        Ok((plan, obtained)) => hand_over(&plan, &obtained, &mut log),
        Err(failures) => fail(&mut log, &failures),
    }
}

/// Tells the agent that the step was canceled. No variable has been set.
pub fn cancel<W: Write>(escaping: Escaping, out: JobOutput<W>) -> io::Result<Told> {
    let mut log = AgentLog::new(out, escaping);
    log.line("canceled: no variable was set")?;
    log.command("task.complete", &[("result", "Canceled")], "")?;
    Ok(Told::Fine)
}

/// Refuses to do anything, as a variable of the process holds a logging command. `variable` is its name.
pub fn refuse_commands<W: Write>(variable: String, out: JobOutput<W>) -> io::Result<Told> {
    let mut log = AgentLog::new(out, Escaping::WithPercents);
    fail(&mut log, &[Failure::Command { variable }])
}

/// What the servers gave.
struct Obtained {
    assertion: Arc<Assertion>,
    /// One for each scope of the plan.
    tokens: Vec<Arc<AccessToken>>,
}

/// Gets one token for each scope, each good for as long as asked for, or every reason why not.
async fn obtain<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    log: &mut AgentLog<JobOutput<W>>,
) -> io::Result<Result<(Plan, Obtained), Vec<Failure>>> {
    if is_outside_a_job(&environment) && Inputs::are_absent(&environment) {
        return Ok(Err(vec![Failure::OutsideJob]));
    }
    let obtained = match Inputs::ask_for_diagnosis(&environment) {
        Ok(true) => diagnose::obtain(environment, Arc::clone(&clock), log)
            .await?
            .map_err(|failure| vec![failure]),
        Ok(false) => match Plan::read(&environment) {
            Ok(plan) => ask(&plan, environment, &clock, log)
                .await?
                .map(|obtained| (plan, obtained)),
            Err(failure) => Err(vec![failure]),
        },
        Err(error) => Err(vec![error.into()]),
    };
    Ok(obtained.and_then(|(plan, obtained)| {
        let failures = refusals(&plan, &obtained.tokens, clock.now(), log.escaping());
        if failures.is_empty() {
            Ok((plan, obtained))
        } else {
            Err(failures)
        }
    }))
}

/// Asks the servers.
async fn ask<W: Write + Send + 'static>(
    plan: &Plan,
    environment: Environment,
    clock: &Arc<dyn Clock>,
    log: &AgentLog<JobOutput<W>>,
) -> io::Result<Result<Obtained, Vec<Failure>>> {
    let source = Connection::new(plan.job.clone(), plan.connection.clone());
    let source = Source::Connection(source);
    let scopes: BTreeSet<_> = plan.scopes.iter().collect();
    let servers = source.servers(scopes.len());
    // All requests of the step share it.
    let deadline = Deadline::start(Arc::clone(clock), plan.limits);
    let context = Context::open(&environment, Arc::clone(clock), &deadline).await;
    let context = context.inspect(|context| context.open_ahead(&servers));
    // All is read. What is not needed on the way is in no memory of ours while a server takes its time.
    drop(environment);
    let context = match context {
        Ok(context) => context,
        Err(error) => return Ok(Err(vec![error.into()])),
    };
    let credential = Credential::new(source, context, Reuse::WithinStep).announce(log.announcer());
    let assertion = match credential.assertion(&deadline).await {
        Ok(assertion) => assertion,
        Err(error) => return Ok(Err(vec![without_assertion(error)?])),
    };
    claims::warn(&assertion, &plan.connection);
    let request = |scope| {
        TokenRequest::new(scope, deadline.clone()).with_minimum_lifetime(plan.minimum_lifetime)
    };
    let requests: Vec<_> = plan.scopes.iter().cloned().map(request).collect();
    let results = credential.tokens(&requests).await;
    let minimum_min = plan.minimum_lifetime.as_secs() / 60;
    let (mut tokens, mut failures) = (Vec::new(), Vec::new());
    for (result, scope) in results.into_iter().zip(&plan.scopes) {
        match result {
            Ok(token) => tokens.push(token),
            Err(error) => failures.push(without_access_token(error, scope, minimum_min)?),
        }
    }
    if failures.is_empty() {
        return Ok(Ok(Obtained { assertion, tokens }));
    }
    // The rest of what is wrong is told with it.
    failures.extend(refusals(plan, &tokens, clock.now(), log.escaping()));
    Ok(Err(failures))
}

/// Tells what is wrong with the tokens that Entra gave.
///
/// `now` is when all of them are there: while one exchange was being tried again, the token of another has aged.
fn refusals(
    plan: &Plan,
    tokens: &[Arc<AccessToken>],
    now: SystemTime,
    escaping: Escaping,
) -> Vec<Failure> {
    let refusals = tokens.iter().filter_map(|token| {
        refuse(
            token,
            token.remaining(now).as_secs(),
            plan.minimum_lifetime,
            escaping,
        )
    });
    refusals.collect()
}

/// Tells what is wrong with a token that Entra gave. `None` where nothing is.
fn refuse(
    token: &AccessToken,
    left_s: u64,
    minimum: Duration,
    escaping: Escaping,
) -> Option<Failure> {
    let scope = token.scope().clone();
    if left_s < minimum.as_secs() {
        let (left_min, minimum_min) = (left_s / 60, minimum.as_secs() / 60);
        return Some(Failure::Lifetime {
            scope,
            left_min,
            minimum_min,
        });
    }
    // The text is only looked at here.
    (!escaping.preserves(token.expose())).then_some(Failure::Unescapable { scope })
}

/// Masks every token, notes down and sets every variable, then tells people.
fn hand_over<W: Write>(
    plan: &Plan,
    obtained: &Obtained,
    log: &mut AgentLog<W>,
) -> io::Result<Told> {
    let mut masked = Vec::new();
    for token in &obtained.tokens {
        // The text goes to the agent's list of secrets, and from there to the variable.
        masked.push(Masked::by(log, token.expose())?);
    }
    let cautions = plan
        .variables
        .iter()
        .map(|variable| variable.name.caution());
    cautions.flatten().for_each(|text| tracing::warn!("{text}"));
    for name in &plan.replaced {
        tracing::warn!("the variable {name} exists already, and is replaced");
    }
    note(log, &plan.variables)?;
    for ((variable, secret), token) in plan.variables.iter().zip(&masked).zip(&obtained.tokens) {
        variable.set(log, secret)?;
        variable.set_expires_on(log, token.expires_on_unix_seconds())?;
    }
    for (variable, token) in plan.variables.iter().zip(&obtained.tokens) {
        log.line(&summary(plan, variable, &obtained.assertion, token))?;
    }
    Ok(Told::Fine)
}

fn summary(
    plan: &Plan,
    variable: &PipelineVariable,
    assertion: &Assertion,
    token: &AccessToken,
) -> String {
    format!(
        "{}: access token for {} as client {} of tenant {}, good for {} min (Azure DevOps request id {}, Entra correlation \
         id {}, Entra request id {})",
        variable.name,
        token.scope(),
        recognizable(&plan.connection.client().to_string()),
        plan.connection.tenant(),
        token.lifetime().as_secs() / 60,
        assertion.request_id().unwrap_or("none"),
        token.correlation_id(),
        token.request_id().unwrap_or("none"),
    )
}

/// Tells the agent that the step failed: one issue for each reason, then the result. The process then exits with
/// another code than 0, as a result that was told before, such as `Skipped`, keeps this one from counting.
///
/// The text of `task.complete` stays empty: the agent shows it without masking it.
pub(super) fn fail<W: Write>(log: &mut AgentLog<W>, errors: &[Failure]) -> io::Result<Told> {
    for error in errors {
        log.command(
            "task.logissue",
            &[("type", "error")],
            &Report::of(error).to_string(),
        )?;
    }
    log.command("task.complete", &[("result", "Failed")], "")?;
    Ok(Told::Failed)
}
