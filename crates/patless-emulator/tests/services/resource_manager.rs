//! Tests what Azure Resource Manager tells about subscriptions, tenants and the cloud.

use patless_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Request, Response};
use crate::client_assertion::exchange_of;
use crate::job::{AZURE_DEVOPS_SCOPE, emulator};

const SCOPE: &str = "https://management.core.windows.net//.default";

/// Returns an access token of the application with a client secret.
fn access_token(emulator: &Emulator, scope: &str) -> String {
    let application = emulator.world().application_named("acme-secret").unwrap();
    let secret = application.client_secret.as_ref().unwrap();
    let response = exchange_of(emulator, application, "")
        .without("client_assertion")
        .without("client_assertion_type")
        .with("client_secret", secret)
        .with("scope", scope)
        .send(emulator);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}

/// Requests a path with a query.
fn get(emulator: &Emulator, path: &str, access_token: Option<&str>) -> Response {
    let url = emulator.resource_manager_url().join(path).unwrap();
    let request = Request::get(url);
    let request = match access_token {
        Some(token) => request.bearer(token),
        None => request,
    };
    request.send(emulator)
}

/// Returns the code of a refusal with this status.
fn code(response: &Response, status: u16) -> Value {
    assert_eq!(response.status, status, "{response:?}");
    response.json()["error"]["code"].clone()
}

#[test]
fn the_cloud_is_known_without_a_token() {
    let emulator = emulator("default");
    let response = get(
        &emulator,
        "/metadata/endpoints?api-version=2022-09-01",
        None,
    );
    let endpoints = response.json();
    let host = emulator.authority_host().to_string();
    let host = host.trim_end_matches('/');
    assert_eq!(endpoints["authentication"]["loginEndpoint"], host);
    let own = emulator.resource_manager_url().to_string();
    assert_eq!(endpoints["resourceManager"], own);
}

#[test]
fn an_application_of_a_connection_reads_its_subscription_and_its_tenant() {
    let emulator = emulator("default");
    let token = access_token(&emulator, SCOPE);
    let response = get(
        &emulator,
        "/subscriptions?api-version=2022-12-01",
        Some(&token),
    );
    let subscriptions = response.json();
    let world = emulator.world();
    assert_eq!(
        subscriptions["value"][0]["subscriptionId"],
        json!(world.subscription.id)
    );
    let response = get(&emulator, "/Tenants?api-version=2022-12-01", Some(&token));
    let tenants = response.json();
    assert_eq!(tenants["value"][0]["tenantId"], json!(world.tenant.id));
}

#[test]
fn older_versions_list_the_clouds() {
    let emulator = emulator("default");
    for (version, is_list) in [
        ("2019-05-01", true),
        ("2020-09-01", true),
        ("2022-09-01", false),
        ("2023-12-01", false),
    ] {
        let path = format!("/metadata/endpoints?api-version={version}");
        let answer = get(&emulator, &path, None).json();
        let cloud = if is_list { &answer[0] } else { &answer };
        assert_eq!(cloud["name"], "AzureCloud", "{version}: {answer}");
    }
}

#[test]
fn a_subscription_that_the_caller_may_not_read_is_not_found() {
    let emulator = emulator("default");
    let id = emulator.world().subscription.id;
    let path = |id| format!("/subscriptions/{id}?api-version=2022-12-01");
    let token = access_token(&emulator, SCOPE);
    let response = get(&emulator, &path(id), Some(&token));
    assert_eq!(response.json()["displayName"], "Acme production");
    let other = emulator.world().tenant.id;
    let response = get(&emulator, &path(other), Some(&token));
    assert_eq!(code(&response, 404), "SubscriptionNotFound");
    let pod = emulator.kubernetes_token().unwrap();
    let application = emulator.world().application_named("acme-workload").unwrap();
    let answer = exchange_of(&emulator, application, &pod)
        .with("scope", SCOPE)
        .send(&emulator);
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let response = get(&emulator, &path(id), Some(&token));
    assert_eq!(code(&response, 404), "SubscriptionNotFound");
}

#[test]
fn a_request_without_what_it_needs_is_refused() {
    let emulator = emulator("default");
    let path = "/subscriptions?api-version=2022-12-01";
    let token = access_token(&emulator, SCOPE);
    let response = get(&emulator, path, None);
    assert_eq!(code(&response, 401), "AuthenticationFailed");
    let response = get(&emulator, path, Some("wrong"));
    assert_eq!(code(&response, 401), "InvalidAuthenticationToken");
    let other = access_token(&emulator, AZURE_DEVOPS_SCOPE);
    let response = get(&emulator, path, Some(&other));
    assert_eq!(code(&response, 401), "InvalidAuthenticationTokenAudience");
    let response = get(&emulator, "/subscriptions", Some(&token));
    assert_eq!(code(&response, 400), "MissingApiVersionParameter");
}
