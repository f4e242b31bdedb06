//! Requests go through a proxy from Debian: with and without a password, with exceptions, and refusing.

use patless_emulator::Emulator;

use super::certificates::Ca;
use super::server::{Server, free_port};
use super::tinyproxy::Tinyproxy;
use super::{away, emulator};

const PASSWORD: &str = "sekret-proxy-0123456789";

/// The two servers, as the proxy is asked for them.
fn servers(emulator: &Emulator) -> [String; 2] {
    [emulator.azure_devops_url(), emulator.authority_host()]
        .map(|url| format!("0.0.0.0:{}", url.port().unwrap()))
}

/// Fails unless the proxy was asked for both servers, once each.
fn assert_asked_for_both(proxy: &Tinyproxy, emulator: &Emulator) {
    let mut servers = servers(emulator);
    servers.sort();
    assert_eq!(proxy.asked_for(), servers);
}

/// Fails unless each server was asked for once ahead of the requests, and Azure DevOps at most once more.
fn assert_not_tried_again(proxy: &Tinyproxy, emulator: &Emulator) {
    let asked_for = proxy.asked_for();
    let times =
        servers(emulator).map(|server| asked_for.iter().filter(|it| **it == server).count());
    assert!((1..=2).contains(&times[0]) && times[1] <= 1, "{times:?}");
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn the_proxy_of_the_agent_is_used_for_both_servers() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start(""));
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .run();
    told.succeeded();
    assert_asked_for_both(&proxy, &emulator);
    let line = format!("using the proxy {} (AGENT_PROXYURL)", proxy.address());
    assert!(told.log.contains(&line), "{}", told.log);
    let line = format!("through the proxy {}", proxy.address());
    assert_eq!(told.log.matches(&line).count(), 2, "{}", told.log);
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn user_name_and_password_of_the_agent_reach_the_proxy_and_nobody_else() {
    let emulator = emulator();
    let proxy = Tinyproxy::start(&format!("BasicAuth agent {PASSWORD}"));
    away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .variable("AGENT_PROXYUSERNAME", "agent")
        .secret_variable("SECRET_AGENT_PROXYPASSWORD", PASSWORD, PASSWORD)
        .run()
        .succeeded();
    assert_asked_for_both(&proxy, &emulator);
    let requests = emulator.requests();
    let mut headers = requests.iter().flat_map(|request| &request.headers);
    assert!(headers.all(|header| !header.name.starts_with("proxy-")));
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn user_name_and_password_may_stand_in_the_url() {
    let emulator = emulator();
    let proxy = Tinyproxy::start(&format!("BasicAuth agent {PASSWORD}"));
    let url = format!("http://agent:{PASSWORD}@{}", proxy.address());
    away(&emulator)
        .secret_variable("HTTPS_PROXY", &url, PASSWORD)
        .run()
        .succeeded();
    assert_asked_for_both(&proxy, &emulator);
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn a_proxy_that_wants_another_password_is_an_error_at_once() {
    let emulator = emulator();
    let proxy = Tinyproxy::start("BasicAuth agent other-password");
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .variable("AGENT_PROXYUSERNAME", "agent")
        .secret_variable("SECRET_AGENT_PROXYPASSWORD", PASSWORD, PASSWORD)
        .run();
    let error = told.failed().error();
    assert!(
        error.contains("rejected the configured user name and password: status 401"),
        "{error}"
    );
    assert!(error.contains("#proxy-authentication"), "{error}");
    // Once more for the status of its refusal, which the HTTP library keeps to itself.
    assert_eq!((proxy.asked_for().len(), told.requests.len()), (2, 0));
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn a_proxy_that_wants_a_password_where_none_is_set_is_an_error_at_once() {
    let emulator = emulator();
    let proxy = Tinyproxy::start(&format!("BasicAuth agent {PASSWORD}"));
    let told = away(&emulator).variable("HTTPS_PROXY", &proxy.url()).run();
    let error = told.failed().error();
    assert!(error.contains("but none are set: status 407"), "{error}");
    assert!(error.contains("#proxy-authentication"), "{error}");
    assert_not_tried_again(&proxy, &emulator);
    assert!(told.requests.is_empty());
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn what_the_list_of_the_agent_matches_is_reached_without_the_proxy() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start(""));
    let [azure_devops, entra] = servers(&emulator);
    let list = format!(
        r#"["\\.corp\\.example", "^HTTPS://{}$"]"#,
        azure_devops.replace('.', r"\\.")
    );
    away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .variable("AGENT_PROXYBYPASSLIST", &list)
        .run()
        .succeeded();
    assert_eq!(proxy.asked_for(), [entra]);
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn an_expression_that_is_not_understood_is_warned_of_and_bypasses_nothing() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start(""));
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .variable("AGENT_PROXYBYPASSLIST", r#"["*.0.0.0"]"#)
        .run();
    told.succeeded();
    assert_asked_for_both(&proxy, &emulator);
    assert_eq!(told.issues[0].kind, "warning");
    assert!(told.issues[0].message.contains("*.0.0.0"), "{}", told.log);
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn what_no_proxy_lists_is_reached_without_the_proxy() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start(""));
    let [azure_devops, entra] = servers(&emulator);
    away(&emulator)
        .variable("https_proxy", &proxy.address())
        .variable("NO_PROXY", &format!("corp.example,{entra}"))
        .run()
        .succeeded();
    assert_eq!(proxy.asked_for(), [azure_devops]);
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn a_proxy_that_forbids_the_server_is_an_error_at_once() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start("ConnectPort 443"));
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &proxy.url())
        .run();
    let error = told.failed().error();
    assert!(error.contains("blocked it: status 403"), "{error}");
    assert!(error.contains("#proxy-refuses-host"), "{error}");
    assert_not_tried_again(&proxy, &emulator);
    assert!(told.requests.is_empty());
}

#[test]
#[ignore = "needs tinyproxy, which `cargo xtask test` installs"]
fn a_proxy_that_does_not_reach_the_server_is_tried_again() {
    let (emulator, proxy) = (emulator(), Tinyproxy::start(""));
    let [azure_devops, _] = servers(&emulator);
    let told = away(&emulator)
        .replaced(&azure_devops, &format!("0.0.0.0:{}", free_port()))
        .variable("AGENT_PROXYURL", &proxy.url())
        .input("retryBudget", "2")
        .run();
    let error = told.failed().error();
    assert!(error.contains("could not reach it: status 5"), "{error}");
    assert!(error.contains("#proxy-cannot-connect"), "{error}");
    assert!(proxy.asked_for().len() > 1);
}

#[test]
#[ignore = "needs tinyproxy and socat, which `cargo xtask test` installs"]
fn the_way_to_the_proxy_may_be_tls_as_well() {
    let emulator = emulator();
    let proxy = Tinyproxy::start(&format!("BasicAuth agent {PASSWORD}"));
    let folder = tempfile::tempdir().unwrap();
    let ca = Ca::new("of-the-proxy", folder.path());
    let (own, port) = (ca.server(), free_port());
    let listen = format!(
        "OPENSSL-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork,verify=0,cert={},key={}",
        own.certificate.display(),
        own.key.display()
    );
    let mut socat = std::process::Command::new("socat");
    let _front = Server::start(
        socat.arg(listen).arg(format!("TCP:{}", proxy.address())),
        port,
    );
    let url = format!("https://agent:{PASSWORD}@localhost:{port}");
    let step = || away(&emulator).secret_variable("HTTPS_PROXY", &url, PASSWORD);
    let told = step().run();
    let error = told.failed().error();
    assert!(error.contains("UnknownIssuer"), "{error}");
    assert!(proxy.asked_for().is_empty());
    step()
        .variable("SSL_CERT_FILE", ca.file.to_str().unwrap())
        .run()
        .succeeded();
    assert_asked_for_both(&proxy, &emulator);
}
