//! Owns the checks where no job runs: at the desk.

use std::io;

use patless_core::{Context, Environment, NetworkError};

use super::walk::Walk;
use super::{Check, Outcome};
use crate::failure::Failure;
use crate::inputs::InputError;

/// Tells whether this process is in no job of Azure Pipelines. A job that lacks a variable is one all the same.
pub(crate) fn is_outside_a_job(environment: &Environment) -> bool {
    OF_EVERY_JOB
        .iter()
        .all(|name| environment.variable(name).is_none())
}

/// Tells whether a failure only says that something was not given, which nobody misses where there is no way to a token.
pub(super) fn is_of_absence(failure: &Failure) -> bool {
    matches!(failure, Failure::Inputs(InputError::MissingFlag { .. }))
}

/// What the agent sets in every job, and what says where its organization is.
const OF_EVERY_JOB: [&str; 5] = [
    "TF_BUILD",
    "ENDPOINT_URL_SYSTEMVSSCONNECTION",
    "SYSTEM_COLLECTIONURI",
    "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
    "SYSTEM_OIDCREQUESTURI",
];

impl Walk<'_> {
    /// Says that no job runs.
    pub(super) fn outside(&mut self) -> io::Result<()> {
        let failure = Box::new(Failure::OutsideJob);
        self.note(Check::ENVIRONMENT, Outcome::Failed(failure))
    }

    /// Notes that there is no job's token. Gives the way to the servers, if it can be used: a target tells its tenant to
    /// anybody.
    pub(super) fn context_outside(
        &mut self,
        context: Result<Context, NetworkError>,
    ) -> io::Result<Option<Context>> {
        let context = match context {
            Ok(context) => Some(context),
            Err(error) => {
                let failure = Box::new(error.into());
                self.note(Check::ENVIRONMENT, Outcome::Failed(failure))?;
                None
            }
        };
        self.skip(Check::JOB_TOKEN, "only a job has one")?;
        Ok(context)
    }
}
