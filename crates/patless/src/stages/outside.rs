//! Whether a job runs at all.

use patless_core::variables::{
    ENDPOINT_URL_SYSTEMVSSCONNECTION, SYSTEM_COLLECTIONURI, SYSTEM_OIDCREQUESTURI,
    SYSTEM_TEAMFOUNDATIONCOLLECTIONURI, TF_BUILD,
};
use patless_core::{Environment, Variable};

/// Tells whether this process is in no job of Azure Pipelines. A job that lacks a variable is one all the same.
pub(crate) fn is_outside_a_job(environment: &Environment) -> bool {
    OF_EVERY_JOB
        .iter()
        .all(|it| environment.variable(it).is_none())
}

/// What the agent sets in every job, and what says where its organization is.
const OF_EVERY_JOB: [&Variable; 5] = [
    &TF_BUILD,
    &ENDPOINT_URL_SYSTEMVSSCONNECTION,
    &SYSTEM_COLLECTIONURI,
    &SYSTEM_TEAMFOUNDATIONCOLLECTIONURI,
    &SYSTEM_OIDCREQUESTURI,
];
