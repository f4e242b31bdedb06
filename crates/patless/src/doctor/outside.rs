//! Owns the checks where no job runs: at the desk.

use std::io;

use patless_core::{Environment, Network, NetworkError};

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

    /// Notes that there is no job's token, and gives the network, if it can be used: a target tells its tenant to anybody.
    pub(super) fn network_outside(
        &mut self,
        network: Result<Network, NetworkError>,
    ) -> io::Result<Option<Network>> {
        let network = match network {
            Ok(network) => Some(network),
            Err(error) => {
                let failure = Box::new(error.into());
                self.note(Check::ENVIRONMENT, Outcome::Failed(failure))?;
                None
            }
        };
        self.skip(Check::JOB_TOKEN, "only a job has one")?;
        Ok(network)
    }
}
