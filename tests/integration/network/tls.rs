//! Something on the way opens TLS with a CA of its own, as proxies of companies do.

use super::emulator;
use super::nginx::Nginx;

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn a_server_that_shows_a_certificate_of_another_ca_is_trusted_where_the_agent_names_that_ca() {
    let emulator = emulator();
    let nginx = Nginx::start(&emulator);
    nginx.step().run().succeeded();
    assert_eq!(nginx.clients_of_entra().len(), 1);
}

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn a_ca_file_of_openssl_is_enough() {
    let emulator = emulator();
    let nginx = Nginx::start(&emulator);
    let ca = nginx.ca.file.to_str().unwrap().to_owned();
    let step = nginx.step().without("AGENT_CAINFO");
    step.variable("SSL_CERT_FILE", &ca).run().succeeded();
}

#[test]
#[ignore = "needs nginx, which `cargo xtask test` installs"]
fn without_the_ca_nothing_is_sent() {
    let emulator = emulator();
    let nginx = Nginx::start(&emulator);
    let told = nginx.step().without("AGENT_CAINFO").run();
    let error = told.failed().error();
    assert!(error.contains("#unknown-ca"), "{error}");
    assert!(nginx.clients_of_azure_devops().is_empty());
}
