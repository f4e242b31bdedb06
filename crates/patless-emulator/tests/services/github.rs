//! Tests assertions of GitHub Actions.

use patless_emulator::scenario::{GitHubKnobs, GitHubSubject};
use patless_emulator::{Emulator, Scenario};
use serde_json::{Value, json};
use url::Url;

use crate::client::{Request, Response};
use crate::client_assertion::exchange_of;
use crate::job::{emulator, part};

const AUDIENCE: &str = "api://AzureADTokenExchange";

/// Returns a variable of the job.
fn variable(emulator: &Emulator, name: &str) -> String {
    let variables = emulator.github_environment();
    let found = variables.into_iter().find(|(it, _)| it == name);
    found.unwrap().1
}

/// Makes a request for an assertion, as a job would: with one more parameter in the query of the URL.
fn request(emulator: &Emulator, audience: Option<&str>) -> Request {
    let mut url = Url::parse(&variable(emulator, "ACTIONS_ID_TOKEN_REQUEST_URL")).unwrap();
    if let Some(audience) = audience {
        url.query_pairs_mut().append_pair("audience", audience);
    }
    Request::get(url)
}

/// Returns an assertion.
fn assertion(emulator: &Emulator, audience: Option<&str>) -> String {
    let token = variable(emulator, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    let response = request(emulator, audience)
        .header(format!("Authorization: bearer {token}"))
        .send(emulator);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["value"].as_str().unwrap().to_owned()
}

/// Exchanges an assertion.
fn exchange(emulator: &Emulator, assertion: &str) -> Response {
    let application = emulator.world().application_named("acme-github").unwrap();
    exchange_of(emulator, application, assertion).send(emulator)
}

/// Starts an emulator with a subject.
fn with_subject(subject: GitHubSubject) -> Emulator {
    Emulator::start(Scenario {
        github: GitHubKnobs { subject },
        ..Scenario::default()
    })
    .unwrap()
}

#[test]
fn assertion_has_the_claims_of_the_run() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, Some(AUDIENCE));
    let claims = part(&assertion, 1);
    for (name, value) in [
        ("iss", "https://token.actions.githubusercontent.com"),
        ("aud", AUDIENCE),
        ("sub", "repo:acme/extension:ref:refs/heads/main"),
        ("repository", "acme/extension"),
        ("ref", "refs/heads/main"),
        ("event_name", "push"),
    ] {
        assert_eq!(claims[name], value);
    }
    let time = |name: &str| claims[name].as_i64().unwrap();
    assert_eq!(time("exp") - time("iat"), 300);
    assert!(emulator.secrets().contains(&assertion));
    assert!(
        emulator
            .secrets()
            .contains(&variable(&emulator, "ACTIONS_ID_TOKEN_REQUEST_TOKEN"))
    );
}

#[test]
fn both_forms_of_the_subject_are_exchanged() {
    for (subject, expected) in [
        (
            GitHubSubject::Names,
            "repo:acme/extension:ref:refs/heads/main",
        ),
        (
            GitHubSubject::Ids,
            "repo:acme@6500301/extension@740124001:ref:refs/heads/main",
        ),
    ] {
        let emulator = with_subject(subject);
        let assertion = assertion(&emulator, Some(AUDIENCE));
        assert_eq!(part(&assertion, 1)["sub"], expected);
        let response = exchange(&emulator, &assertion);
        assert_eq!(response.status, 200, "{response:?}");
    }
}

#[test]
fn assertion_that_no_federated_credential_matches_is_refused() {
    let other_run = with_subject(GitHubSubject::PullRequest);
    let other_subject = exchange(&other_run, &assertion(&other_run, Some(AUDIENCE)));
    assert_eq!(other_subject.json()["error_codes"], json!([700_213]));
    assert!(
        other_subject
            .body
            .contains("'repo:acme/extension:pull_request'")
    );

    let emulator = emulator("default");
    let without_audience = assertion(&emulator, None);
    assert_eq!(part(&without_audience, 1)["aud"], "https://github.com/acme");
    let other_audience = exchange(&emulator, &without_audience);
    assert_eq!(other_audience.json()["error_codes"], json!([700_212]));
}

#[test]
fn only_the_token_of_the_job_gives_an_assertion() {
    let emulator = emulator("default");
    let token = variable(&emulator, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    let job_token = emulator.world().job.token.clone();
    for request in [
        request(&emulator, Some(AUDIENCE)),
        request(&emulator, Some(AUDIENCE)).bearer("wrong"),
        request(&emulator, Some(AUDIENCE)).bearer(&job_token),
        request(&emulator, Some(AUDIENCE)).header(format!("Authorization: Basic {token}")),
    ] {
        assert_eq!(request.send(&emulator).status, 401);
    }
    let url = Url::parse(&variable(&emulator, "ACTIONS_ID_TOKEN_REQUEST_URL")).unwrap();
    let post = Request::post(url).bearer(&token).send(&emulator);
    assert_eq!(post.status, 405);
    let other_job = variable(&emulator, "ACTIONS_ID_TOKEN_REQUEST_URL");
    let id = emulator.world().workflow.job_id.to_string();
    let other_job = other_job.replace(&id, &emulator.world().tenant.id.to_string());
    let other_job = Request::get(Url::parse(&other_job).unwrap()).bearer(&token);
    assert_eq!(other_job.send(&emulator).status, 404);
}

#[test]
fn discovery_leads_to_the_key_of_the_assertion() {
    let emulator = emulator("default");
    let get = |url: Url| Request::get(url).send(&emulator).json();
    let path = ".well-known/openid-configuration";
    let configuration = get(emulator.github_url().join(path).unwrap());
    assert_eq!(
        configuration["issuer"],
        "https://token.actions.githubusercontent.com"
    );
    let keys = get(Url::parse(configuration["jwks_uri"].as_str().unwrap()).unwrap());
    let header = part(&assertion(&emulator, None), 0);
    let kids: Vec<&Value> = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["kid"])
        .collect();
    assert_eq!(kids, [&header["kid"]]);
}

#[test]
fn environment_is_that_of_a_job_with_the_permission() {
    let emulator = emulator("default");
    assert_eq!(variable(&emulator, "GITHUB_ACTIONS"), "true");
    let application = emulator.world().application_named("acme-github").unwrap();
    assert_eq!(
        variable(&emulator, "AZURE_CLIENT_ID"),
        application.client_id.to_string()
    );
    assert!(variable(&emulator, "ACTIONS_ID_TOKEN_REQUEST_URL").ends_with("?api-version=2.0"));
}
