//! The door `azd`: the requests of Azure Developer CLI, which no registry of packages has for us.
//!
//! Source: `cli/azd/pkg/auth/remote_credential.go` of <https://github.com/Azure/azure-dev>, which reads `status` in answers with 200
//! only.

use patless_emulator::{Emulator, Scenario};

use super::KeptJob;
use super::asked::{Answered, ask};

fn ask_as_azd(job: &KeptJob<'_>, key: &str, body: &str) -> Answered {
    let endpoint = job.variable("AZD_AUTH_ENDPOINT");
    let url = format!("{endpoint}/token?api-version=2023-07-12-preview");
    let key = format!("Bearer {key}");
    let headers = [
        ("User-Agent", "Go-http-client/1.1"),
        ("Authorization", &key),
        ("Content-Type", "application/json"),
        ("Accept-Encoding", "gzip"),
    ];
    ask("POST", &url, &headers, body)
}

#[test]
fn azd_gets_a_token_with_and_without_its_tenant() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = KeptJob::start(&emulator, "azd", "azureResourceManager");
    let key = job.variable("AZD_AUTH_KEY");
    let tenant = emulator.world().tenant.id;
    for body in [
        r#"{"scopes":["https://management.azure.com//.default"]}"#.to_owned(),
        format!(r#"{{"scopes":["https://management.azure.com/.default"],"tenantId":"{tenant}"}}"#),
    ] {
        let answered = ask_as_azd(&job, key, &body);
        assert_eq!(answered.status, 200, "{}", answered.json["message"]);
        assert_eq!(answered.json["status"], "success");
        let token = answered.json["token"].as_str().unwrap();
        assert!(emulator.secrets().iter().any(|it| it == token));
        let expires_on = answered.json["expiresOn"].as_str().unwrap();
        humantime::parse_rfc3339(expires_on).unwrap();
    }
    job.end_with(2, 0);
}

#[test]
fn azd_shows_its_user_why_there_is_no_token() {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let job = KeptJob::start(&emulator, "azd", "azureResourceManager");
    let key = job.variable("AZD_AUTH_KEY");
    for (body, words) in [
        (
            r#"{"scopes":["https://vault.azure.net/.default"]}"#,
            "this keeper gives no token for the resource https://vault.azure.net/.default",
        ),
        (
            r#"{"scopes":["https://management.azure.com/.default"]}"#,
            "AADSTS700213",
        ),
    ] {
        let answered = ask_as_azd(&job, key, body);
        // Of any other status, azd shows the number alone.
        assert_eq!(answered.status, 200);
        assert_eq!(answered.json["status"], "error");
        assert_eq!(answered.json["code"], "GetTokenError");
        let message = answered.json["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    let body = r#"{"scopes":["https://management.azure.com/.default"]}"#;
    assert_eq!(ask_as_azd(&job, "wrong", body).status, 401);
    job.end_with(0, 3);
}

#[test]
fn another_tenant_than_the_identitys_own_is_refused() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = KeptJob::start(&emulator, "azd", "azureResourceManager");
    let key = job.variable("AZD_AUTH_KEY");
    let body = r#"{"scopes":["https://management.azure.com/.default"],"tenantId":"11111111-2222-4333-8444-555555555555"}"#;
    let answered = ask_as_azd(&job, key, body);
    assert_eq!(answered.json["status"], "error");
    let message = answered.json["message"].as_str().unwrap();
    assert!(message.contains("of the tenant"), "{message}");
    job.end_with(0, 1);
}
