//! Detects whether a job is running.

use patless_core::Environment;
use patless_core::variables::Variable;
use patless_core::variables::{
    ENDPOINT_URL_SYSTEMVSSCONNECTION, SYSTEM_COLLECTIONURI, SYSTEM_OIDCREQUESTURI,
    SYSTEM_TEAMFOUNDATIONCOLLECTIONURI, TF_BUILD,
};

/// Whether this process runs outside an Azure Pipelines job. A job with a missing variable still is a job.
pub(crate) fn is_outside_a_job(environment: &Environment) -> bool {
    OF_EVERY_JOB
        .iter()
        .all(|it| environment.variable(it).is_none())
}

/// Variables that the agent sets in every job, and those that locate its organization.
const OF_EVERY_JOB: [&Variable; 5] = [
    &TF_BUILD,
    &ENDPOINT_URL_SYSTEMVSSCONNECTION,
    &SYSTEM_COLLECTIONURI,
    &SYSTEM_TEAMFOUNDATIONCOLLECTIONURI,
    &SYSTEM_OIDCREQUESTURI,
];
