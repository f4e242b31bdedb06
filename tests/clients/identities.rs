//! Every kind of proof that Entra takes, made by an SDK that we did not write.

use patless_emulator::{
    CertificateFile, Emulator, Scenario,
    scenario::{DeviceCodeKnobs, EntraKnobs, UserDecision},
};

use crate::client::Client;

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_gets_an_access_token_with_a_client_secret() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let variables = emulator.client_secret_environment();
    gets_an_access_token(
        &Client::python().with_credential("ClientSecretCredential", variables),
        &emulator,
    );
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_signs_with_a_certificate_from_each_kind_of_file() {
    for file in [
        CertificateFile::Pem,
        CertificateFile::Pkcs12,
        CertificateFile::Pkcs12WithPassword,
    ] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let variables = emulator.client_certificate_environment_with(file).unwrap();
        gets_an_access_token(
            &Client::python().with_credential("CertificateCredential", variables),
            &emulator,
        );
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn node_signs_with_a_certificate() {
    for options in ["{}", r#"{"sendCertificateChain":true}"#] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let variables = emulator.client_certificate_environment().unwrap();
        gets_an_access_token(
            &Client::node()
                .with_credential("ClientCertificateCredential", variables)
                .with_options(options),
            &emulator,
        );
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_exchanges_the_token_of_a_pod() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let variables = emulator.workload_identity_environment().unwrap();
    gets_an_access_token(
        &Client::python().with_credential("WorkloadIdentityCredential", variables),
        &emulator,
    );
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_polls_until_the_user_has_signed_in() {
    let emulator = with_device_code(UserDecision::SignsIn);
    let client = Client::python().with_credential("DeviceCodeCredential", desk(&emulator));
    gets_an_access_token(&client, &emulator);
    let polls = emulator.requests();
    let polls = polls.iter().filter(|it| it.path.ends_with("/token"));
    let statuses: Vec<_> = polls.map(|it| it.status).collect();
    assert_eq!(statuses, [Some(400), Some(200)]);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_gives_up_if_the_user_declines() {
    let emulator = with_device_code(UserDecision::Declines);
    let client = Client::python().with_credential("DeviceCodeCredential", desk(&emulator));
    let outcome = client.run(&emulator);
    let error = outcome.error.unwrap();
    assert!(error.contains("AADSTS65004"), "{error}");
}

/// Starts an emulator whose user takes one poll to decide.
fn with_device_code(decision: UserDecision) -> Emulator {
    Emulator::start(Scenario {
        entra: EntraKnobs {
            device_code: DeviceCodeKnobs {
                interval_s: 1,
                pending_polls: 1,
                decision,
                ..DeviceCodeKnobs::default()
            },
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap()
}

/// The variable with the client ID of the application with which users sign in.
fn desk(emulator: &Emulator) -> Vec<(String, String)> {
    let application = emulator.world().application_named("acme-desk").unwrap();
    let client_id = application.client_id.to_string();
    vec![("AZURE_CLIENT_ID".to_owned(), client_id)]
}

/// Runs a client that must succeed.
fn gets_an_access_token(client: &Client, emulator: &Emulator) {
    let outcome = client.run(emulator);
    let access_token = outcome
        .access_token
        .as_ref()
        .unwrap_or_else(|| panic!("{outcome:?}"));
    assert_eq!(access_token.parts, 5);
}
