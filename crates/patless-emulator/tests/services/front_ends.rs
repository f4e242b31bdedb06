//! Tests front ends: sockets, certificates and the `Date` header.

use patless_emulator::Emulator;

use crate::client::{ConnectionError, Request, Response};
use crate::job::{assertion, emulator, exchange, request_assertion};

/// Sends a request to a service, and returns what happened to the connection.
fn attempt(emulator: &Emulator, service: &str) -> Result<Response, ConnectionError> {
    let url = match service {
        "oidc" => emulator.azure_devops_url(),
        _ => emulator.authority_host(),
    };
    Request::get(url).attempt(emulator)
}

#[test]
fn connection_fails_as_configured() {
    let rows = [
        ("connection-refused", ConnectionError::Refused),
        ("connection-reset", ConnectionError::Reset(0)),
        ("silent-connection", ConnectionError::Silent),
    ];
    for service in ["oidc", "entra"] {
        for (name, expected) in &rows {
            let emulator = emulator(&format!("{service}-{name}"));
            let broken = attempt(&emulator, service).unwrap_err();
            assert_eq!(&broken, expected, "{service}-{name}");
            assert!(emulator.requests().is_empty());
        }
    }
}

#[test]
fn certificate_is_wrong_as_configured() {
    let rows = [
        ("unknown-authority", "UnknownIssuer"),
        ("expired-certificate", "expired"),
        ("wrong-host-name", "not valid for name"),
    ];
    for service in ["oidc", "entra"] {
        for (name, expected) in rows {
            let emulator = emulator(&format!("{service}-{name}"));
            let broken = attempt(&emulator, service).unwrap_err();
            let ConnectionError::Tls(text) = broken else {
                panic!("{service}-{name}: {broken:?}");
            };
            assert!(text.contains(expected), "{service}-{name}: {text}");
        }
    }
}

#[test]
fn other_service_is_not_affected() {
    let oidc_is_down = emulator("oidc-connection-refused");
    assert!(attempt(&oidc_is_down, "entra").is_ok());
    let entra_is_down = emulator("entra-connection-refused");
    assert_eq!(request_assertion(&entra_is_down, "azure-wif").status, 200);
}

#[test]
fn date_is_missing_as_configured() {
    let oidc = emulator("oidc-no-date");
    assert_eq!(request_assertion(&oidc, "azure-wif").header("Date"), None);
    assert!(exchange(&oidc, "azure-wif").header("Date").is_some());
    let entra = emulator("entra-no-date");
    assertion(&entra, "azure-wif");
    assert!(
        request_assertion(&entra, "azure-wif")
            .header("Date")
            .is_some()
    );
    assert_eq!(exchange(&entra, "azure-wif").header("Date"), None);
}
