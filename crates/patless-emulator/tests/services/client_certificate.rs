//! Tests assertions that an application signs itself, and the files with its certificate.

use patless_emulator::scenario::{AssertionReplay, EntraKnobs};
use patless_emulator::world::ClientCertificate;
use patless_emulator::{CertificateFile, Emulator, Scenario};
use serde_json::{Value, json};

use crate::client::Response;
use crate::client_assertion::{ClientAssertion, exchange, now_s, token_endpoint};
use crate::job::emulator;

/// Makes a good assertion.
fn good(emulator: &Emulator) -> ClientAssertion {
    ClientAssertion::new(emulator, ClientCertificate::Registered)
}

/// Checks the code of a refusal, and that its message holds a text.
fn assert_refused(response: &Response, code: u32, text: &str) {
    let body = response.json();
    assert_eq!(body["error_codes"], json!([code]), "{body}");
    let description = body["error_description"].as_str().unwrap();
    assert!(description.contains(text), "{description}");
}

#[test]
fn every_header_of_a_library_is_accepted() {
    let emulator = emulator("default");
    for assertion in [
        good(&emulator),
        good(&emulator).legacy(),
        good(&emulator).with_certificate(),
        good(&emulator).legacy().with_certificate(),
    ] {
        let response = assertion.send(&emulator);
        assert_eq!(response.status, 200, "{}: {response:?}", assertion.header);
    }
}

#[test]
fn fractions_and_a_missing_start_are_accepted() {
    // MSAL for Python sends both.
    let emulator = emulator("default");
    let now_s = now_s();
    let assertion = good(&emulator)
        .without_claim("nbf")
        .claim("iat", json!(now_s))
        .claim(
            "exp",
            json!(600.5 + f64::from(i32::try_from(now_s).unwrap())),
        );
    assert_eq!(assertion.send(&emulator).status, 200);
}

#[test]
fn assertion_that_begins_in_the_next_second_is_accepted() {
    // MSAL for Node rounds up.
    let emulator = emulator("default");
    let assertion = good(&emulator).claim("nbf", json!(now_s() + 2));
    assert_eq!(assertion.send(&emulator).status, 200);
}

#[test]
fn tenant_in_the_audience_may_be_its_domain() {
    let emulator = emulator("default");
    let domain = emulator.world().tenant.domain.clone();
    let assertion = good(&emulator).claim("aud", json!(token_endpoint(&emulator, &domain)));
    let response = exchange(&emulator, &assertion.signed())
        .tenant(&domain)
        .send(&emulator);
    assert_eq!(response.status, 200, "{response:?}");
}

#[test]
fn certificate_that_is_not_good_is_refused_by_its_thumbprint() {
    let emulator = emulator("default");
    let rows = [
        (
            ClientCertificate::Unregistered,
            "is not registered on application. [Reason - The key was not found., Thumbprint of key",
        ),
        (
            ClientCertificate::Expired,
            "is expired on application. [Reason - The key used is expired., Thumbprint of key",
        ),
    ];
    for (certificate, text) in rows {
        let assertion = ClientAssertion::new(&emulator, certificate);
        assert_refused(&assertion.send(&emulator), 700_027, text);
        let legacy = assertion.legacy();
        assert_refused(&legacy.send(&emulator), 700_027, text);
    }
}

#[test]
fn forged_signature_is_refused() {
    let emulator = emulator("default");
    let [one, other] = [(); 2].map(|()| good(&emulator).signed());
    let (signed, _) = one.rsplit_once('.').unwrap();
    let (_, signature) = other.rsplit_once('.').unwrap();
    let forged = format!("{signed}.{signature}");
    let response = exchange(&emulator, &forged).send(&emulator);
    assert_refused(&response, 700_027, "the signature does not match");
}

#[test]
fn signature_of_another_algorithm_than_the_header_is_refused() {
    let emulator = emulator("default");
    let signed = good(&emulator).legacy().signed();
    let (_, signature) = signed.rsplit_once('.').unwrap();
    let other = good(&emulator).signed();
    let (message, _) = other.rsplit_once('.').unwrap();
    let response = exchange(&emulator, &format!("{message}.{signature}")).send(&emulator);
    assert_refused(&response, 700_027, "the signature does not match");
}

#[test]
fn header_that_is_not_as_documented_is_refused() {
    let emulator = emulator("default");
    let without_thumbprint = good(&emulator).header("x5t#S256", Value::Null);
    assert_refused(
        &without_thumbprint.send(&emulator),
        50027,
        "No certificate thumbprint specified in token header.",
    );
    for algorithm in ["ES256", "HS256", "none"] {
        let assertion = good(&emulator).header("alg", json!(algorithm));
        let text = format!("'{algorithm}' is not a supported signature algorithm.");
        assert_refused(&assertion.send(&emulator), 5_002_738, &text);
    }
    let other_leaf = good(&emulator).header("x5c", json!(["AAAA"]));
    assert_refused(&other_leaf.send(&emulator), 700_027, "invalid signature");
}

#[test]
fn claim_that_is_not_as_documented_is_refused() {
    let emulator = emulator("default");
    let now_s = now_s();
    let other = token_endpoint(&emulator, "contoso.onmicrosoft.com");
    let rows = [
        ("aud", json!(other), 700_023, "does not match Realm issuer"),
        (
            "aud",
            json!("api://AzureADTokenExchange"),
            700_023,
            "audience",
        ),
        ("sub", json!("someone"), 700_021, "'client_id' parameter"),
        ("iss", json!("someone"), 700_021, "'client_id' parameter"),
        ("exp", json!(now_s - 1), 700_024, "valid time range"),
        ("nbf", json!(now_s + 500), 700_024, "valid time range"),
        ("exp", json!(now_s + 86_500), 50027, "lifetime"),
        ("exp", json!((now_s + 600).to_string()), 50027, "'exp'"),
        ("nbf", json!(now_s.to_string()), 50027, "'nbf'"),
        ("exp", Value::Null, 50027, "'exp'"),
        ("jti", Value::Null, 50027, "'jti'"),
        ("jti", json!(""), 50027, "'jti'"),
    ];
    for (name, value, code, text) in rows {
        let assertion = good(&emulator).claim(name, value);
        assert_refused(&assertion.send(&emulator), code, text);
    }
}

#[test]
fn assertion_is_good_only_once_unless_the_scenario_says_otherwise() {
    let strict = emulator("default");
    let assertion = good(&strict);
    assert_eq!(assertion.send(&strict).status, 200);
    assert_refused(&assertion.send(&strict), 50027, "'jti' was used before");
    let lenient = Emulator::start(Scenario {
        entra: EntraKnobs {
            assertion_replay: AssertionReplay::Accepted,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let assertion = good(&lenient);
    assert_eq!(
        [(); 2].map(|()| assertion.send(&lenient).status),
        [200, 200]
    );
}

#[test]
fn another_application_cannot_use_the_certificate() {
    let emulator = emulator("default");
    let other = emulator.world().application_named("acme-packages").unwrap();
    let client_id = json!(other.client_id);
    let assertion = good(&emulator)
        .claim("iss", client_id.clone())
        .claim("sub", client_id);
    let response = exchange(&emulator, &assertion.signed())
        .with("client_id", &other.client_id.to_string())
        .send(&emulator);
    assert_refused(&response, 700_027, "is not registered on application");
}

#[test]
fn private_key_is_a_secret_once_it_is_handed_out() {
    let emulator = emulator("default");
    let holds_key = |emulator: &Emulator| {
        let secrets = emulator.secrets();
        secrets.iter().any(|it| it.contains("PRIVATE KEY"))
    };
    assert!(!holds_key(&emulator));
    let pem = emulator
        .client_certificate(ClientCertificate::Registered)
        .unwrap();
    assert!(holds_key(&emulator));
    let last_line = pem.lines().rev().find(|it| !it.starts_with('-')).unwrap();
    assert!(emulator.secrets().contains(&last_line.to_owned()));
}

#[test]
fn environment_names_the_file_and_its_password() {
    let emulator = emulator("default");
    for (file, start, has_password) in [
        (CertificateFile::Pem, b"-----BEG", false),
        // PKCS#12 begins with a long sequence and version 3.
        (
            CertificateFile::Pkcs12,
            b"\x30\x82\0\0\x02\x01\x03\x30",
            false,
        ),
        (
            CertificateFile::Pkcs12WithPassword,
            b"\x30\x82\0\0\x02\x01\x03\x30",
            true,
        ),
    ] {
        let variables = emulator.client_certificate_environment_with(file).unwrap();
        let value = |name: &str| {
            let found = variables.iter().find(|(it, _)| it == name);
            found.map(|(_, value)| value.clone())
        };
        let path = value("AZURE_CLIENT_CERTIFICATE_PATH").unwrap();
        let mut content = std::fs::read(&path).unwrap();
        if file != CertificateFile::Pem {
            // The length differs from file to file.
            content[2..4].fill(0);
        }
        assert_eq!(&content[..8], start, "{file:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let password = value("AZURE_CLIENT_CERTIFICATE_PASSWORD");
        assert_eq!(password.is_some(), has_password, "{file:?}");
        assert!(password.is_none_or(|it| emulator.secrets().contains(&it)));
        let client_id = crate::client_assertion::application(&emulator).client_id;
        assert_eq!(value("AZURE_CLIENT_ID"), Some(client_id.to_string()));
    }
}
