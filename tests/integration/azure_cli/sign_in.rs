//! Whoever signed in to the real `az`, in whatever way: `patless` gets the token.

use patless_emulator::{Emulator, Identity, ManagedIdentityHost};
use serde_json::Value;

use super::{Desk, emulator};
use crate::verbs::access_tokens;

/// Checks that `patless` hands out the token that `az` got.
fn gives_its_token(desk: &Desk<'_>, how: &str) {
    let arguments = ["token", "--source", "azure-cli", "--output", "json"];
    let ended = desk.call().run(&arguments).fine();
    let read: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(read["source"], "azure-cli", "{how}");
    // A user has an ID token besides, which looks like an access token.
    let mut tokens = access_tokens(desk.emulator).into_iter();
    assert!(tokens.any(|token| read["token"] == *token), "{how}");
    let scope = "499b84ac-1321-427f-aa17-267ca6975798/.default";
    assert_eq!(read["scope"], scope, "{how}");
    assert!(
        ended.stderr.starts_with("patless uses azure-cli"),
        "{}",
        ended.stderr
    );
}

/// A variable of an identity.
fn variable(emulator: &Emulator, identity: Identity, name: &str) -> String {
    let variables = emulator.identity_environment(identity).unwrap();
    let found = variables.into_iter().find(|(it, _)| it == name);
    found.unwrap().1
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_client_secret_gives_its_token() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    desk.sign_in_with_secret();
    gives_its_token(&desk, "client secret");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_certificate_gives_its_token() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let read = |name| variable(&emulator, Identity::ClientCertificate, name);
    let file = read("AZURE_CLIENT_CERTIFICATE_PATH");
    desk.sign_in(&read("AZURE_CLIENT_ID"), &["--certificate", &file]);
    gives_its_token(&desk, "certificate");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_federated_token_gives_its_token() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let read = |name| variable(&emulator, Identity::WorkloadIdentity, name);
    let token = format!("@{}", read("AZURE_FEDERATED_TOKEN_FILE"));
    desk.sign_in(&read("AZURE_CLIENT_ID"), &["--federated-token", &token]);
    gives_its_token(&desk, "federated token");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_user_gives_their_token_where_nothing_else_is_here() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    // Nobody enters the code: the emulator's user signs in all the same.
    desk.az(&["login", "--use-device-code", "--allow-no-subscriptions"]);
    gives_its_token(&desk, "device code");
    let print = ["/bin/sh", "-c", "echo \"$AZURE_DEVOPS_TOKEN\""];
    let ended = desk.call().run(&[&["exec", "--"], &print[..]].concat());
    let ended = ended.fine();
    let tokens = access_tokens(&emulator);
    assert!(tokens.iter().any(|token| token == ended.stdout.trim()));
    assert!(
        ended.stderr.contains("patless uses azure-cli"),
        "{}",
        ended.stderr
    );
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_managed_identity_gives_its_token_with_the_variables_of_the_host() {
    // Only here it looks into an access token, for the tenant.
    let emulator = emulator("jwt-shaped-token");
    let variables = emulator.managed_identity_environment(ManagedIdentityHost::AppService);
    let desk = variables
        .iter()
        .fold(Desk::new(&emulator), |desk, (name, value)| {
            desk.set(name, value)
        });
    desk.az(&["login", "--identity", "--allow-no-subscriptions"]);
    gives_its_token(&desk, "managed identity");
}
