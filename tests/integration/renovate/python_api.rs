//! `azure-devops`, Microsoft's library for scripts in Python.

use std::path::Path;

use patless_catalogue::{Cause, explain};
use patless_emulator::Emulator;
use patless_emulator::services::azure_devops::REPOSITORIES;
use serde_json::{Value, json};

use super::{Redirected, call, had_credential, text};
use crate::set_up::set_up;
use crate::verbs::{Call, Ended, emulator};

/// How the library takes a token, and the scheme in which it sends it.
const CREDENTIALS: [(&str, &str); 2] = [("bearer", "Bearer"), ("basic", "Basic")];

/// Works with Azure DevOps through the library, with the token that `exec` gives for a scope.
fn work(call: Call<'_>, emulator: &Emulator, credentials: &str, variable: &str) -> (Ended, Value) {
    let call = trusting(call, emulator.ca_file());
    let [python, script] = program();
    let url = emulator.azure_devops_url().to_string();
    let command = [&python, &script, credentials, &url];
    let exec = ["exec", "--variable", variable, "--"];
    let ended = call.run_on_emulator(&[&exec[..], &command].concat());
    let outcome = outcome(&ended);
    (ended, outcome)
}

/// Has the library trust these.
fn trusting<'e>(call: Call<'e>, authorities: &Path) -> Call<'e> {
    call.variable("REQUESTS_CA_BUNDLE", text(authorities))
        .traced()
}

/// Python, and the script.
fn program() -> [String; 2] {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = script.join("../../tests/clients/azure-devops/client.py");
    let python = set_up("clients/azure-devops/bin/python");
    [&python, &script].map(|path| text(path).to_owned())
}

fn outcome(ended: &Ended) -> Value {
    serde_json::from_str(&ended.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr))
}

/// What the catalogue says about the error of the library.
fn cause(outcome: &Value) -> Option<Cause> {
    let words = outcome["error"].as_str()?;
    explain(words).map(|known| known.cause)
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn both_forms_take_the_token_and_open_a_pull_request() {
    for (credentials, scheme) in CREDENTIALS {
        let emulator = emulator("default");
        let (ended, outcome) = work(call(&emulator), &emulator, credentials, "TOKEN");
        let opened = emulator.pull_requests();
        let [opened] = &opened[..] else {
            panic!("{outcome}")
        };
        let expected = json!({
            "ok": true,
            "caller": opened.author,
            "repositories": ["widgets", "gadgets"],
            "pullRequest": opened.id,
            "author": opened.author,
        });
        assert_eq!(outcome, expected);
        let mut paths = Vec::new();
        for request in ended
            .requests
            .iter()
            .filter(|it| it.path.starts_with("/acme/"))
        {
            assert_eq!(
                request.header("authorization"),
                Some(scheme),
                "{}",
                request.path
            );
            paths.push(format!("{} {}", request.method, request.path));
        }
        assert!(
            paths.contains(&"OPTIONS /acme/_apis".to_owned()),
            "{paths:?}"
        );
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_token_for_another_resource_is_refused_to_the_library_and_explained() {
    let emulator = emulator("default");
    for (credentials, _) in CREDENTIALS {
        let variable = "TOKEN=azureResourceManager";
        let (ended, outcome) = work(call(&emulator), &emulator, credentials, variable);
        assert_eq!(ended.code(), Some(1), "{outcome}");
        assert_eq!(cause(&outcome), Some(Cause::NoCredentialSeen), "{outcome}");
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_expired_token_is_refused_to_the_library_and_explained() {
    let emulator = emulator("default");
    let token = call(&emulator).run_on_emulator(&["token"]).fine().stdout;
    emulator.expire_access_tokens();
    for (credentials, _) in CREDENTIALS {
        let call = call(&emulator).variable("TOKEN", token.trim());
        let call = trusting(call, emulator.ca_file());
        let [python, script] = program();
        let url = emulator.azure_devops_url().to_string();
        let folder = tempfile::tempdir().unwrap();
        let arguments = [&script, credentials, &url];
        let command = call.command(Path::new(&python), &arguments, folder.path());
        let outcome = outcome(&call.check(command, folder.path()));
        assert_eq!(cause(&outcome), Some(Cause::NoCredentialSeen), "{outcome}");
    }
    assert!(emulator.pull_requests().is_empty());
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_redirect_to_another_host_does_not_get_the_token_of_the_library() {
    for (credentials, _) in CREDENTIALS {
        let redirected = Redirected::new(REPOSITORIES);
        let [python, script] = program();
        let url = redirected.emulator.azure_devops_url().to_string();
        let command = [
            "exec",
            "--variable",
            "TOKEN",
            "--",
            &python,
            &script,
            credentials,
            &url,
        ];
        let call = trusting(redirected.call(), &redirected.authorities());
        let outcome = outcome(&call.run_on_emulator(&command));
        assert_eq!(outcome["ok"], false, "{outcome}");
        let requests = redirected.at_the_stranger();
        assert!(!requests.iter().any(had_credential), "{credentials}");
    }
}
