//! Owns where the job's own organization is, and which URLs are of it.

use url::{Origin, Url};

use super::SYSTEM_CONNECTION_TOKEN;
use crate::environment::{Environment, EnvironmentError};
use crate::origin::{
    host_and_port, is_loopback, same_organization, secure_url, services_organization,
};

pub(super) const SYSTEM_CONNECTION_URL: &str = "ENDPOINT_URL_SYSTEMVSSCONNECTION";
const COLLECTION_URIS: [&str; 2] = ["SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"];

/// Reads a URL of the job's own organization.
pub(super) fn own_url(
    environment: &Environment,
    variable: &'static str,
    text: &str,
) -> Result<Url, EnvironmentError> {
    let url = secure_url(variable, text)?;
    let anchor = anchor(environment)?;
    if same_organization(&anchor, &url) {
        return Ok(url);
    }
    Err(EnvironmentError::ForeignHost {
        variable,
        host: host_and_port(&url),
        expected: host_and_port(&anchor),
    })
}

/// The URL of the job's organization, checked as [`own_url`] does.
pub(crate) fn collection_url(environment: &Environment) -> Result<Url, EnvironmentError> {
    let (name, text) = first(environment, &COLLECTION_URIS)?;
    own_url(environment, name, text)
}

/// The server of the job's own organization. `None` where the environment names none that can be trusted.
pub(crate) fn anchor_origin(environment: &Environment) -> Option<Origin> {
    Some(anchor(environment).ok()?.origin())
}

/// Finds out where the job's own organization is: what else names a place is checked against it.
///
/// The system connection says so, which no pipeline variable can change in a task. A task has the connection's token as
/// well. Without that, as in a script step, any variable may have been set by anybody, so that the organization has to be
/// one of Azure DevOps Services: the job's token stays with Microsoft.
fn anchor(environment: &Environment) -> Result<Url, EnvironmentError> {
    let [collection, older] = COLLECTION_URIS;
    let names = [SYSTEM_CONNECTION_URL, collection, older];
    let (name, text) = first(environment, &names)?;
    let url = secure_url(name, text)?;
    // Whoever makes up both has only a token of his own sent.
    let is_of_task =
        name == SYSTEM_CONNECTION_URL && environment.variable(SYSTEM_CONNECTION_TOKEN).is_some();
    if is_of_task || services_organization(&url).is_some() || is_loopback(&url) {
        return Ok(url);
    }
    Err(EnvironmentError::ForeignHost {
        variable: name,
        host: host_and_port(&url),
        expected: "dev.azure.com".to_owned(),
    })
}

/// Finds the first of these variables that is set.
fn first<'a>(
    environment: &'a Environment,
    names: &[&'static str],
) -> Result<(&'static str, &'a str), EnvironmentError> {
    let set = |&name: &&'static str| environment.variable(name).map(|text| (name, text));
    names.iter().find_map(set).ok_or(EnvironmentError::Missing {
        name: COLLECTION_URIS[0],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_would_not_get_the_token_is_not_the_jobs_own() {
        for (url, is_own) in [
            ("https://dev.azure.com/acme/", true),
            ("https://evil.example/acme/", false),
        ] {
            let environment = Environment::fixed(&[("SYSTEM_COLLECTIONURI", url)]);
            assert_eq!(anchor_origin(&environment).is_some(), is_own, "{url}");
        }
    }
}
