//! The stages that need no server: inputs, job and service connection.

use std::sync::Arc;

use patless_core::{Context, Job, ServiceConnection};

use super::event::Passed;
use super::given::{Given, GivenJob};
use super::progress::{Outcome, Progress};
use super::request::{ConnectionSource, Request};
use super::stage::Stage;
use super::stopped::Stopped;
use crate::failure::Failure;

/// Reports whether the inputs are valid; outside a job, also that no job is running.
///
/// Errors in the call must be fixed first: nothing here makes this a job.
pub(super) fn inputs(
    progress: &mut Progress<'_>,
    given: &Given,
    request: &Request,
) -> Result<(), Stopped> {
    let outside = match &given.job {
        GivenJob::Outside(failure) => Some(failure),
        _ => None,
    };
    let is_called_wrongly = given.inputs.is_err();
    if let Some(failure) = outside.filter(|_| !is_called_wrongly) {
        progress.failed(Stage::Environment, failure)?;
    }
    let inputs = given.inputs.clone();
    let _ = progress.judge(Stage::Inputs, inputs, |progress, ()| {
        progress.passed(Passed::Inputs(&request.scopes))
    })?;
    if let Some(failure) = outside.filter(|_| is_called_wrongly) {
        progress.failed(Stage::Environment, failure)?;
    }
    Ok(())
}

/// Ends the stages if the job or service connection cannot be used: then the files of the network settings are not read.
pub(super) fn refuse_early(progress: &mut Progress<'_>, given: &Given) -> Result<(), Stopped> {
    match (&given.job, &given.connection) {
        (GivenJob::Broken(failure) | GivenJob::Outside(failure), _) => {
            progress.failed(Stage::Environment, failure)?;
        }
        (GivenJob::WithoutToken(failure), _) => progress.failed(Stage::JobToken, failure)?,
        (_, Err(failure)) => progress.failed(Stage::ServiceConnection, failure)?,
        (GivenJob::Whole(_), Ok(_)) => {}
    }
    progress.settle()
}

/// Reports the job's environment and, separately, its own token.
///
/// Even outside a job, servers may be reachable: a target discloses its tenant to anyone.
pub(super) fn job(
    progress: &mut Progress<'_>,
    job: GivenJob,
    context: &Outcome<Context>,
) -> Result<Outcome<Job>, Stopped> {
    let environment = match &job {
        GivenJob::Outside(failure) => {
            if let Err(failure) = context {
                progress.failed(Stage::Environment, failure)?;
            }
            progress.skipped(Stage::JobToken, "only a job has one")?;
            return Ok(Err(Arc::clone(failure)));
        }
        GivenJob::Broken(failure) => Err(Arc::clone(failure)),
        GivenJob::Whole(_) | GivenJob::WithoutToken(_) => context.as_ref().map_err(Arc::clone),
    };
    let _ = progress.judge(Stage::Environment, environment, |progress, context| {
        progress.passed(Passed::Environment(context))
    })?;
    let job = match job {
        GivenJob::Outside(failure) | GivenJob::Broken(failure) => {
            let why = "the environment is not valid for a job";
            progress.skipped(Stage::JobToken, why)?;
            return Ok(Err(failure));
        }
        GivenJob::WithoutToken(failure) => Err(failure),
        GivenJob::Whole(job) => Ok(job),
    };
    progress.judge(Stage::JobToken, job, |progress, _| {
        progress.passed(Passed::JobToken)
    })
}

/// Reports the identity.
pub(super) fn connection(
    progress: &mut Progress<'_>,
    connection: Outcome<ServiceConnection>,
    source: &Result<ConnectionSource, Arc<Failure>>,
) -> Result<Outcome<ServiceConnection>, Stopped> {
    let Ok(source) = source else {
        let why = "the inputs do not identify it";
        progress.skipped(Stage::ServiceConnection, why)?;
        return Ok(connection);
    };
    progress.judge(Stage::ServiceConnection, connection, |progress, it| {
        progress.passed(Passed::ServiceConnection(it, source))
    })
}
