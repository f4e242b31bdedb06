//! A gateway in front of Azure DevOps wants a client certificate.

use super::certificates::{Ca, Leaf};
use super::nginx::Nginx;
use super::{away, emulator};
use crate::step::Step;

fn with_certificate<'e>(step: Step<'e>, leaf: &Leaf) -> Step<'e> {
    step.variable("AGENT_CLIENTCERT", leaf.certificate.to_str().unwrap())
        .variable("AGENT_CLIENTCERTKEY", leaf.key.to_str().unwrap())
}

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn the_certificate_is_shown_to_azure_devops_and_not_to_entra() {
    let emulator = emulator();
    let (nginx, clients) = Nginx::asking_for_certificates(&emulator);
    with_certificate(nginx.step(), &clients.client())
        .run()
        .succeeded();
    assert_eq!(nginx.clients_of_azure_devops(), ["[CN=the-agent]"]);
    assert_eq!(nginx.clients_of_entra(), ["[-]"]);
}

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn without_a_certificate_the_error_says_so() {
    let emulator = emulator();
    let (nginx, _) = Nginx::asking_for_certificates(&emulator);
    let told = nginx.step().run();
    let error = told.failed().error();
    assert!(error.contains("requires a client certificate"), "{error}");
    assert!(error.contains("#client-certificate-wanted"), "{error}");
    assert!(told.requests.is_empty());
}

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn a_certificate_of_a_stranger_is_refused_and_the_error_says_so() {
    let emulator = emulator();
    let (nginx, _) = Nginx::asking_for_certificates(&emulator);
    let strangers = Ca::new("strangers", nginx.folder());
    let told = with_certificate(nginx.step(), &strangers.client()).run();
    let error = told.failed().error();
    assert!(error.contains("#client-certificate-wanted"), "{error}");
    assert!(told.requests.is_empty());
}

#[test]
fn a_key_with_a_password_is_refused_with_the_way_out() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let leaf = Ca::new("clients", folder.path()).client();
    std::fs::write(&leaf.key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n").unwrap();
    let told = with_certificate(Step::new(&emulator), &leaf)
        .secret_variable(
            "SECRET_AGENT_CLIENTCERTPASSWORD",
            "sekret-key-0123456789",
            "sekret-key-0123456789",
        )
        .run();
    let error = told.failed().error();
    assert!(error.contains(leaf.key.to_str().unwrap()), "{error}");
    assert!(error.contains("openssl pkey"), "{error}");
    assert!(error.contains("#encrypted-client-key"), "{error}");
    assert!(told.requests.is_empty());
}

#[test]
fn a_proxy_that_would_be_shown_the_certificate_is_refused_where_it_is_on_the_way() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let leaf = Ca::new("clients", folder.path()).client();
    let step = |proxy| with_certificate(away(&emulator), &leaf).variable("AGENT_PROXYURL", proxy);
    let told = step("https://localhost:1").run();
    let error = told.failed().error();
    assert!(
        error.contains("the proxy localhost:1 uses TLS and would receive"),
        "{error}"
    );
    assert!(error.contains("hint: exclude the organization"), "{error}");
    assert!(error.contains("#wrong-environment"), "{error}");
    assert!(told.requests.is_empty());
    let told = step("http://localhost:1").input("retryBudget", "0").run();
    let error = told.failed().error();
    assert!(error.contains("#proxy-unusable"), "{error}");
    step("https://localhost:1")
        .variable("AGENT_PROXYBYPASSLIST", r#"["0\\.0\\.0\\.0"]"#)
        .run()
        .succeeded();
}
