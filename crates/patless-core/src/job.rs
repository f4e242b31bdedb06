//! Owns what the job was given to ask for an assertion with: its own token and the URL.

use std::collections::HashMap;

use url::Url;

use crate::environment::{Environment, EnvironmentError, normalized};
use crate::origin::{host_and_port, same_organization, secure_url};
use crate::secret::SystemAccessToken;

/// The pipeline job that this process runs in.
#[derive(Debug)]
pub struct Job {
    token: SystemAccessToken,
    request_url: Url,
}

impl Job {
    /// Reads the job from what the agent handed over.
    ///
    /// The job's token is `ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN`, which every task gets, else
    /// `SYSTEM_ACCESSTOKEN`. The URL is `SYSTEM_OIDCREQUESTURI`, else it is put together from collection, project, hub,
    /// plan and job.
    ///
    /// The URL must be on the host of the job's own collection. A public variable can take the place of
    /// `SYSTEM_OIDCREQUESTURI` in the environment, and the job's token would go to whoever set it.
    pub fn from_environment(environment: &Environment) -> Result<Self, EnvironmentError> {
        refuse_collisions(environment)?;
        let request_url = request_url(environment)?;
        let token = job_token(environment)?;
        Ok(Self { token, request_url })
    }

    /// The URL of the assertion endpoint, without a query.
    pub(crate) fn request_url(&self) -> &Url {
        &self.request_url
    }

    /// The token that the assertion is asked for with.
    pub(crate) fn token(&self) -> &SystemAccessToken {
        &self.token
    }
}

const REQUEST_URI: &str = "SYSTEM_OIDCREQUESTURI";
const SYSTEM_CONNECTION_URL: &str = "ENDPOINT_URL_SYSTEMVSSCONNECTION";
const SYSTEM_CONNECTION_TOKEN: &str = "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN";
const COLLECTION_URIS: [&str; 2] = ["SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"];

/// The variables that decide where the job's token goes and whom the answer is trusted from.
const DECISIVE: [&str; 9] = [
    REQUEST_URI,
    COLLECTION_URIS[0],
    COLLECTION_URIS[1],
    "SYSTEM_TEAMPROJECTID",
    "SYSTEM_HOSTTYPE",
    "SYSTEM_PLANID",
    "SYSTEM_JOBID",
    "AGENT_CAINFO",
    "AGENT_SKIPCERTVALIDATION",
];

/// Refuses a job in which a variable of another name takes the place of a decisive one.
///
/// The agent protects `system.oidcRequestUri` by its name, but hands variables over by their normalized name: a
/// variable that somebody called `SYSTEM_OIDCREQUESTURI` is another one, and which of the two wins is not specified.
/// Agents before 5.277 let a public variable override the `ENDPOINT_…` ones as well.
fn refuse_collisions(environment: &Environment) -> Result<(), EnvironmentError> {
    let mut seen: HashMap<String, String> = HashMap::new();
    for name in environment.variable_names() {
        let normalized = normalized(&name);
        if normalized.starts_with("ENDPOINT_") {
            let first = "the agent's own service connections".to_owned();
            return Err(EnvironmentError::Collision {
                first,
                second: name,
                normalized,
            });
        }
        if !DECISIVE.contains(&normalized.as_str()) {
            continue;
        }
        match seen.insert(normalized.clone(), name.clone()) {
            Some(first) if !first.eq_ignore_ascii_case(&name) => {
                return Err(EnvironmentError::Collision {
                    first,
                    second: name,
                    normalized,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

fn request_url(environment: &Environment) -> Result<Url, EnvironmentError> {
    let collections = collections(environment)?;
    let Some(text) = environment.variable(REQUEST_URI) else {
        return assembled_request_url(environment, &collections);
    };
    let url = secure_url(REQUEST_URI, text)?;
    if collections
        .iter()
        .any(|collection| same_organization(collection, &url))
    {
        return Ok(url);
    }
    Err(EnvironmentError::ForeignHost {
        variable: REQUEST_URI,
        host: host_and_port(&url),
        expected: collections
            .iter()
            .map(host_and_port)
            .collect::<Vec<_>>()
            .join(" or "),
    })
}

/// Reads the URLs of the job's collection. At least one.
///
/// The system connection's URL is listed last: in a classic release it is not the collection's.
fn collections(environment: &Environment) -> Result<Vec<Url>, EnvironmentError> {
    let urls = COLLECTION_URIS
        .into_iter()
        .chain([SYSTEM_CONNECTION_URL])
        .filter_map(|name| {
            environment
                .variable(name)
                .map(|text| secure_url(name, text))
        })
        .collect::<Result<Vec<_>, _>>()?;
    if urls.is_empty() {
        return Err(EnvironmentError::Missing {
            name: COLLECTION_URIS[0],
        });
    }
    Ok(urls)
}

/// Puts the URL together as the agent's own tasks do:
/// `{collection}/{project}/_apis/distributedtask/hubs/{hub}/plans/{plan}/jobs/{job}/oidctoken`.
fn assembled_request_url(
    environment: &Environment,
    collections: &[Url],
) -> Result<Url, EnvironmentError> {
    let project = environment.required("SYSTEM_TEAMPROJECTID")?;
    let hub = environment.required("SYSTEM_HOSTTYPE")?;
    let plan = environment.required("SYSTEM_PLANID")?;
    let job = environment.required("SYSTEM_JOBID")?;
    let mut url = collections[0].clone();
    url.set_query(None);
    // An https or http URL always has path segments.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend([
            project,
            "_apis",
            "distributedtask",
            "hubs",
            hub,
            "plans",
            plan,
            "jobs",
            job,
            "oidctoken",
        ]);
    }
    Ok(url)
}

fn job_token(environment: &Environment) -> Result<SystemAccessToken, EnvironmentError> {
    let (variable, text) = [SYSTEM_CONNECTION_TOKEN, "SYSTEM_ACCESSTOKEN"]
        .into_iter()
        .find_map(|name| environment.variable(name).map(|text| (name, text.trim())))
        .ok_or(EnvironmentError::MissingJobToken)?;
    if text.starts_with("$(") && text.ends_with(')') {
        return Err(EnvironmentError::UnexpandedJobToken {
            text: text.to_owned(),
        });
    }
    if text.is_empty() {
        return Err(EnvironmentError::MissingJobToken);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(EnvironmentError::MalformedJobToken { variable });
    }
    Ok(SystemAccessToken::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: [(&str, &str); 7] = [
        (
            "ENDPOINT_URL_SYSTEMVSSCONNECTION",
            "https://dev.azure.com/acme/",
        ),
        (SYSTEM_CONNECTION_TOKEN, "sekret-job"),
        ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/"),
        (
            "SYSTEM_TEAMPROJECTID",
            "8d3c0b9e-0000-4000-8000-000000000001",
        ),
        ("SYSTEM_HOSTTYPE", "build"),
        ("SYSTEM_PLANID", "plan"),
        ("SYSTEM_JOBID", "job"),
    ];

    fn job(more: &[(&str, &str)]) -> Result<Job, EnvironmentError> {
        let all: Vec<_> = BASE.iter().chain(more).copied().collect();
        Job::from_environment(&Environment::fixed(&all))
    }

    #[test]
    fn without_a_request_uri_the_long_url_is_put_together() {
        assert_eq!(
            job(&[]).unwrap().request_url().as_str(),
            "https://dev.azure.com/acme/8d3c0b9e-0000-4000-8000-000000000001/_apis/distributedtask/hubs/build/plans/plan/jobs/job/oidctoken"
        );
    }

    #[test]
    fn a_request_uri_on_the_other_form_of_the_organization_is_taken() {
        let uri = "https://acme.visualstudio.com/p/_apis/distributedtask/hubs/build/plans/x/jobs/y/oidctoken";
        assert_eq!(
            job(&[(REQUEST_URI, uri)]).unwrap().request_url().as_str(),
            uri
        );
    }

    #[test]
    fn a_request_uri_on_a_strange_host_is_refused() {
        for uri in [
            "https://evil.example/oidctoken",
            "https://dev.azure.com@evil.example/",
            "https://dev.azure.com:444/",
        ] {
            let error = job(&[(REQUEST_URI, uri)]).unwrap_err();
            assert!(
                matches!(error, EnvironmentError::ForeignHost { .. }),
                "{uri}: {error}"
            );
        }
    }

    #[test]
    fn a_second_variable_in_the_place_of_the_request_uri_is_refused() {
        let names = r#"["system.oidcRequestUri","Build.BuildId","SYSTEM_OIDCREQUESTURI"]"#;
        let error = job(&[("VSTS_PUBLIC_VARIABLES", names)]).unwrap_err();
        assert!(
            matches!(error, EnvironmentError::Collision { .. }),
            "{error}"
        );
    }

    #[test]
    fn a_variable_in_the_place_of_an_endpoint_is_refused() {
        let error = job(&[(
            "VSTS_PUBLIC_VARIABLES",
            r#"["endpoint.url.systemvssconnection"]"#,
        )])
        .unwrap_err();
        assert!(
            matches!(error, EnvironmentError::Collision { .. }),
            "{error}"
        );
    }

    #[test]
    fn an_unexpanded_job_token_is_refused() {
        let environment = [("SYSTEM_ACCESSTOKEN", "$(System.AccessToken)")];
        let all: Vec<_> = BASE
            .iter()
            .filter(|(name, _)| *name != SYSTEM_CONNECTION_TOKEN)
            .chain(&environment)
            .copied()
            .collect();
        let error = Job::from_environment(&Environment::fixed(&all)).unwrap_err();
        assert!(
            matches!(error, EnvironmentError::UnexpandedJobToken { .. }),
            "{error}"
        );
    }

    #[test]
    fn a_job_token_with_a_line_break_is_refused_and_not_shown() {
        let error = job(&[(SYSTEM_CONNECTION_TOKEN, "sekret\r\nX: y")]).unwrap_err();
        assert!(matches!(error, EnvironmentError::MalformedJobToken { .. }));
        assert!(!error.to_string().contains("sekret"));
    }

    #[test]
    fn the_system_connection_wins_over_the_mapped_variable() {
        let job = job(&[("SYSTEM_ACCESSTOKEN", "sekret-other")]).unwrap();
        assert_eq!(job.token().expose(), "sekret-job");
    }
}
