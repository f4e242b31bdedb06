//! What the task survives, and where it gives up.

use patless_emulator::scenario::{CannedResponse, Fault, Faults};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

fn with_faults(faults: Faults) -> Emulator {
    Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap()
}

#[test]
fn throttling_and_outages_are_survived_and_told() {
    for scenario in ["throttled-once", "unavailable-once"] {
        let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
        let told = Step::new(&emulator).run();
        told.succeeded();
        assert_eq!(told.requests.len(), 4, "{scenario}");
        assert_eq!(
            told.log.matches("trying again in").count(),
            2,
            "{}",
            told.log
        );
    }
}

#[test]
fn throttling_without_retry_after_is_survived() {
    let faults = Faults::on(
        entra::TOKEN,
        vec![Fault::Respond(CannedResponse::new(429)); 2],
    );
    let told = Step::new(&with_faults(faults)).run();
    assert_eq!(told.succeeded().requests.len(), 4);
}

#[test]
fn a_longer_retry_after_than_the_budget_is_not_waited_for() {
    let answer = CannedResponse::new(429)
        .header("Retry-After", "60")
        .body("Too Many Requests");
    let faults = Faults::on(entra::TOKEN, vec![Fault::Respond(answer)]);
    let told = Step::new(&with_faults(faults)).run();
    let error = told.failed().error();
    assert!(
        error.contains("asked to wait 60 s") && error.contains("retryBudget"),
        "{error}"
    );
    assert_eq!(told.requests.len(), 2);
}

#[test]
fn a_broken_connection_is_survived() {
    let faults = Faults::on(azure_devops::OIDC_TOKEN, vec![Fault::CloseBeforeHeaders])
        .and(entra::TOKEN, vec![Fault::CloseBeforeHeaders]);
    Step::new(&with_faults(faults)).run().succeeded();
}

#[test]
fn an_answer_cut_short_is_survived() {
    let whole = CannedResponse::json(200, r#"{"oidcToken":"e30.e30.c2ln"}"#);
    let faults = Faults::on(
        azure_devops::OIDC_TOKEN,
        vec![Fault::Truncate {
            response: whole,
            sent_bytes: 9,
        }],
    );
    Step::new(&with_faults(faults)).run().succeeded();
}

#[test]
fn a_reply_without_an_assertion_is_asked_for_again() {
    let faults = Faults::on(
        azure_devops::OIDC_TOKEN,
        vec![Fault::Respond(CannedResponse::json(200, "{}"))],
    );
    assert_eq!(
        Step::new(&with_faults(faults))
            .run()
            .succeeded()
            .requests
            .len(),
        3
    );
}

#[test]
fn a_server_that_is_not_there_fails_within_the_budget() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    // Nobody listens on the port of an emulator that is gone.
    let gone = Emulator::start(Scenario::default()).unwrap();
    let (url, collection) = (
        gone.oidc_request_uri().to_string(),
        gone.azure_devops_url().to_string(),
    );
    drop(gone);
    let step = Step::new(&emulator)
        .variable("SYSTEM_OIDCREQUESTURI", &url)
        .variable("ENDPOINT_URL_SYSTEMVSSCONNECTION", &collection)
        .variable("SYSTEM_COLLECTIONURI", &collection);
    let told = step.input("retryBudget", "1").run();
    let error = told.failed().error();
    assert!(
        error.contains("no connection to localhost") && error.contains("gave up after"),
        "{error}"
    );
}

#[test]
fn a_server_that_never_answers_fails_within_the_budget() {
    let faults = Faults::on(azure_devops::OIDC_TOKEN, vec![Fault::Stall; 8]);
    let told = Step::new(&with_faults(faults))
        .input("retryBudget", "1")
        .run();
    assert!(
        told.failed().error().contains("no answer from localhost"),
        "{}",
        told.error()
    );
}

#[test]
fn a_clock_that_is_off_is_told_and_survived() {
    for offset_s in [600, -600] {
        let emulator = Emulator::start(Scenario {
            clock_offset_s: offset_s,
            ..Scenario::default()
        })
        .unwrap();
        let told = Step::new(&emulator).run();
        let warnings: Vec<_> = told
            .succeeded()
            .issues
            .iter()
            .filter(|issue| issue.kind == "warning")
            .collect();
        // One for each host.
        assert_eq!(warnings.len(), 2, "{}", told.log);
        assert!(
            warnings[0].message.contains("the clock of this machine is"),
            "{}",
            told.log
        );
    }
}

#[cfg(unix)]
#[test]
fn a_canceled_step_ends_at_once_and_sets_nothing() {
    for signal in ["INT", "TERM"] {
        let faults = Faults::on(entra::TOKEN, vec![Fault::Stall]);
        let told = Step::new(&with_faults(faults))
            .signal_at_request(2, signal)
            .run();
        assert_eq!(told.result.as_deref(), Some("Canceled"), "{}", told.log);
        assert!(told.variables.is_empty() && told.issues.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_step_is_canceled_where_its_parent_ignores_the_signal() {
    let faults = Faults::on(entra::TOKEN, vec![Fault::Stall]);
    // Not sh: that may drop variables whose names are none for a shell, such as those of a connection.
    let run = format!("trap '' INT; exec '{}' task", env!("CARGO_BIN_EXE_patless"));
    let told = Step::new(&with_faults(faults))
        .command(std::path::Path::new("/bin/bash"), ["-c", &run])
        .signal_at_request(2, "INT")
        .run();
    assert_eq!(told.result.as_deref(), Some("Canceled"), "{}", told.log);
}
