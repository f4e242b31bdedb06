//! Tests that each named scenario has the outcome in its row.

use std::sync::Mutex;
use std::thread;

use patless_emulator::Scenario;
use patless_emulator::scenario::{NamedScenario, Outcome};

use crate::job::{emulator, exchange, request_assertion};
use crate::resilient_client::ResilientClient;

/// Checks that a well-behaved client has the outcome in a row.
fn check(row: &NamedScenario) {
    let name = row.name;
    let failed_stage = |patience| {
        let emulator = emulator(name);
        ResilientClient::new(&emulator, patience).failed_stage()
    };
    match row.outcome {
        Outcome::Succeeds => assert_eq!(failed_stage(0), None, "{name}"),
        Outcome::Fails { stage } => assert_eq!(failed_stage(0), Some(stage), "{name}"),
        Outcome::Recovers { stage, refusals } => {
            assert_eq!(failed_stage(refusals - 1), Some(stage), "{name}");
            assert_eq!(failed_stage(refusals), None, "{name}");
        }
        _ => panic!("{name} has an unknown outcome"),
    }
}

#[test]
fn every_scenario_has_the_outcome_in_its_row() {
    each(Scenario::rows(), check);
}

/// Checks rows in several threads: most of them wait for something.
pub(crate) fn each(
    rows: impl Iterator<Item = &'static NamedScenario> + Send,
    check: fn(&NamedScenario),
) {
    let rows = Mutex::new(rows);
    let next = || rows.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                while let Some(row) = next() {
                    check(row);
                }
            });
        }
    });
}

#[test]
fn sign_in_page_looks_like_success() {
    let response = request_assertion(&emulator("sign-in-page"), "azure-devops-wif");
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
    let response = request_assertion(&emulator("no-assertion-in-reply"), "azure-devops-wif");
    assert_eq!(response.status, 200);
    assert_eq!(response.body, "{}");
}

#[test]
fn name_scenario_gives_the_client_the_connections_name() {
    let emulator = emulator("connection-name-instead-of-id");
    let environment = emulator.client_environment();
    let given = environment
        .iter()
        .find(|(name, _)| name == "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")
        .unwrap();
    assert_eq!(given.1, "azure-devops-wif");
}

#[test]
fn unexpanded_job_token_is_given_unchanged() {
    let emulator = emulator("unexpanded-job-token");
    assert_eq!(emulator.world().job.token, "$(System.AccessToken)");
    assert_eq!(request_assertion(&emulator, "azure-devops-wif").status, 401);
}

#[test]
fn vstoken_scenario_is_exchanged() {
    let response = exchange(&emulator("vstoken-issuer"), "azure-devops-wif");
    assert_eq!(response.status, 200);
}
