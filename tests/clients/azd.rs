//! What Azure Developer CLI asks. It is in no registry that the tests use, so the SDKs' equals of its credentials ask here:
//! <https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/auth/manager.go>.

use std::process::{Command, Stdio};

use patless_emulator::{Emulator, Scenario, ServiceName};

use crate::client::{Client, set_up};

/// The scope of `azd auth login`: the resource ends in a slash.
const LOGIN_SCOPE: &str = "https://management.azure.com//.default";

/// Runs a client that must succeed. The services and statuses of its requests, apart from documents, come back.
fn asks(client: &Client, emulator: &Emulator) -> Vec<(ServiceName, Option<u16>)> {
    let outcome = client.run(emulator);
    assert!(outcome.access_token.is_some(), "{outcome:?}");
    let requests = emulator.requests().into_iter();
    let requests = requests.filter(|it| !it.path.contains("/.well-known/"));
    let mut requests: Vec<_> = requests.map(|it| (it.service, it.status)).collect();
    // The one of Node.js asks for each assertion twice.
    requests.dedup();
    requests
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_provider_azure_pipelines_asks_azure_devops_and_entra() {
    for client in [Client::node(), Client::python()] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let requests = asks(&client.with_scope(LOGIN_SCOPE), &emulator);
        let expected = [ServiceName::AzureDevOps, ServiceName::Entra];
        assert_eq!(requests, expected.map(|it| (it, Some(200))));
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_providers_github_and_oidc_ask_a_host_like_that_of_github() {
    for client in [Client::node(), Client::python()] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let mut variables = emulator.github_environment();
        for (name, _) in &mut variables {
            // The provider `oidc` reads these names, `github` those of GitHub.
            *name = name.replace("ACTIONS_ID_TOKEN_", "AZURE_OIDC_");
        }
        let client = client.with_credential("ClientAssertionCredential", variables);
        let requests = asks(&client.with_scope(LOGIN_SCOPE), &emulator);
        let expected = [ServiceName::GitHub, ServiceName::Entra];
        assert_eq!(requests, expected.map(|it| (it, Some(200))));
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn who_is_signed_in_to_az_is_signed_in_to_azd_with_use_az_cli_auth() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let az = set_up("clients/azure-cli/bin/az");
    let path = format!("{}:/usr/bin:/bin", az.parent().unwrap().display());
    let variables = emulator.azure_cli_environment().unwrap();
    let pod = emulator.workload_identity_environment().unwrap();
    let read = |name| &pod.iter().find(|(it, _)| it == name).unwrap().1;
    let token = format!("@{}", read("AZURE_FEDERATED_TOKEN_FILE"));
    let signed_in = Command::new(az)
        .args(["login", "--service-principal", "--allow-no-subscriptions"])
        .args([
            "--tenant",
            read("AZURE_TENANT_ID"),
            "--federated-token",
            &token,
        ])
        .args(["--username", read("AZURE_CLIENT_ID")])
        .env_clear()
        .envs(variables.iter().cloned())
        .env("PATH", &path)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(signed_in.status.success(), "{signed_in:?}");
    let client = Client::python().with_credential("AzureCliCredential", variables);
    let requests = asks(&client.with_variable("PATH", &path), &emulator);
    assert_eq!(requests.last(), Some(&(ServiceName::Entra, Some(200))));
}
