//! `azure-devops-node-api`, which Renovate and many scripts call Azure DevOps with.

use patless_emulator::Emulator;
use patless_emulator::services::azure_devops::REPOSITORIES;
use serde_json::Value;

use super::{Redirected, call, had_credential, text};
use crate::set_up::set_up;
use crate::verbs::{Call, Ended, emulator};

/// Lists the repositories with a handler of the library, in a process that `patless exec` gave the token for a scope.
fn list(call: Call<'_>, emulator: &Emulator, handler: &str, variable: &str) -> (Ended, Value) {
    let script = set_up("clients/renovate/node-api.mjs");
    let url = emulator.azure_devops_url().to_string();
    let command = ["node", text(&script), handler, &url];
    let exec = ["exec", "--variable", variable, "--"];
    let ended = call.run_on_emulator(&[&exec[..], &command].concat());
    let outcome = serde_json::from_str(&ended.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr));
    (ended, outcome)
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn every_handler_takes_the_token() {
    for (scenario, handler, scheme) in [
        ("default", "bearer", "Bearer"),
        ("default", "pat", "Basic"),
        ("default", "guessed", "Bearer"),
        ("jwt-shaped-token", "guessed", "Bearer"),
    ] {
        let emulator = emulator(scenario);
        let (ended, outcome) = list(call(&emulator), &emulator, handler, "TOKEN");
        assert_eq!(
            outcome["repositories"],
            serde_json::json!(["widgets", "gadgets"]),
            "{outcome}"
        );
        let mut requests = ended.requests.iter();
        let request = requests.find(|it| it.path.ends_with("/_apis/git/repositories"));
        assert_eq!(request.unwrap().header("authorization"), Some(scheme));
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_token_for_another_resource_is_refused() {
    let emulator = emulator("default");
    for handler in ["bearer", "pat"] {
        let variable = "TOKEN=azureResourceManager";
        let (_, outcome) = list(call(&emulator), &emulator, handler, variable);
        assert_eq!(outcome["ok"], false, "{handler}: {outcome}");
        assert_eq!(outcome["status"], 401, "{handler}: {outcome}");
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_expired_token_is_refused() {
    let emulator = emulator("default");
    let token = call(&emulator).run_on_emulator(&["token"]).fine().stdout;
    emulator.expire_access_tokens();
    for handler in ["bearer", "pat"] {
        let call = call(&emulator).variable("TOKEN", token.trim());
        let (_, outcome) = list_with_variable(&call, &emulator, handler);
        assert_eq!(outcome["status"], 401, "{handler}: {outcome}");
    }
}

/// Lists the repositories with the token that the variable holds already.
fn list_with_variable(call: &Call<'_>, emulator: &Emulator, handler: &str) -> (Ended, Value) {
    let script = set_up("clients/renovate/node-api.mjs");
    let url = emulator.azure_devops_url().to_string();
    let folder = tempfile::tempdir().unwrap();
    let node = super::programs().join("node");
    let command = call.command(&node, &[text(&script), handler, &url], folder.path());
    let ended = call.check(command, folder.path());
    let outcome = serde_json::from_str(&ended.stdout).unwrap();
    (ended, outcome)
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_sign_in_page_is_no_list_of_repositories() {
    let emulator = emulator("target-sign-in-page");
    let (ended, outcome) = list(call(&emulator), &emulator, "bearer", "TOKEN");
    assert_eq!(ended.code(), Some(1), "{outcome}");
    let error = outcome["error"].to_string();
    assert!(error.contains("Failed to find api location"), "{error}");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_redirect_to_another_host_gets_the_token_only_by_default() {
    for (handler, gets_it) in [
        ("bearer", false),
        ("pat", false),
        ("bearer by default", true),
        ("pat by default", true),
    ] {
        let redirected = Redirected::new(REPOSITORIES);
        list(redirected.call(), &redirected.emulator, handler, "TOKEN");
        let requests = redirected.at_the_stranger();
        assert_eq!(requests.iter().any(had_credential), gets_it, "{handler}");
    }
}
