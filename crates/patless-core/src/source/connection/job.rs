//! The running job: its own token, and the URL from which it requests assertions.

use std::sync::Arc;

use url::Url;

use crate::environment::variables::{
    ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN, SYSTEM_ACCESSTOKEN, SYSTEM_HOSTTYPE,
    SYSTEM_JOBID, SYSTEM_OIDCREQUESTURI, SYSTEM_PLANID, SYSTEM_TEAMPROJECTID,
};
use crate::environment::{Environment, EnvironmentError, Variable};
use crate::secret::SystemAccessToken;

use super::organization::{collection_url, own_url};

/// The pipeline job that this process runs in.
#[derive(Clone, Debug)]
pub struct Job {
    token: Arc<SystemAccessToken>,
    request_url: Url,
}

impl Job {
    /// Reads the job from the agent's variables.
    ///
    /// The job's token is `ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN`, which every task gets, else
    /// `SYSTEM_ACCESSTOKEN`. The URL is `SYSTEM_OIDCREQUESTURI`, else it is put together from collection, project, hub,
    /// plan and job.
    ///
    /// All URLs that name the job's organization must agree. A step or a public variable can set
    /// `SYSTEM_OIDCREQUESTURI`, on some agents the system connection as well, and the job's token would go to an attacker.
    pub fn from_environment(environment: &Environment) -> Result<Self, EnvironmentError> {
        environment.refuse_shadowed()?;
        let request_url = request_url(environment)?;
        let token = Arc::new(job_token(environment)?);
        Ok(Self { token, request_url })
    }

    /// The URL of the assertion endpoint, without a query.
    pub fn request_url(&self) -> &Url {
        &self.request_url
    }

    /// The token that authorizes the request for an assertion.
    pub(crate) fn token(&self) -> &Arc<SystemAccessToken> {
        &self.token
    }
}

fn request_url(environment: &Environment) -> Result<Url, EnvironmentError> {
    let Some(text) = environment.variable(&SYSTEM_OIDCREQUESTURI) else {
        return assembled_request_url(environment);
    };
    let mut url = own_url(environment, &SYSTEM_OIDCREQUESTURI, text)?;
    url.set_query(None);
    if !url.path().to_ascii_lowercase().ends_with("/oidctoken") {
        return Err(EnvironmentError::UnknownEndpoint {
            variable: SYSTEM_OIDCREQUESTURI.name(),
        });
    }
    Ok(url)
}

/// Puts the URL together as the agent's own tasks do:
/// `{collection}/{project}/_apis/distributedtask/hubs/{hub}/plans/{plan}/jobs/{job}/oidctoken`.
fn assembled_request_url(environment: &Environment) -> Result<Url, EnvironmentError> {
    let mut url = collection_url(environment)?;
    let project = environment.required(&SYSTEM_TEAMPROJECTID)?;
    let hub = environment.required(&SYSTEM_HOSTTYPE)?;
    let plan = environment.required(&SYSTEM_PLANID)?;
    let job = environment.required(&SYSTEM_JOBID)?;
    url.set_query(None);
    // An https or http URL always has path segments.
    if let Ok(mut path) = url.path_segments_mut() {
        let tail = ["jobs", job, "oidctoken"];
        path.pop_if_empty()
            .extend([
                project,
                "_apis",
                "distributedtask",
                "hubs",
                hub,
                "plans",
                plan,
            ])
            .extend(tail);
    }
    Ok(url)
}

fn job_token(environment: &Environment) -> Result<SystemAccessToken, EnvironmentError> {
    let variables = [
        &ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN,
        &SYSTEM_ACCESSTOKEN,
    ];
    let set = |it: &Variable| Some((it.name(), environment.variable(it)?.trim()));
    let (variable, text) = variables
        .into_iter()
        .find_map(set)
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

    const REQUEST_URI: &str = SYSTEM_OIDCREQUESTURI.name();
    const SYSTEM_CONNECTION_TOKEN: &str =
        ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN.name();
    const SYSTEM_CONNECTION_URL: &str = "ENDPOINT_URL_SYSTEMVSSCONNECTION";

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
    fn outside_a_task_only_azure_devops_services_gets_the_token() {
        for (organization, is_taken) in [
            ("https://dev.azure.com/acme/", true),
            ("https://acme.visualstudio.com/", true),
            ("https://localhost:4430/acme/", false),
            ("https://evil.example/acme/", false),
            ("https://dev.azure.com.evil.example/acme/", false),
        ] {
            for anchor in ["SYSTEM_COLLECTIONURI", SYSTEM_CONNECTION_URL] {
                let mut variables = vec![("SYSTEM_ACCESSTOKEN", "sekret-job")];
                let own = BASE
                    .iter()
                    .filter(|(name, _)| !name.starts_with("ENDPOINT_"));
                variables.extend(own);
                variables.extend([
                    ("SYSTEM_COLLECTIONURI", organization),
                    (anchor, organization),
                ]);
                let job = Job::from_environment(&Environment::fixed(&variables));
                // A command-line option in a script step can set this; a variable is removed before.
                let is_here = anchor == SYSTEM_CONNECTION_URL && organization.contains("localhost");
                assert_eq!(job.is_ok(), is_taken || is_here, "{anchor} {organization}");
            }
        }
    }

    #[test]
    fn a_variable_in_the_place_of_a_decisive_one_is_refused() {
        for name in [
            "SYSTEM_OIDCREQUESTURI",
            "system.collection uri",
            "System_JobId",
            "AGENT_CAINFO",
            "vsts.taskvariable.patless_variables",
        ] {
            let names = format!(r#"["system.oidcRequestUri","Build.BuildId","{name}"]"#)
                .replace("collection uri", "collectionUri");
            let result = job(&[("VSTS_PUBLIC_VARIABLES", &names)]);
            let canonical = name == "system.collection uri";
            assert_eq!(result.is_ok(), canonical, "{name}");
        }
    }

    #[test]
    fn a_collection_and_a_request_uri_that_agree_on_a_stranger_are_refused() {
        let evil = "https://evil.example/";
        for more in [
            vec![
                ("SYSTEM_COLLECTIONURI", evil),
                (REQUEST_URI, "https://evil.example/oidctoken"),
            ],
            vec![("SYSTEM_COLLECTIONURI", evil)],
            vec![(REQUEST_URI, "https://dev.azure.com/other/oidctoken")],
        ] {
            let error = job(&more).unwrap_err();
            assert!(
                matches!(error, EnvironmentError::ForeignHost { .. }),
                "{more:?}: {error}"
            );
        }
    }

    #[test]
    fn the_query_of_the_request_uri_is_dropped_and_its_path_is_checked() {
        let uri = "https://dev.azure.com/acme/p/oidctoken";
        let with_query = format!("{uri}?serviceConnectionId=other");
        assert_eq!(
            job(&[(REQUEST_URI, &with_query)])
                .unwrap()
                .request_url()
                .as_str(),
            uri
        );
        let error = job(&[(REQUEST_URI, "https://dev.azure.com/acme/_apis/projects")]).unwrap_err();
        assert!(
            matches!(error, EnvironmentError::UnknownEndpoint { .. }),
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
            matches!(error, EnvironmentError::Shadowed { .. }),
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
