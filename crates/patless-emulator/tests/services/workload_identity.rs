//! Tests the token file of a pod.

use patless_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::Response;
use crate::client_assertion::exchange_of;
use crate::job::{emulator, part};

/// Exchanges a token of the service account.
fn exchange(emulator: &Emulator, token: &str) -> Response {
    let application = emulator.world().application_named("acme-workload").unwrap();
    exchange_of(emulator, application, token).send(emulator)
}

#[test]
fn token_has_the_shape_of_a_projected_one_and_is_exchanged() {
    let emulator = emulator("default");
    let token = emulator.kubernetes_token().unwrap();
    assert_eq!(part(&token, 0)["typ"], Value::Null);
    let claims = part(&token, 1);
    assert_eq!(claims["aud"], json!(["api://AzureADTokenExchange"]));
    assert_eq!(claims["sub"], "system:serviceaccount:builds:publisher");
    assert!(claims["iss"].as_str().unwrap().ends_with('/'));
    assert!(emulator.secrets().contains(&token));
    let response = exchange(&emulator, &token);
    assert_eq!(response.status, 200, "{response:?}");
}

#[test]
fn expired_token_is_refused() {
    let emulator = emulator("default");
    let token = emulator.kubernetes_token_of_age(3600).unwrap();
    let response = exchange(&emulator, &token);
    assert_eq!(response.json()["error_codes"], json!([700_024]));
}

#[test]
fn file_is_private_and_new_for_each_call() {
    let emulator = emulator("default");
    let read = || {
        let variables = emulator.workload_identity_environment().unwrap();
        let (name, path) = variables.last().unwrap();
        assert_eq!(name, "AZURE_FEDERATED_TOKEN_FILE");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        (path.clone(), std::fs::read_to_string(path).unwrap())
    };
    let [(path, first), (same_path, second)] = [(); 2].map(|()| read());
    assert_eq!(path, same_path);
    assert_ne!(first, second);
    for token in [first, second] {
        assert_eq!(exchange(&emulator, &token).status, 200);
    }
    drop(emulator);
    assert!(!std::path::Path::new(&path).exists());
}

#[test]
fn another_application_does_not_trust_the_cluster() {
    let emulator = emulator("default");
    let token = emulator.kubernetes_token().unwrap();
    let other = emulator.world().application_named("acme-github").unwrap();
    let response = exchange_of(&emulator, other, &token).send(&emulator);
    assert_eq!(response.json()["error_codes"], json!([700_211]));
}
