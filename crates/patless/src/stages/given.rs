//! What can be read without a request: the job, the service connection and the scopes.

use std::collections::BTreeSet;
use std::sync::Arc;

use patless_core::{Environment, Job, Scope, ServiceConnection, Source};

use super::outside::is_outside_a_job;
use super::progress::Outcome;
use super::request::{Extent, Request};
use crate::failure::Failure;
use crate::input_error::InputError;

/// What was read.
pub(super) struct Given {
    /// Nothing, or the first thing that is wrong with what was asked for.
    pub(super) inputs: Outcome<()>,
    pub(super) job: GivenJob,
    pub(super) connection: Outcome<ServiceConnection>,
    /// Those that are scopes, in the order in which they were asked for.
    pub(super) scopes: Vec<Scope>,
}

/// The job, as far as this process is in one.
pub(super) enum GivenJob {
    /// It is complete.
    Whole(Job),
    /// Only its own token is missing.
    WithoutToken(Arc<Failure>),
    /// A variable that the agent sets is missing or invalid.
    Broken(Arc<Failure>),
    /// No job is running, such as on a developer's machine.
    Outside(Arc<Failure>),
}

impl Given {
    /// Reads what can be read.
    pub(super) fn read(environment: &Environment, request: &Request) -> Self {
        let job = GivenJob::read(environment, &request.extent);
        let connection = request.connection.as_ref().map_err(Arc::clone);
        let connection = connection.and_then(|source| {
            let read = source.read(environment);
            let read = read.map_err(Failure::from).and_then(|connection| {
                let expected = &request.acquaintance.expected;
                expected.check_connection(&connection).map(|()| connection)
            });
            read.map_err(Arc::new)
        });
        let cloud = connection.as_ref().ok().map(ServiceConnection::cloud);
        let (mut scopes, mut of_scopes) = (Vec::new(), None);
        for scope in &request.scopes {
            match scope.resolve(cloud) {
                Ok(scope) => scopes.push(scope),
                Err(failure) => {
                    of_scopes.get_or_insert_with(|| failure.into());
                }
            }
        }
        let problem = request.problem.clone();
        // Without a way to a token, missing values do not matter.
        let problem = problem.filter(|failure| !(job.is_outside() && is_of_absence(failure)));
        Self {
            inputs: problem.or(of_scopes).map_or(Ok(()), Err),
            job,
            connection,
            scopes,
        }
    }

    /// The identity for the tokens. `None` if it is already clear that none are requested.
    pub(super) fn source(&self) -> Option<Source> {
        match (&self.job, &self.connection) {
            (GivenJob::Whole(job), Ok(connection)) => {
                Some(Source::of_connection(connection, job.clone()))
            }
            _ => None,
        }
    }

    /// How many tokens are asked for: one for each scope, however often it is named.
    pub(super) fn tokens(&self) -> usize {
        self.scopes.iter().collect::<BTreeSet<_>>().len()
    }
}

impl GivenJob {
    fn read(environment: &Environment, extent: &Extent) -> Self {
        if matches!(extent, Extent::Everything(_)) && is_outside_a_job(environment) {
            return Self::Outside(Failure::OutsideJob.into());
        }
        match Job::from_environment(environment) {
            Ok(job) => Self::Whole(job),
            Err(error) if error.is_of_job_token() => {
                Self::WithoutToken(Failure::from(error).into())
            }
            Err(error) => Self::Broken(Failure::from(error).into()),
        }
    }

    fn is_outside(&self) -> bool {
        matches!(self, Self::Outside(_))
    }
}

/// Whether a failure only reports a missing value.
fn is_of_absence(failure: &Failure) -> bool {
    matches!(failure, Failure::Inputs(InputError::MissingFlag { .. }))
}
