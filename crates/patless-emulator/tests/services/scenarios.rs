//! Tests that each named scenario ends as its summary says.

use patless_emulator::Scenario;

use crate::job::{ask, emulator, exchange};

#[test]
fn every_scenario_starts_and_answers() {
    for name in Scenario::names() {
        let emulator = emulator(name);
        let response = ask(&emulator, "azure-devops-wif");
        assert!(response.status >= 200, "{name}");
        assert_eq!(emulator.requests().len(), 1, "{name}");
    }
}

#[test]
fn sign_in_page_looks_like_success() {
    let response = ask(&emulator("sign-in-page"), "azure-devops-wif");
    assert_eq!(response.status, 203);
    assert!(
        response
            .header("Content-Type")
            .unwrap()
            .starts_with("text/html")
    );
}

#[test]
fn reply_without_assertion_is_empty() {
    let response = ask(&emulator("no-assertion-in-reply"), "azure-devops-wif");
    assert_eq!(response.status, 200);
    assert_eq!(response.body, "{}");
}

#[test]
fn name_scenario_gives_the_client_a_name() {
    let emulator = emulator("connection-name-instead-of-id");
    let environment = emulator.client_environment();
    let given = environment
        .iter()
        .find(|(name, _)| name == "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")
        .unwrap();
    assert_eq!(given.1, "azure-devops-wif");
}

#[test]
fn unexpanded_job_token_is_given_as_it_is() {
    let emulator = emulator("unexpanded-job-token");
    assert_eq!(emulator.world().job.token, "$(System.AccessToken)");
    assert_eq!(ask(&emulator, "azure-devops-wif").status, 401);
}

#[test]
fn vstoken_scenario_is_exchanged() {
    let response = exchange(&emulator("vstoken-issuer"), "azure-devops-wif");
    assert_eq!(response.status, 200);
}
