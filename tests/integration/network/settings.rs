//! Settings that cannot be used are reported and never bypassed.

use std::io::Write as _;
use std::net::TcpListener;

use super::server::free_port;
use super::{away, emulator};
use crate::step::Step;

#[test]
fn a_proxy_that_nobody_answers_for_is_an_error_and_never_bypassed() {
    let emulator = emulator();
    for variable in ["AGENT_PROXYURL", "HTTPS_PROXY"] {
        let told = away(&emulator)
            .variable(variable, &format!("http://127.0.0.1:{}", free_port()))
            .input("retryBudget", "1")
            .run();
        let error = told.failed().error();
        assert!(
            error.contains("cannot be used: Connection refused"),
            "{error}"
        );
        assert!(error.contains("#proxy-unusable"), "{error}");
        assert!(told.requests.is_empty());
    }
}

#[test]
fn something_that_is_no_proxy_is_told() {
    let emulator = emulator();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answers = std::thread::spawn(move || {
        let mut open = Vec::new();
        // One connection for each attempt that the budget has room for.
        while let Ok((mut stream, _)) = listener.accept() {
            stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n\r\n").unwrap();
            open.push(stream);
        }
    });
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &format!("http://127.0.0.1:{port}"))
        .input("retryBudget", "1")
        .run();
    drop(answers);
    let error = told.failed().error();
    assert!(
        error.contains("it does not respond like a proxy"),
        "{error}"
    );
    assert!(error.contains("#proxy-unusable"), "{error}");
}

#[test]
fn a_proxy_that_never_answers_is_named() {
    let emulator = emulator();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = listener.local_addr().unwrap();
    let told = away(&emulator)
        .variable("AGENT_PROXYURL", &format!("http://{proxy}"))
        .input("retryBudget", "1")
        .run();
    let error = told.failed().error();
    let words = format!("through the proxy {proxy} within");
    assert!(error.contains(&words), "{error}");
}

#[test]
fn a_setting_that_makes_no_sense_is_an_error_that_does_not_show_it() {
    let emulator = emulator();
    let password = "sekret-proxy-0123456789";
    for (variable, text) in [
        (
            "AGENT_PROXYURL",
            format!("socks5://agent:{password}@proxy:1080"),
        ),
        (
            "AGENT_PROXYURL",
            format!("http://agent:12/{password}@proxy"),
        ),
        ("HTTPS_PROXY", format!("http://proxy:{password}")),
    ] {
        // Even where it would not be on the way: this machine is reached without it.
        let told = Step::new(&emulator)
            .secret_variable(variable, &text, password)
            .run();
        let error = told.failed().error();
        assert!(
            error.contains(&format!("the proxy setting {variable} cannot be used")),
            "{error}"
        );
        assert!(error.contains("#proxy-setting"), "{error}");
        assert!(told.requests.is_empty());
    }
}

#[test]
fn this_machine_is_reached_without_the_proxy() {
    let emulator = emulator();
    Step::new(&emulator)
        .variable(
            "AGENT_PROXYURL",
            &format!("http://127.0.0.1:{}", free_port()),
        )
        .run()
        .succeeded();
}

#[test]
fn certificates_are_checked_although_the_agent_says_not_to() {
    let emulator = emulator();
    let told = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("AGENT_SKIPCERTVALIDATION", "True")
        .run();
    assert!(
        told.failed().error().contains("UnknownIssuer"),
        "{}",
        told.log
    );
    let warning = &told.issues[0];
    assert_eq!(warning.kind, "warning");
    for words in ["AGENT_SKIPCERTVALIDATION", "not followed", "--sslcacert"] {
        assert!(warning.message.contains(words), "{}", warning.message);
    }
    assert!(told.requests.is_empty());
}

#[test]
fn a_variable_in_the_place_of_a_setting_of_the_agent_is_refused() {
    let emulator = emulator();
    let told = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("AGENT_SKIPCERTVALIDATION", "True")
        .variable("VSTS_PUBLIC_VARIABLES", r#"["AGENT_SKIPCERTVALIDATION"]"#)
        .run();
    let error = told.failed().error();
    assert!(
        error.contains("takes the place of agent.skipcertvalidation"),
        "{error}"
    );
    assert!(told.requests.is_empty());
}

#[test]
fn the_doctor_shows_proxy_and_trusted_authorities() {
    let emulator = emulator();
    let password = "sekret-proxy-0123456789";
    let authority_host = emulator.authority_host().to_string();
    let ended = Step::script(&emulator)
        .secret_variable(
            "HTTPS_PROXY",
            &format!("http://agent:{password}@proxy.example:3128"),
            password,
        )
        .verb(&["doctor", "--authority-host", &authority_host]);
    let ca_file = emulator.ca_file().display().to_string();
    for line in [
        "proxy: proxy.example:3128 (HTTPS_PROXY)".to_owned(),
        format!("{ca_file} (AGENT_CAINFO)"),
    ] {
        assert!(ended.stdout.contains(&line), "{}", ended.stdout);
    }
}
