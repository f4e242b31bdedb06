//! Tests Azure DevOps as the target of access tokens.

use patless_emulator::Emulator;

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const CONNECTION_DATA: &str = "_apis/connectionData";
const PROJECT: &str = "_apis/projects/Widgets";
const PROJECT_ID: &str = "_apis/projects/3c9e1b7a-84d2-4f65-b0a3-7e5d2c19f846";
const REPOSITORY: &str = "Widgets/_apis/git/repositories/widgets?api-version=7.1";
const REFS: &str = "Widgets/_git/widgets/info/refs?service=git-upload-pack";

fn get(emulator: &Emulator, path: &str) -> Request {
    Request::get(emulator.azure_devops_url().join(path).unwrap())
}

/// Sends a request with an access token of the default connection.
fn used(emulator: &Emulator, path: &str) -> Response {
    let token = access_token(emulator, "azure-devops-wif");
    get(emulator, path).bearer(&token).suppress().send(emulator)
}

#[test]
fn scenario_is_refused_with_its_own_error() {
    let anonymous = "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'";
    let identity = "TF400813: The user '1de70001-9a8b-4c7d-8e6f-5a4b3c2d1e01'";
    let rows = [
        ("not-in-organization", CONNECTION_DATA, 401, "TF401444"),
        ("not-in-organization", PROJECT, 401, "TF401444"),
        ("not-in-organization", REFS, 401, "TF401444"),
        ("credential-ignored", CONNECTION_DATA, 401, anonymous),
        ("identity-not-authorized", CONNECTION_DATA, 401, identity),
        (
            "target-conditional-access",
            CONNECTION_DATA,
            403,
            "VS403463",
        ),
        ("target-throttled", CONNECTION_DATA, 429, "TF400733"),
        (
            "target-sign-in-page",
            CONNECTION_DATA,
            203,
            "<!DOCTYPE html>",
        ),
        ("project-not-visible", CONNECTION_DATA, 200, "acme-packages"),
        ("project-not-visible", PROJECT, 404, "TF200016"),
        ("project-not-visible", PROJECT_ID, 404, "VS800075"),
        ("project-not-visible", REFS, 404, "TF401019"),
        ("project-not-visible", REPOSITORY, 404, "TF401019"),
        ("repository-not-visible", PROJECT, 200, "wellFormed"),
        ("repository-not-visible", REFS, 404, "TF401019"),
        ("stakeholder-license", PROJECT, 200, "wellFormed"),
        ("stakeholder-license", REFS, 404, "TF401019"),
        ("stakeholder-license", REPOSITORY, 404, "TF401019"),
        (
            "organization-of-another-tenant",
            CONNECTION_DATA,
            401,
            anonymous,
        ),
        (
            "organization-of-microsoft-accounts",
            PROJECT,
            401,
            anonymous,
        ),
        ("default", PROJECT, 200, "wellFormed"),
        ("default", REPOSITORY, 200, "isDisabled"),
        ("default", REFS, 200, "001e# service=git-upload-pack\n0000"),
    ];
    for (name, path, status, text) in rows {
        let response = used(&emulator(name), path);
        assert_eq!(response.status, status, "{name} {path}");
        assert!(
            response.body.contains(text),
            "{name} {path}: {}",
            response.body
        );
        assert_eq!(
            response.all_headers("X-VSS-ResourceTenant").len(),
            1,
            "{name}"
        );
    }
}

#[test]
fn throttling_response_has_the_limit() {
    let response = used(&emulator("target-throttled"), CONNECTION_DATA);
    assert_eq!(response.header("Retry-After"), Some("300"));
    assert_eq!(response.header("X-RateLimit-Remaining"), Some("0"));
}

#[test]
fn home_page_discloses_the_tenant_to_anyone() {
    let rows = [
        ("default", Some("8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21")),
        (
            "organization-of-another-tenant",
            Some("deadc0de-0000-4000-8000-000000007e1b"),
        ),
        ("organization-of-microsoft-accounts", None),
    ];
    for (name, tenant_id) in rows {
        let emulator = emulator(name);
        let response = Request::with_method("HEAD", emulator.azure_devops_url())
            .suppress()
            .send(&emulator);
        assert_eq!(response.status, 401, "{name}");
        assert_eq!(response.body, "", "{name}");
        let expected = tenant_id.unwrap_or("00000000-0000-0000-0000-000000000000");
        assert_eq!(
            response.header("X-VSS-ResourceTenant"),
            Some(expected),
            "{name}"
        );
        let bearer = tenant_id.map_or("Bearer".to_owned(), |it| {
            format!("Bearer authorization_uri={}{it}", emulator.authority_host())
        });
        assert_eq!(
            response.all_headers("WWW-Authenticate")[0],
            bearer,
            "{name}"
        );
    }
}

#[test]
fn home_page_discloses_the_tenant_to_browsers_too() {
    let emulator = emulator("default");
    let response = get(&emulator, "").send(&emulator);
    assert_eq!(response.status, 302);
    assert!(response.header("X-VSS-ResourceTenant").is_some());
}

#[test]
fn git_is_challenged_and_not_redirected() {
    let emulator = emulator("default");
    let response = get(&emulator, REFS).send(&emulator);
    assert_eq!(response.status, 401);
    assert_eq!(response.all_headers("WWW-Authenticate").len(), 3);
}

#[test]
fn unknown_project_and_repository_are_not_found() {
    let emulator = emulator("default");
    for path in [
        "_apis/projects/Other",
        "Widgets/_git/other/info/refs?service=git-upload-pack",
    ] {
        assert_eq!(used(&emulator, path).status, 404, "{path}");
    }
}
