//! A redirect of the Marketplace to another host: that host gets nothing.

use patless_emulator::scenario::{CannedResponse, Fault, Faults};
use patless_emulator::services::azure_devops::gallery;
use patless_emulator::{Emulator, Scenario};

use super::desk::{Desk, Tool};
use crate::verbs::Ended;

/// A Marketplace that sends every client to another host, and that host.
fn elsewhere() -> [Emulator; 2] {
    let other = Emulator::start(Scenario::default()).unwrap();
    let mut url = other.marketplace_url();
    // Another name of this machine, as another port alone is the same host to these tools.
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_path("/_apis/gallery");
    let moved = CannedResponse::new(307).header("Location", url.as_str());
    let own = Emulator::start(Scenario {
        faults: Faults::on(gallery::LOCATIONS, Fault::Respond(moved).always()),
        ..Scenario::default()
    });
    [own.unwrap(), other]
}

/// Publishes with a tool that trusts both hosts, behind a command in the environment of `exec`.
fn publish(tool: Tool, hosts: &[Emulator; 2], behind: &[&str]) -> Ended {
    let [own, other] = hosts;
    let desk = Desk::new(own);
    let folder = tempfile::tempdir().unwrap();
    let trusted = folder.path().join("ca.pem");
    let read = |emulator: &Emulator| std::fs::read_to_string(emulator.ca_file()).unwrap();
    std::fs::write(&trusted, read(own) + &read(other)).unwrap();
    let call = desk
        .call()
        .variable("NODE_EXTRA_CA_CERTS", trusted.to_str().unwrap());
    let package = match tool {
        Tool::Tfx => desk.packed_by_tfx("acme", "1.0.0"),
        Tool::Vsce => desk.packed_by_vsce("acme", "1.0.0"),
    };
    let arguments = desk.publication(tool, &package);
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let exec = [&["exec", "--for", tool.name(), "--"], behind].concat();
    let ended = Desk::run_behind(call, &exec, tool, &arguments);
    assert_ne!(ended.code(), Some(0));
    let mut asked = ended.requests.iter();
    assert!(asked.any(|it| it.path == "/_apis/gallery"));
    ended
}

/// Publishes, and fails if the other host gets anything.
fn publishes(tool: Tool) {
    let hosts = elsewhere();
    let ended = publish(tool, &hosts, &[]);
    let [_, other] = hosts;
    assert!(other.requests().is_empty(), "{:?}", other.requests());
    assert!(ended.stderr.contains("127.0.0.1"), "{}", ended.stderr);
}

/// Publishes without the file that Node.js loads first, and fails unless the other host gets the token.
fn publishes_unguarded(tool: Tool) {
    let hosts = elsewhere();
    let ended = publish(tool, &hosts, &["env", "-u", "NODE_OPTIONS"]);
    let [_, other] = hosts;
    let requests = other.requests();
    let mut requests = requests.iter();
    assert!(
        requests.any(|it| it.header("authorization") == Some("Basic")),
        "{}",
        ended.stderr
    );
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_redirect_does_not_take_the_token_of_tfx_with_it() {
    publishes(Tool::Tfx);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_redirect_does_not_take_the_token_of_vsce_with_it() {
    publishes(Tool::Vsce);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_redirect_would_take_the_token_of_tfx_with_it() {
    publishes_unguarded(Tool::Tfx);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_redirect_would_take_the_token_of_vsce_with_it() {
    publishes_unguarded(Tool::Vsce);
}
