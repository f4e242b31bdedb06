//! The task trusts only the machine's CAs and those configured in the agent.

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

#[test]
fn a_ca_that_nobody_trusts_is_refused_at_once() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).without("AGENT_CAINFO").run();
    assert!(
        told.failed().error().contains("certificate"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
    assert!(!told.log.contains("trying again"), "{}", told.log);
}

#[test]
fn the_ca_file_of_openssl_counts_as_well() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = Step::new(&emulator).without("AGENT_CAINFO");
    step.variable("SSL_CERT_FILE", emulator.ca_file().to_str().unwrap())
        .run()
        .succeeded();
}

#[test]
fn a_ca_file_that_is_not_there_is_named() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .variable("AGENT_CAINFO", "/no/such/ca.pem")
        .run();
    assert!(
        told.failed().error().contains("/no/such/ca.pem"),
        "{}",
        told.error()
    );
}

#[test]
fn a_ca_that_other_tools_were_given_is_mentioned_where_it_is_missing() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let ca_file = emulator.ca_file().to_str().unwrap();
    let told = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("NODE_EXTRA_CA_CERTS", ca_file)
        .variable("REQUESTS_CA_BUNDLE", ca_file)
        .run();
    let error = told.failed().error();
    assert!(
        error.contains(
            "REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS are set, but not read here: name the file of CA certificates in \
             SSL_CERT_FILE"
        ),
        "{error}"
    );
    assert!(error.contains("#unknown-ca"), "{error}");
    assert!(told.requests.is_empty());
    assert!(!told.log.contains("trying again"), "{}", told.log);
}

#[test]
fn plain_http_to_another_machine_is_refused_without_a_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .variable(
            "SYSTEM_OIDCREQUESTURI",
            "http://dev.azure.com/acme/oidctoken",
        )
        .run();
    assert!(
        told.failed().error().contains("not an https URL"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
}
