//! The service connection that flags or variables name, in a script step of a job.

use super::endpoint::ServiceConnection;
use super::ids::{ConnectionIds, IdsError, ToldIds};
use super::job::Job;
use crate::environment::EnvironmentError;
use crate::source::error::{Broken, NotHere, SourceError};
use crate::source::name::SourceName;
use crate::source::search::Search;
use patless_catalogue::Cause;

/// Finds the service connection, and the job that may use it.
///
/// # Errors
/// It is not here outside a job, and where nothing names a connection. It is broken where the job's token is not mapped into
/// the step, or an id is missing.
pub(crate) fn find(search: &Search<'_>) -> Result<(ServiceConnection, Job), SourceError> {
    let name = SourceName::ServiceConnection;
    let environment = search.environment;
    if !environment.is_of_job() {
        return Err(NotHere::new(name, "this is not an Azure Pipelines job").into());
    }
    let request = search.request;
    let told = ToldIds {
        connection: request.service_connection,
        tenant: request.tenant.clone(),
        client: request.client,
    };
    let ids = match ConnectionIds::find(environment, told) {
        Ok(ids) => ids,
        Err(IdsError::NoConnection { .. }) => {
            return Err(NotHere::new(name, "no service connection is named").into());
        }
        Err(error) => {
            let reason = error.to_string();
            return Err(Broken::new(name, Cause::IncompleteSource, reason).into());
        }
    };
    let host = request.authority_host.clone();
    let connection = ServiceConnection::new(ids.connection, ids.tenant, ids.client, host);
    let connection = connection.map_err(|error| broken(&error))?;
    let job = Job::from_environment(environment).map_err(|error| broken(&error))?;
    Ok((connection, job))
}

fn broken(error: &EnvironmentError) -> SourceError {
    let name = SourceName::ServiceConnection;
    Broken::new(name, error.cause(), error.to_string()).into()
}
