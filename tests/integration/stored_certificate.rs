//! Service connections that authenticate with a stored client certificate.

use patless_emulator::world::ClientCertificate;
use patless_emulator::{Emulator, Scenario};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

use crate::job_environment::connection;
use crate::step::Step;

/// A connection whose application has a registered certificate.
const CONNECTION: &str = "azure-certificate";

/// A step whose service connection stores `text` as its certificate. The leak check looks for `secret`.
fn step<'e>(emulator: &'e Emulator, text: &str, secret: &str) -> Step<'e> {
    let id = connection(emulator, CONNECTION).id;
    let parameter = |key: &str| format!("ENDPOINT_AUTH_PARAMETER_{id}_{key}");
    Step::new(emulator)
        .connection(CONNECTION)
        .variable(&format!("ENDPOINT_AUTH_SCHEME_{id}"), "ServicePrincipal")
        .variable(&parameter("AUTHENTICATIONTYPE"), "spnCertificate")
        .secret_variable(&parameter("SERVICEPRINCIPALCERTIFICATE"), text, secret)
}

fn rsa() -> KeyPair {
    KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
}

fn certificate(key: &KeyPair) -> String {
    let params = CertificateParams::new(Vec::new()).unwrap();
    params.self_signed(key).unwrap().pem()
}

/// One line of the base64 of a key.
fn line(pem: &str) -> &str {
    pem.lines().nth(3).unwrap()
}

#[test]
fn a_registered_certificate_gives_a_token() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let pem = emulator.client_certificate(ClientCertificate::Registered);
    let pem = pem.unwrap();
    let key = &pem[pem.find("-----BEGIN PRIVATE KEY").unwrap()..];
    let told = step(&emulator, &pem, line(key))
        .input("whoami", "true")
        .run();
    let variables = &told.succeeded().variables;
    assert!(variables["TOKEN"].is_secret);
    let application = emulator.world().application_named("acme-certificate");
    let profile = application.unwrap().profile_id.to_string();
    assert_eq!(variables["PATLESS_PROFILE_ID"].value, profile);
    let warnings = told.issues.iter().filter(|it| it.kind == "warning");
    assert_eq!(warnings.count(), 1);
}

#[test]
fn a_stored_certificate_is_presented_as_an_assertion_of_its_own_with_a_warning() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let key = rsa();
    let pem = key.serialize_pem();
    let told = step(
        &emulator,
        &format!("{pem}{}", certificate(&key)),
        line(&pem),
    )
    .run();
    // The emulator's application has no such certificate.
    let error = told.failed().error();
    assert!(error.contains("AADSTS700027"), "{error}");
    assert!(error.contains("#unregistered-certificate"), "{error}");
    let warnings = told.issues.iter().filter(|it| it.kind == "warning");
    let warnings: Vec<_> = warnings.map(|it| it.message.as_str()).collect();
    let [warning] = warnings.as_slice() else {
        panic!("{warnings:?}");
    };
    assert!(warning.contains("uses a stored secret"), "{warning}");
    let [request] = told.requests.as_slice() else {
        panic!("{:?}", told.requests);
    };
    assert!(request.path.ends_with("/oauth2/v2.0/token"), "{request:?}");
    let fields = [
        "client_id",
        "scope",
        "grant_type",
        "client_assertion_type",
        "client_assertion",
    ];
    assert_eq!(request.form_fields, fields);
}

#[test]
fn a_stored_certificate_that_cannot_be_used_costs_no_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let (key, other) = (rsa(), rsa());
    let pem = key.serialize_pem();
    let secret = line(&pem);
    for (text, cause) in [
        (pem.clone(), "key-without-certificate"),
        (
            format!("{pem}{}", certificate(&other)),
            "key-of-other-certificate",
        ),
        (pem.replace("PRIVATE", "sekret"), "not-a-client-certificate"),
    ] {
        let told = step(&emulator, &text, secret).run();
        let link = format!("#{cause}");
        assert!(told.failed().error().contains(&link), "{}", told.error());
        assert!(told.requests.is_empty(), "{:?}", told.requests);
    }
}
