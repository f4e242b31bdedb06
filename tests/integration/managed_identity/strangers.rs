//! Variables that anybody may set: what they name gets no request unless it is on this machine.

use std::net::TcpListener;

use patless_core::SourceRequest;
use patless_emulator::ManagedIdentityHost as Host;
use patless_emulator::scenario::ManagedIdentityKnobs;

use super::machine::Machine;

#[test]
fn a_host_elsewhere_gets_no_request() {
    for (host, name) in [
        (Host::AppService, "IDENTITY_ENDPOINT"),
        (Host::Arc, "IDENTITY_ENDPOINT"),
        (Host::MachineLearning, "MSI_ENDPOINT"),
        (Host::CloudShell, "MSI_ENDPOINT"),
        (Host::Imds, "AZURE_POD_IDENTITY_AUTHORITY_HOST"),
    ] {
        for url in ["http://10.0.0.4/token", "https://evil.example/token"] {
            let machine = Machine::new(host, ManagedIdentityKnobs::default());
            let machine = machine.with(name, url).with_any_source();
            let (cause, text) = machine.play(SourceRequest::default()).error();
            assert_eq!(cause, "managed-identity-endpoint", "{host:?} {url}");
            assert!(text.starts_with(&format!("{name} points to ")), "{text}");
            assert!(machine.emulator.requests().is_empty());
        }
    }
}

#[test]
fn service_fabric_is_refused_in_words() {
    let machine = Machine::new(Host::AppService, ManagedIdentityKnobs::default());
    let machine = machine.with("IDENTITY_SERVER_THUMBPRINT", "aa");
    let (cause, text) = machine.play(SourceRequest::default()).error();
    assert_eq!(cause, "managed-identity-unsupported");
    assert!(text.contains("Service Fabric is not supported"), "{text}");
    assert!(machine.emulator.requests().is_empty());
}

#[test]
fn no_proxy_sees_a_request() {
    for host in super::HOSTS {
        for name in ["HTTPS_PROXY", "AGENT_PROXYURL"] {
            let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
            proxy.set_nonblocking(true).unwrap();
            let url = format!("http://{}", proxy.local_addr().unwrap());
            let machine = Machine::new(host, ManagedIdentityKnobs::default()).with(name, &url);
            let got = machine.play(SourceRequest::default());
            assert!(machine.gave(got.token()), "{host:?}");
            assert!(proxy.accept().is_err(), "{host:?}");
        }
    }
}

#[test]
fn the_hosts_are_looked_for_in_the_order_of_the_sdks() {
    // App Service sets the old variables, too; an endpoint alone is no host.
    let machine = Machine::new(Host::AppService, ManagedIdentityKnobs::default());
    let endpoint = machine.variable("IDENTITY_ENDPOINT").to_owned();
    let imds = Machine::new(Host::Imds, ManagedIdentityKnobs::default());
    let imds = imds
        .with("IDENTITY_ENDPOINT", &endpoint)
        .with("MSI_SECRET", "sekret");
    assert!(imds.gave(imds.play(SourceRequest::default()).token()));
    let machine = machine
        .with("MSI_ENDPOINT", "http://127.0.0.1:1/")
        .with("MSI_SECRET", "sekret-old")
        .with("IMDS_ENDPOINT", "http://127.0.0.1:1/");
    assert!(machine.gave(machine.play(SourceRequest::default()).token()));
}
