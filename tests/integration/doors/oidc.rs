//! The door `oidc`: programs that exchange assertions on their own.

use std::io::Write as _;
use std::process::{Command, Stdio};

use patless_emulator::world::Issuer;
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use super::KeptJob;
use super::asked::ask;
use super::client::{AZURE_DEVOPS, Client};
use super::kept_job::requests;
use crate::job_environment::{self, CONNECTION};

/// An emulator whose service connection has this issuer: the audience of an assertion of Entra is an id.
fn emulator(issuer: Issuer) -> Emulator {
    let mut scenario = Scenario::default();
    let issuers = &mut scenario.world.issuers;
    issuers.insert(CONNECTION.to_owned(), issuer);
    Emulator::start(scenario).unwrap()
}

fn start(emulator: &Emulator) -> KeptJob<'_> {
    KeptJob::start(emulator, "oidc", "azureDevOps")
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_assertion_that_an_sdk_asks_for_as_on_github_is_taken_by_entra() {
    for issuer in [Issuer::AzureDevOps, Issuer::Entra] {
        let emulator = emulator(issuer);
        let job = start(&emulator);
        let connection = job_environment::connection(&emulator, CONNECTION);
        let in_world = |client: Client| {
            client
                .variable("AZURE_TENANT_ID", &connection.tenant_id.to_string())
                .variable("AZURE_CLIENT_ID", &connection.client_id.to_string())
                .variable("AZURE_AUTHORITY_HOST", emulator.authority_host().as_str())
        };
        for client in [
            Client::node("ClientAssertionCredential"),
            Client::python("ClientAssertionCredential"),
        ] {
            in_world(client).gets_a_token(&job, AZURE_DEVOPS);
        }
        // An SDK may ask for more than one.
        let (assertions, exchanges) = requests(&emulator);
        assert_eq!(exchanges, 2, "{issuer:?}");
        job.end_with(assertions, 0);
    }
}

#[test]
fn terraform_gets_an_assertion_that_entra_takes() {
    for issuer in [Issuer::AzureDevOps, Issuer::Entra] {
        let emulator = emulator(issuer);
        let job = start(&emulator);
        let url = job.variable("ARM_OIDC_REQUEST_URL");
        let url = format!("{url}&audience=api%3A%2F%2FAzureADTokenExchange");
        let token = format!("Bearer {}", job.variable("ARM_OIDC_REQUEST_TOKEN"));
        let headers = [
            ("User-Agent", "Go-http-client/1.1"),
            ("Accept", "application/json"),
            ("Authorization", &token),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Accept-Encoding", "gzip"),
        ];
        let answered = ask("GET", &url, &headers, "");
        assert_eq!(answered.status, 200, "{}", answered.json["message"]);
        let assertion = answered.json["value"].as_str().unwrap();
        let exchanged = exchange(&emulator, assertion);
        assert!(exchanged["access_token"].is_string(), "{exchanged}");
        job.end_with(1, 0);
    }
}

#[test]
fn another_audience_is_refused() {
    let emulator = emulator(Issuer::Entra);
    let job = start(&emulator);
    let url = format!("{}&audience=sts", job.variable("ARM_OIDC_REQUEST_URL"));
    let token = format!("Bearer {}", job.variable("ARM_OIDC_REQUEST_TOKEN"));
    let answered = ask("GET", &url, &[("Authorization", &token)], "");
    assert_eq!(answered.status, 400);
    let message = answered.json["message"].as_str().unwrap();
    assert!(message.contains("for the audience"), "{message}");
    job.end();
}

/// Exchanges an assertion as Terraform does. What is secret goes in by standard input.
fn exchange(emulator: &Emulator, assertion: &str) -> Value {
    let connection = job_environment::connection(emulator, CONNECTION);
    let (tenant, client) = (connection.tenant_id, connection.client_id);
    let url = format!("{}{tenant}/oauth2/v2.0/token", emulator.authority_host());
    let form = format!(
        "client_assertion={assertion}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
         &client_id={client}&grant_type=client_credentials&scope=https%3A%2F%2Fmanagement.azure.com%2F.default"
    );
    let mut curl = Command::new("curl")
        .args(["--silent", "--data", "@-", "--cacert"])
        .arg(emulator.ca_file())
        .arg(url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = curl.stdin.take().unwrap();
    input.write_all(form.as_bytes()).unwrap();
    drop(input);
    let output = curl.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}
