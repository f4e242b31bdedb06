//! Tests what an organization has set up: service connections, the pipelines that may use them, groups, roles on a feed.

use patless_emulator::scenario::{
    AzureDevOpsKnobs, ConnectionAccess, FeedAccess, PipelinePermissions,
};
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const CONNECTIONS: &str = "/acme/Widgets/_apis/serviceendpoint/endpoints";
const PERMISSIONS: &str = "/acme/Widgets/_apis/pipelines/pipelinepermissions/endpoint";
const FEED: &str = "/acme/_apis/packaging/Feeds/acme-packages/permissions";
const RENOVATE: &str = "d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04";

/// Sends a request with an access token of `renovate`.
fn used(emulator: &Emulator, method: &'static str, path: &str) -> Response {
    let token = access_token(emulator, "renovate");
    let url = emulator.azure_devops_url().join(path).unwrap();
    let request = Request::with_method(method, url).suppress();
    request.bearer(&token).send(emulator)
}

fn get(emulator: &Emulator, path: &str) -> Value {
    let response = used(emulator, "GET", path);
    assert_eq!(response.status, 200, "{}", response.body);
    response.json()
}

fn with(azure_devops: AzureDevOpsKnobs) -> Emulator {
    Emulator::start(Scenario {
        azure_devops,
        ..Scenario::default()
    })
    .unwrap()
}

fn names(list: &Value) -> Vec<&str> {
    let all = list["value"].as_array().unwrap();
    all.iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[test]
fn connections_are_listed_by_name_scheme_and_type() {
    let emulator = emulator("default");
    for (query, expected) in [
        (
            "&endpointNames=Renovate,azure-secret",
            vec!["renovate", "azure-secret"],
        ),
        ("&endpointNames=nightly", vec![]),
        (
            "&authSchemes=ServicePrincipal",
            vec!["azure-secret", "azure-certificate"],
        ),
        ("&type=workloadidentityuser", vec!["azure-devops-wif"]),
    ] {
        let list = get(&emulator, &format!("{CONNECTIONS}?api-version=7.1{query}"));
        assert_eq!(names(&list), expected, "{query}");
        assert_eq!(list["count"], expected.len());
    }
}

#[test]
fn connection_shows_its_claims_and_no_secret() {
    let emulator = emulator("default");
    let one = get(
        &emulator,
        &format!("{CONNECTIONS}/{RENOVATE}?api-version=7.1"),
    );
    let connection = emulator.world().connection("renovate").unwrap();
    let parameters = &one["authorization"]["parameters"];
    let federation = connection.federation.as_ref().unwrap();
    assert_eq!(
        parameters["workloadIdentityFederationSubject"],
        federation.subject
    );
    assert_eq!(
        parameters["serviceprincipalid"],
        connection.client_id.to_string()
    );
    let list = get(
        &emulator,
        &format!("{CONNECTIONS}?api-version=7.1&endpointNames=azure-secret"),
    );
    let parameters = &list["value"][0]["authorization"]["parameters"];
    assert_eq!(parameters["serviceprincipalkey"], Value::Null);
}

#[test]
fn unknown_connection_is_null_and_a_hidden_one_is_left_out() {
    let emulator = emulator("default");
    let unknown = "d4a7cae5-0000-4eb8-8c43-ba5b8daf7e04";
    let path = format!("{CONNECTIONS}/{unknown}?api-version=7.1");
    assert_eq!(get(&emulator, &path), Value::Null);
    let emulator = with(AzureDevOpsKnobs {
        connection_access: ConnectionAccess::None,
        ..AzureDevOpsKnobs::default()
    });
    assert_eq!(
        get(&emulator, &format!("{CONNECTIONS}?api-version=7.1"))["count"],
        0
    );
}

#[test]
fn what_is_set_up_is_only_read() {
    let emulator = emulator("default");
    for path in [
        format!("{CONNECTIONS}?api-version=7.1"),
        format!("{PERMISSIONS}/{RENOVATE}?api-version=7.1-preview.1"),
        format!("{FEED}?api-version=7.1-preview.1"),
    ] {
        for method in ["POST", "PATCH", "PUT", "DELETE"] {
            assert_eq!(
                used(&emulator, method, &path).status,
                405,
                "{method} {path}"
            );
        }
    }
}

#[test]
fn pipelines_that_may_use_a_connection_are_those_of_the_scenario() {
    for (pipeline_permissions, expected) in [
        (PipelinePermissions::Job, r#"[{"authorized":true,"id":42}]"#),
        (PipelinePermissions::None, "[]"),
        (PipelinePermissions::All, "[]"),
    ] {
        let emulator = with(AzureDevOpsKnobs {
            pipeline_permissions,
            ..AzureDevOpsKnobs::default()
        });
        let path = format!("{PERMISSIONS}/{RENOVATE}?api-version=7.1-preview.1");
        let read = get(&emulator, &path);
        assert_eq!(read["pipelines"].to_string(), expected);
        let is_all = pipeline_permissions == PipelinePermissions::All;
        assert_eq!(read["allPipelines"]["authorized"] == true, is_all);
    }
}

#[test]
fn membership_goes_one_step_up_or_down() {
    let emulator = emulator("default");
    let graph = "/acme/_apis/graph";
    let version = "api-version=7.1-preview.1";
    let up = |descriptor: &str| {
        let path = format!("{graph}/Memberships/{descriptor}?direction=up&{version}");
        get(&emulator, &path)["value"].as_array().unwrap().clone()
    };
    let principals = format!("{graph}/serviceprincipals?{version}&continuationToken=page-2");
    let principals = get(&emulator, &principals);
    let mut principals = principals["value"].as_array().unwrap().iter();
    let member = principals
        .find(|it| it["displayName"] == "acme-secret")
        .unwrap();
    let member = member["descriptor"].as_str().unwrap();
    let teams = up(member);
    assert_eq!(teams.len(), 1);
    assert_eq!(teams[0]["memberDescriptor"], member);
    let team = teams[0]["containerDescriptor"].as_str().unwrap();
    let contributors = up(team);
    let contributors = contributors[0]["containerDescriptor"].as_str().unwrap();
    let group = get(
        &emulator,
        &format!("{graph}/groups/{contributors}?{version}"),
    );
    assert_eq!(group["principalName"], r"[Widgets]\Contributors");
    assert!(up(contributors).is_empty());
    let path = format!("{graph}/memberships/{contributors}?direction=down&{version}");
    assert_eq!(get(&emulator, &path)["count"], 3);
}

#[test]
fn role_on_the_feed_is_that_of_the_scenario() {
    for (feed_access, count) in [(FeedAccess::Reader, 10), (FeedAccess::None, 1)] {
        let emulator = with(AzureDevOpsKnobs {
            feed_access,
            ..AzureDevOpsKnobs::default()
        });
        let roles = get(&emulator, &format!("{FEED}?api-version=7.1-preview.1"));
        assert_eq!(roles["count"], count);
    }
}
