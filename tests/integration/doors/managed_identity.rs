//! The door `managedIdentity`: the Azure SDKs with the credential for it and with their default chain, and the requests of others.

use patless_emulator::{Emulator, Scenario};

use super::KeptJob;
use super::asked::ask;
use super::client::{AZURE_DEVOPS, Client, RESOURCE_MANAGER};
use super::kept_job::requests;
use crate::job_environment::{self, CONNECTION};

const DOOR: &str = "managedIdentity";
const BOTH: &str = "azureDevOps, azureResourceManager";

fn emulator() -> Emulator {
    Emulator::start(Scenario::default()).unwrap()
}

fn own_client_id(emulator: &Emulator) -> String {
    let connection = job_environment::connection(emulator, CONNECTION);
    connection.client_id.to_string()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn each_sdk_gets_tokens_with_its_managed_identity_and_in_its_default_chain() {
    let emulator = emulator();
    let job = KeptJob::start(&emulator, DOOR, BOTH);
    let client_id = own_client_id(&emulator);
    for client in [
        Client::node("ManagedIdentityCredential"),
        Client::node("DefaultAzureCredential"),
        // The default chain sends it along.
        Client::node("DefaultAzureCredential").variable("AZURE_CLIENT_ID", &client_id),
        Client::node("DefaultAzureCredential")
            .variable("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
        Client::python("ManagedIdentityCredential"),
        Client::python("DefaultAzureCredential"),
        Client::python("DefaultAzureCredential").variable("AZURE_CLIENT_ID", &client_id),
        Client::rust("ManagedIdentityCredential"),
    ] {
        for scope in [AZURE_DEVOPS, RESOURCE_MANAGER] {
            client.gets_a_token(&job, scope);
        }
    }
    // One exchange for each of the two resources, whoever asked.
    assert_eq!(requests(&emulator), (2, 2));
    job.end_with(16, 0);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn each_sdk_tells_its_user_why_it_is_refused() {
    let emulator = emulator();
    let job = KeptJob::start(&emulator, DOOR, "azureDevOps");
    let another = "11111111-2222-4333-8444-555555555555";
    let named = format!(r#"{{"clientId":"{another}"}}"#);
    let node = Client::node("ManagedIdentityCredential");
    let python = Client::python("ManagedIdentityCredential");
    let rust = Client::rust("ManagedIdentityCredential");
    let vault = "https://vault.azure.net/.default";
    let own_words = "this keeper gives no token for the resource https://vault.azure.net";
    for (client, words) in [
        (&node, own_words),
        (&python, own_words),
        // Whatever a status of 400 says, it shows these.
        (&rust, "The requested identity has not been assigned"),
    ] {
        client.is_refused(&job, vault, words);
        let client = client.clone().variable("IDENTITY_HEADER", "sekret-wrong");
        let words = "map the secret variable IDENTITY_HEADER in the step's env";
        client.is_refused(&job, AZURE_DEVOPS, words);
    }
    for client in [
        node.variable("CREDENTIAL_OPTIONS", &named),
        Client::python("DefaultAzureCredential").variable("AZURE_CLIENT_ID", another),
    ] {
        client.is_refused(&job, AZURE_DEVOPS, &format!("and not {another}"));
    }
    // Nobody repeats a request that will never be answered.
    assert_eq!(requests(&emulator), (0, 0));
    job.end_with(0, 8);
}

#[test]
fn the_request_of_each_client_that_cannot_be_had_here_is_answered() {
    let emulator = emulator();
    let job = KeptJob::start(&emulator, DOOR, BOTH);
    let client_id = format!("&client_id={}", own_client_id(&emulator));
    let key = ("X-IDENTITY-HEADER", job.variable("IDENTITY_HEADER"));
    let endpoint = job.variable("IDENTITY_ENDPOINT");
    let terraform = job.variable("ARM_MSI_ENDPOINT");
    let metadata = ("Metadata", "true");
    let json = ("Accept", "application/json");
    let go = ("User-Agent", "Go-http-client/1.1");
    let java = ("User-Agent", "azsdk-java-azure-identity/1.18.1");
    let net = ("x-client-SKU", "MSAL.NetCore");
    let (new, old) = ("api-version=2019-08-01&", "api-version=2018-02-01&");
    let arm = "resource=https%3A%2F%2Fmanagement.azure.com";
    let arm_of_az = "resource=https%3A%2F%2Fmanagement.core.windows.net%2F";
    let devops = "resource=499b84ac-1321-427f-aa17-267ca6975798";
    for (what, url, query, headers) in [
        ("azidentity", endpoint, [new, arm, ""], vec![key, json, go]),
        ("AzCopy", endpoint, [new, devops, &client_id], vec![key, go]),
        ("MSAL.NET", endpoint, [new, arm, &client_id], vec![key, net]),
        (
            "MSAL for Java",
            endpoint,
            [new, devops, ""],
            vec![key, java],
        ),
        (
            "Azure CLI",
            endpoint,
            [new, arm_of_az, ""],
            vec![key, metadata],
        ),
        // It appends its query to the URL that it is told, and sends no key.
        ("Terraform", terraform, [old, arm, ""], vec![metadata, go]),
        (
            "Terraform",
            terraform,
            [old, arm, &client_id],
            vec![metadata, go],
        ),
        (
            "Terraform",
            terraform,
            [new, devops, ""],
            vec![metadata, go],
        ),
    ] {
        let url = format!("{url}?{}", query.concat());
        let answered = ask("GET", &url, &headers, "");
        assert_eq!(answered.status, 200, "{what}: {}", answered.json["message"]);
        let fields = answered.json.as_object().unwrap();
        // Rust refuses `expires_on` as a number, and Terraform reads `expires_in`.
        assert!(fields.values().all(serde_json::Value::is_string), "{what}");
        assert_eq!(fields["token_type"], "Bearer", "{what}");
        let number = |name: &str| fields[name].as_str().unwrap().parse::<u64>().unwrap();
        assert!((600..=3_600).contains(&number("expires_in")), "{what}");
        // MSAL.NET takes the last of them.
        let at = |name: &str| answered.text.find(&format!("\"{name}\"")).unwrap();
        assert!(at("expires_in") < at("expires_on"), "{what}");
        let token = fields["access_token"].as_str().unwrap();
        assert!(emulator.secrets().iter().any(|it| it == token), "{what}");
    }
    assert_eq!(requests(&emulator), (2, 2));
    job.end_with(8, 0);
}
