//! Owns the task with `diagnose: true`: every check in the job log, then the tokens, or the first thing to fix.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{AccessToken, Clock, Environment, NewSecret};

use super::{Obtained, Plan};
use crate::claims;
use crate::doctor::{Check, Question, Walked, Witness, walk};
use crate::failure::Failure;
use crate::report::Report;
use crate::sinks::{AgentLog, JobOutput, Masked};

/// Makes every check, and gives what was obtained on the way, or the first failure.
pub(super) async fn obtain<W: Write + Send + 'static>(
    environment: Environment,
    clock: Arc<dyn Clock>,
    log: &mut AgentLog<JobOutput<W>>,
) -> io::Result<Result<(Plan, Obtained), Failure>> {
    let question = Question::of_task(&environment);
    // What is wrong with it, the checks say.
    let plan = Plan::read(&environment);
    let walked = walk(environment, question, clock, &mut JobLog(log)).await?;
    let Walked {
        diagnosis,
        assertion,
        tokens,
    } = walked;
    let failed = diagnosis.failures().next().map(|(_, failure)| failure);
    let report = failed.map(|failure| Report::of(failure).to_string());
    // The error may hold it already, and where nothing failed nobody needs it.
    if let (Some(report), Some(credential)) = (report, diagnosis.federated_credential.as_deref())
        && !report.contains(credential)
        && let Some(advice) = diagnosis.advice_on_credential()
    {
        advice.lines().try_for_each(|line| log.line(line))?;
    }
    if let Some(failure) = diagnosis.into_first_failure() {
        return Ok(Err(failure));
    }
    let Some(assertion) = assertion else {
        return Ok(Err(Failure::Unfinished));
    };
    // The checks read the same, and found nothing.
    let plan = match plan {
        Ok(plan) => plan,
        Err(failure) => return Ok(Err(failure)),
    };
    claims::warn(&assertion, &plan.connection);
    Ok(Ok((plan, Obtained { assertion, tokens })))
}

/// The job log as a witness: checks become lines, secrets go to the agent's list.
struct JobLog<'a, W>(&'a mut AgentLog<JobOutput<W>>);

impl<W: Write + Send + 'static> Witness for JobLog<'_, W> {
    fn check(&mut self, check: &Check) -> io::Result<()> {
        check
            .to_string()
            .lines()
            .try_for_each(|line| self.0.line(line))
    }

    fn announcer(&self) -> Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync> {
        self.0.announcer()
    }

    fn access_token(&mut self, token: &AccessToken) -> io::Result<()> {
        // Its text goes to the agent's list of secrets.
        Masked::by(self.0, token.expose()).map(drop)
    }
}
