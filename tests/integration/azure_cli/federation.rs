//! The real `az` signs in with a federated token, of whoever issued it, and says what Entra refuses.

use std::process::Command;

use patless_emulator::{Emulator, Identity};
use serde_json::Value;

use super::{Desk, emulator};
use crate::verbs::access_tokens;

/// Arguments that sign in an application with a token. Nobody has a subscription unless `az` finds one.
fn login<'a>(tenant: &'a str, client: &'a str, token: &'a str) -> Vec<&'a str> {
    let mut arguments = vec!["login", "--service-principal", "--username", client];
    arguments.extend(["--tenant", tenant, "--federated-token", token]);
    arguments
}

/// The assertion that a job gets for a connection, asked for as a script does.
fn assertion_of_job(emulator: &Emulator, connection: &str) -> String {
    let url = emulator.oidc_request_uri();
    let output = Command::new("curl")
        .args(["-sSf", "-X", "POST", "-H", "Content-Length: 0", "--cacert"])
        .arg(emulator.ca_file())
        .args([
            "-H",
            &format!("Authorization: Bearer {}", emulator.world().job.token),
        ])
        .arg(format!(
            "{url}?api-version=7.1&serviceConnectionId={connection}"
        ))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["oidcToken"].as_str().unwrap().to_owned()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_assertion_of_a_job_signs_in_with_its_subscription_and_gets_tokens() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let world = emulator.world();
    let connection = world.default_connection();
    let tenant = connection.tenant_id.to_string();
    let client = connection.client_id.to_string();
    let assertion = assertion_of_job(&emulator, &connection.id.to_string());
    let printed = desk.az(&login(&tenant, &client, &assertion));
    let accounts: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(accounts[0]["id"], world.subscription.id.to_string());
    assert_eq!(accounts[0]["user"]["name"], client);
    let mut tokens = Vec::new();
    for what in [
        ["--resource", "499b84ac-1321-427f-aa17-267ca6975798"],
        ["--scope", "https://vault.azure.net/.default"],
        ["--resource", "https://graph.microsoft.com"],
        ["--resource-type", "oss-rdbms"],
    ] {
        let printed = desk.az(&[&["account", "get-access-token"], &what[..]].concat());
        let printed: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(printed["tenant"], tenant, "{what:?}");
        let token = printed["accessToken"].as_str().unwrap().to_owned();
        assert!(access_tokens(&emulator).contains(&token), "{what:?}");
        tokens.push(token);
    }
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 4);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_refused_token_is_told_in_the_words_of_entra() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let world = emulator.world();
    let tenant = world.tenant.id.to_string();
    let client_of = |name| world.application_named(name).unwrap().client_id.to_string();
    let pod = client_of("acme-workload");
    let renovate = world.default_connection();
    let assertion = assertion_of_job(&emulator, &renovate.id.to_string());
    let other = world.connection("azure-wif").unwrap();
    let other = other.client_id.to_string();
    let expired = emulator.kubernetes_token_of_age(3601).unwrap();
    let good = emulator.kubernetes_token().unwrap();
    let other_good = emulator.kubernetes_token().unwrap();
    let (claims, _) = good.rsplit_once('.').unwrap();
    let (_, signature) = other_good.rsplit_once('.').unwrap();
    let changed = format!("{claims}.{signature}");
    for (case, client, token, words) in [
        ("another subject", &other, &assertion, "AADSTS700213: "),
        ("another issuer", &pod, &assertion, "AADSTS700211: "),
        ("expired", &pod, &expired, "AADSTS700024: "),
        ("changed", &pod, &changed, "AADSTS700027: "),
    ] {
        let told = desk.refused(&login(&tenant, client, token));
        assert!(
            told.starts_with(&format!("ERROR: {words}")),
            "{case}: {told}"
        );
    }
    let wrong_audience = super::emulator("wrong-audience");
    let desk = Desk::new(&wrong_audience);
    let token = wrong_audience.kubernetes_token().unwrap();
    let told = desk.refused(&login(&tenant, &pod, &token));
    assert!(told.starts_with("ERROR: AADSTS700212: "), "{told}");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn whoever_may_read_no_subscription_is_told_so() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let variables = emulator.identity_environment(Identity::WorkloadIdentity);
    let variables = variables.unwrap();
    let read = |name| &variables.iter().find(|(it, _)| it == name).unwrap().1;
    let token = format!("@{}", read("AZURE_FEDERATED_TOKEN_FILE"));
    let client = read("AZURE_CLIENT_ID");
    let arguments = login(read("AZURE_TENANT_ID"), client, &token);
    let told = desk.refused(&arguments);
    let words = format!("No subscriptions found for {client}.");
    assert!(told.contains(&words), "{told}");
    let subscription = emulator.world().subscription.id.to_string();
    let only = [
        "--skip-subscription-discovery",
        "--subscription",
        &subscription,
    ];
    let told = desk.refused(&[&arguments[..], &only].concat());
    assert!(told.contains("SubscriptionNotFound"), "{told}");
    let printed = desk.az(&[&arguments[..], &["--allow-no-subscriptions"]].concat());
    assert!(printed.contains("tenant level account"), "{printed}");
}
