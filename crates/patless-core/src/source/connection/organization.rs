//! The job's own organization: its server, and which URLs belong to it.

use url::{Origin, Url};

use crate::environment::variables::{
    ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN, ENDPOINT_URL_SYSTEMVSSCONNECTION,
    SYSTEM_COLLECTIONURI, SYSTEM_OIDCREQUESTURI, SYSTEM_TASKDEFINITIONSURI,
    SYSTEM_TEAMFOUNDATIONCOLLECTIONURI, SYSTEM_TEAMFOUNDATIONSERVERURI,
};
use crate::environment::{Environment, EnvironmentError, Variable};
use crate::origin::loopback::{Loopback, is_loopback};
use crate::origin::{place, same_organization, secure_url, services_organization};

/// The variables with the URL of the job's organization.
const COLLECTION_URIS: [&Variable; 2] =
    [&SYSTEM_COLLECTIONURI, &SYSTEM_TEAMFOUNDATIONCOLLECTIONURI];

/// Every variable that names the job's organization, where it is set.
///
/// The agent copies the system connection's URL into `SYSTEM_TEAMFOUNDATIONSERVERURI` at the start of the job: a later
/// change of the connection does not change that variable.
const NAMING: [&Variable; 6] = [
    &ENDPOINT_URL_SYSTEMVSSCONNECTION,
    COLLECTION_URIS[0],
    COLLECTION_URIS[1],
    &SYSTEM_TEAMFOUNDATIONSERVERURI,
    &SYSTEM_TASKDEFINITIONSURI,
    &SYSTEM_OIDCREQUESTURI,
];

/// Reads a URL of the job's own organization.
pub(super) fn own_url(
    environment: &Environment,
    variable: &'static Variable,
    text: &str,
) -> Result<Url, EnvironmentError> {
    anchor(environment)?.agreeing(variable, text)
}

/// The URL of the job's organization, checked as [`own_url`] does.
pub(crate) fn collection_url(environment: &Environment) -> Result<Url, EnvironmentError> {
    let (variable, text) = first(environment, &COLLECTION_URIS)?;
    own_url(environment, variable, text)
}

/// The server of the job's own organization. `None` if the environment names none that can be trusted.
pub(crate) fn anchor_origin(environment: &Environment) -> Option<Origin> {
    Some(anchor(environment).ok()?.url.origin())
}

/// A URL to which all others are compared.
struct Anchor {
    variable: &'static Variable,
    url: Url,
    loopback: Loopback,
}

/// Determines the job's own organization. All variables that name it must agree.
///
/// A task has the system connection with its token. Without it, as in a script step, an attacker may have set any variable,
/// so the organization must be one of Azure DevOps Services: the job's token stays with Microsoft.
fn anchor(environment: &Environment) -> Result<Anchor, EnvironmentError> {
    let loopback = Loopback::of_job(environment);
    let [collection, older] = COLLECTION_URIS;
    let variables = [&ENDPOINT_URL_SYSTEMVSSCONNECTION, collection, older];
    let (variable, text) = first(environment, &variables)?;
    let url = secure_url(variable.name(), text, loopback)?;
    let anchor = Anchor {
        variable,
        url,
        loopback,
    };
    for variable in NAMING {
        if let Some(text) = environment.variable(variable) {
            anchor.agreeing(variable, text)?;
        }
    }
    // An attacker who forges both only causes his own token to be sent.
    let token = &ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN;
    let is_of_task =
        *variable == ENDPOINT_URL_SYSTEMVSSCONNECTION && environment.variable(token).is_some();
    let is_here = is_loopback(&anchor.url) && loopback.counts();
    if is_of_task || services_organization(&anchor.url).is_some() || is_here {
        return Ok(anchor);
    }
    Err(EnvironmentError::ForeignHost {
        variable: variable.name(),
        host: place(&anchor.url),
        expected: "dev.azure.com".to_owned(),
    })
}

impl Anchor {
    /// Reads a URL that must be of the same organization.
    fn agreeing(&self, variable: &'static Variable, text: &str) -> Result<Url, EnvironmentError> {
        let url = secure_url(variable.name(), text, self.loopback)?;
        // On Azure DevOps Services, tasks may come from a server that belongs to no organization.
        let names_none = *variable == SYSTEM_TASKDEFINITIONSURI
            && services_organization(&url).is_none()
            && services_organization(&self.url).is_some();
        if names_none || same_organization(&self.url, &url) {
            return Ok(url);
        }
        Err(EnvironmentError::ForeignHost {
            variable: variable.name(),
            host: place(&url),
            expected: format!("{}, as {} says", place(&self.url), self.variable.name()),
        })
    }
}

/// Finds the first of these variables that is set.
fn first<'a>(
    environment: &'a Environment,
    variables: &[&'static Variable],
) -> Result<(&'static Variable, &'a str), EnvironmentError> {
    let set = |&it: &&'static Variable| environment.variable(it).map(|text| (it, text));
    let found = variables.iter().find_map(set);
    found.ok_or(EnvironmentError::Missing {
        name: SYSTEM_COLLECTIONURI.name(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST_URI: &str = SYSTEM_OIDCREQUESTURI.name();
    const SYSTEM_CONNECTION_TOKEN: &str =
        ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN.name();
    const SYSTEM_CONNECTION_URL: &str = ENDPOINT_URL_SYSTEMVSSCONNECTION.name();
    const TASK_DEFINITIONS_URI: &str = SYSTEM_TASKDEFINITIONSURI.name();
    const NAMES: [&str; 6] = [
        NAMING[0].name(),
        NAMING[1].name(),
        NAMING[2].name(),
        NAMING[3].name(),
        NAMING[4].name(),
        NAMING[5].name(),
    ];

    const OWN: &str = "https://dev.azure.com/acme/";
    const EVIL: &str = "https://evil.example/acme/";

    /// Finds the anchor of a task whose variables name these URLs, the system connection's first.
    fn of_task(urls: &[(&'static str, &str)]) -> Result<Anchor, EnvironmentError> {
        let token = [(SYSTEM_CONNECTION_TOKEN, "sekret-job")];
        anchor(&Environment::fixed(&[&token, urls].concat()))
    }

    #[test]
    fn a_server_that_would_not_get_the_token_is_not_the_jobs_own() {
        for (url, is_own) in [(OWN, true), (EVIL, false)] {
            let environment = Environment::fixed(&[("SYSTEM_COLLECTIONURI", url)]);
            assert_eq!(anchor_origin(&environment).is_some(), is_own, "{url}");
        }
    }

    #[test]
    fn one_url_that_names_another_organization_is_refused_whichever_it_is() {
        for moved in NAMES {
            for other in [
                EVIL,
                "https://dev.azure.com/other/",
                "https://localhost/acme/",
            ] {
                let url = |name| if name == moved { other } else { OWN };
                let urls = NAMES.map(|name| (name, url(name)));
                let names_none = moved == TASK_DEFINITIONS_URI && !other.contains("azure");
                assert_eq!(of_task(&urls).is_ok(), names_none, "{moved} {other}");
            }
        }
    }

    #[test]
    fn every_form_of_one_organization_agrees() {
        let release = "https://vsrm.dev.azure.com/Acme/";
        let urls = [
            (SYSTEM_CONNECTION_URL, release),
            (
                "SYSTEM_TEAMFOUNDATIONSERVERURI",
                "https://acme.vsrm.visualstudio.com/",
            ),
            (
                "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
                "https://acme.visualstudio.com/",
            ),
            ("SYSTEM_COLLECTIONURI", OWN),
            ("SYSTEM_TASKDEFINITIONSURI", "https://tasks.example/"),
            (
                REQUEST_URI,
                "https://vsrm.dev.azure.com/acme/p/_apis/x/oidctoken",
            ),
        ];
        assert_eq!(of_task(&urls).unwrap().url.as_str(), release);
        let server = "https://tfs.example/tfs/DefaultCollection/";
        let urls = NAMES.map(|name| (name, server));
        assert!(of_task(&urls).is_ok());
        let elsewhere = [urls[0], (TASK_DEFINITIONS_URI, EVIL)];
        assert!(of_task(&elsewhere).is_err());
    }

    #[test]
    fn this_machine_is_the_jobs_own_only_where_the_system_connection_says_so() {
        let here = "https://localhost:4430/acme/";
        let collection = ("SYSTEM_COLLECTIONURI", here);
        let alone = Environment::fixed(&[collection]);
        assert!(anchor_origin(&alone).is_none());
        let script = Environment::fixed(&[collection, (SYSTEM_CONNECTION_URL, here)]);
        assert!(anchor_origin(&script).is_some());
    }

    #[test]
    fn a_disagreement_names_both_variables() {
        let urls = [(SYSTEM_CONNECTION_URL, EVIL), ("SYSTEM_COLLECTIONURI", OWN)];
        let error = of_task(&urls).map(|it| it.url).unwrap_err();
        assert_eq!(
            error.to_string(),
            "SYSTEM_COLLECTIONURI points to dev.azure.com/acme, which is not the host of this job's organization \
             (evil.example, as ENDPOINT_URL_SYSTEMVSSCONNECTION says)"
        );
    }
}
