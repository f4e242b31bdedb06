//! Tests client secrets.

use patless_emulator::Emulator;
use serde_json::json;

use crate::client::Response;
use crate::client_assertion::exchange_of;
use crate::job::emulator;

/// Sends a client secret of an application.
fn send(emulator: &Emulator, application: &str, secret: &str) -> Response {
    let application = emulator.world().application_named(application).unwrap();
    exchange_of(emulator, application, "")
        .without("client_assertion")
        .without("client_assertion_type")
        .with("client_secret", secret)
        .send(emulator)
}

#[test]
fn environment_has_a_secret_that_gives_an_access_token() {
    let emulator = emulator("default");
    let variables = emulator.client_secret_environment();
    let names: Vec<_> = variables.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "AZURE_AUTHORITY_HOST",
        "AZURE_TENANT_ID",
        "AZURE_CLIENT_ID",
        "AZURE_CLIENT_SECRET",
    ];
    assert_eq!(names, expected);
    let (_, secret) = variables.last().unwrap();
    assert!(emulator.secrets().contains(secret));
    assert_eq!(send(&emulator, "acme-secret", secret).status, 200);
}

#[test]
fn secret_that_is_not_good_is_refused() {
    let emulator = emulator("default");
    let application = emulator.world().application_named("acme-secret").unwrap();
    let expired = application.expired_client_secret.clone().unwrap();
    assert!(emulator.secrets().contains(&expired));
    for (application, secret, code) in [
        ("acme-secret", expired.as_str(), 7_000_222),
        ("acme-secret", "wrong", 7_000_215),
        ("acme-packages", "any", 7_000_215),
        // A managed identity.
        ("acme-agents", "any", 7_000_232),
        // A public client.
        ("acme-desk", "any", 700_025),
    ] {
        let response = send(&emulator, application, secret);
        assert_eq!(response.status, 401, "{response:?}");
        let body = response.json();
        assert_eq!(body["error"], "invalid_client");
        assert_eq!(body["error_codes"], json!([code]), "{body}");
    }
}
