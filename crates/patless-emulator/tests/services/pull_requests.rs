//! Tests the API of pull requests, and how a client finds its routes.

use patless_emulator::Emulator;
use patless_emulator::world::PullRequestStatus;
use serde_json::{Value, json};

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const VERSION: &str = "Accept: application/json;api-version=7.2-preview.2";
const GADGETS: &str = "_apis/git/repositories/5febef5b-4c1e-4d7a-9f20-6e8d3a5b7c91";

/// Sends a request with an access token of the default connection.
fn send(emulator: &Emulator, method: &'static str, path: &str, body: &Value) -> Response {
    let token = access_token(emulator, "renovate");
    let url = emulator.azure_devops_url().join(path).unwrap();
    Request::with_method(method, url)
        .bearer(&token)
        .suppress()
        .header(VERSION)
        .header("Content-Type: application/json")
        .body(body.to_string())
        .send(emulator)
}

fn get(emulator: &Emulator, path: &str) -> Value {
    let response = send(emulator, "GET", path, &Value::Null);
    assert_eq!(response.status, 200, "{}", response.body);
    response.json()
}

/// Opens a pull request from a branch to itself, as no other branch is there.
fn open(emulator: &Emulator) -> Response {
    let body = json!({
        "sourceRefName": "refs/heads/main",
        "targetRefName": "refs/heads/main",
        "title": "Turn faster",
        "description": "Much faster.",
    });
    send(emulator, "POST", &format!("{GADGETS}/pullRequests"), &body)
}

#[test]
fn resource_is_found_by_its_id_in_its_area() {
    let emulator = emulator("default");
    let areas = get(&emulator, "_apis/ResourceAreas");
    let areas = areas["value"].as_array().unwrap();
    let git = areas.iter().find(|it| it["name"] == "git").unwrap();
    assert_eq!(git["locationUrl"], emulator.azure_devops_url().as_str());
    let ids = location_ids(&emulator, "_apis/git");
    assert!(ids.contains(&PULL_REQUESTS.to_owned()));
    assert!(!ids.contains(&CONNECTION_DATA.to_owned()));
}

#[test]
fn resource_is_found_by_its_id_among_those_of_all_areas() {
    let emulator = emulator("default");
    let ids = location_ids(&emulator, "_apis");
    for id in [PULL_REQUESTS, CONNECTION_DATA] {
        assert!(ids.contains(&id.to_owned()), "{id}");
    }
    assert_eq!(location_ids(&emulator, "_apis/absent"), [""; 0]);
}

/// The IDs of the resources that have their locations at this path.
fn location_ids(emulator: &Emulator, path: &str) -> Vec<String> {
    let locations = send(emulator, "OPTIONS", path, &Value::Null).json();
    let all = locations["value"].as_array().unwrap().iter();
    all.map(|it| it["id"].as_str().unwrap().to_owned())
        .collect()
}

const PULL_REQUESTS: &str = "9946fd70-0d40-406e-b686-b4744cbbcc37";
const CONNECTION_DATA: &str = "00d9565f-ed9c-4a06-9a50-00e7896ccab4";

#[test]
fn opened_pull_request_is_listed_with_its_author() {
    let emulator = emulator("default");
    let response = open(&emulator);
    assert_eq!(response.status, 201, "{}", response.body);
    let listed = get(
        &emulator,
        &format!("Widgets/{GADGETS}/pullRequests?searchCriteria.status=4"),
    );
    assert_eq!(listed["count"], 1);
    assert_eq!(listed["value"][0], response.json());
    let all = emulator.pull_requests();
    assert_eq!(all[0].author, "acme-renovate");
    assert_eq!(all[0].title, "Turn faster");
    let creator = format!("{GADGETS}/pullRequests?searchCriteria.creatorId=");
    assert_eq!(
        get(&emulator, &format!("{creator}{}", all[0].author_id))["count"],
        1
    );
    let nobody = "1de70001-0000-0000-0000-000000000000";
    assert_eq!(get(&emulator, &format!("{creator}{nobody}"))["count"], 0);
    let next = get(
        &emulator,
        &format!("{GADGETS}/pullRequests?$skip=1&$top=100"),
    );
    assert_eq!(next["count"], 0);
}

#[test]
fn second_pull_request_for_the_same_branches_is_refused() {
    let emulator = emulator("default");
    assert_eq!(open(&emulator).status, 201);
    let response = open(&emulator);
    assert_eq!(response.status, 409);
    assert!(response.body.contains("TF401179"), "{}", response.body);
    assert_eq!(emulator.pull_requests().len(), 1);
}

#[test]
fn branch_that_does_not_exist_is_refused() {
    let emulator = emulator("default");
    for source in ["refs/heads/absent", "refs/tags/main", "--help", ""] {
        let body = json!({ "sourceRefName": source, "targetRefName": "refs/heads/main" });
        let response = send(&emulator, "POST", &format!("{GADGETS}/pullRequests"), &body);
        assert_eq!(response.status, 400, "{source}");
        assert!(response.body.contains("TF401398"), "{}", response.body);
    }
    assert!(emulator.pull_requests().is_empty());
}

#[test]
fn pull_request_is_changed_and_labeled() {
    let emulator = emulator("default");
    open(&emulator);
    let path = format!("{GADGETS}/pullRequests/1");
    let body = json!({ "title": "Turn slower", "status": 2 });
    assert_eq!(
        send(&emulator, "PATCH", &path, &body).json()["status"],
        "abandoned"
    );
    let labels = format!("{path}/labels");
    send(&emulator, "POST", &labels, &json!({ "name": "speed" }));
    assert_eq!(get(&emulator, &labels)["value"][0]["name"], "speed");
    let all = emulator.pull_requests();
    assert_eq!(all[0].title, "Turn slower");
    assert_eq!(all[0].description, "Much faster.");
    assert_eq!(all[0].status, PullRequestStatus::Abandoned);
    let absent = format!("{GADGETS}/pullRequests/2");
    assert_eq!(send(&emulator, "GET", &absent, &Value::Null).status, 404);
}

#[test]
fn file_is_read_from_the_branch() {
    let emulator = emulator("default");
    let item = get(&emulator, &format!("{GADGETS}/items?path=renovate.json"));
    let content = item["content"].as_str().unwrap();
    assert!(content.contains("config:recommended"), "{content}");
    for absent in [
        "path=absent.json",
        "path=renovate.json&versionDescriptor.version=absent&versionDescriptor.versionType=0",
        "path=renovate.json&versionDescriptor.version=main&versionDescriptor.versionType=1",
    ] {
        let path = format!("{GADGETS}/items?{absent}");
        let response = send(&emulator, "GET", &path, &Value::Null);
        assert_eq!(response.status, 404, "{absent}");
        assert!(response.body.contains("TF401174"), "{}", response.body);
    }
}

#[test]
fn query_finds_no_work_items() {
    let emulator = emulator("default");
    let body = json!({ "query": "SELECT [System.Id] FROM WorkItems" });
    let response = send(&emulator, "POST", "_apis/wit/wiql", &body);
    assert_eq!(response.json()["workItems"], json!([]));
}

#[test]
fn who_may_not_see_a_repository_gets_none() {
    for scenario in ["stakeholder-license", "repository-not-visible"] {
        let emulator = emulator(scenario);
        assert_eq!(get(&emulator, "_apis/git/repositories")["count"], 0);
        assert_eq!(open(&emulator).status, 404, "{scenario}");
    }
}

#[test]
fn pull_request_needs_more_than_reading() {
    let emulator = emulator("repository-read-only");
    assert_eq!(get(&emulator, "_apis/git/repositories")["count"], 2);
    let response = open(&emulator);
    assert_eq!(response.status, 403);
    let message = response.json()["message"].to_string();
    assert!(message.contains("'PullRequestContribute'"), "{message}");
}

#[test]
fn expired_token_gets_the_sign_in_page_unless_it_is_suppressed_or_changes_something() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "renovate");
    emulator.expire_access_tokens();
    let request = |method, path: &str| {
        let url = emulator.azure_devops_url();
        let url = url.join(&format!("{GADGETS}/{path}")).unwrap();
        Request::with_method(method, url).bearer(&token)
    };
    for method in ["GET", "POST"] {
        let response = request(method, "pullRequests").send(&emulator);
        assert_eq!(response.status, 203, "{method}");
        assert!(response.body.contains("<title>"), "{}", response.body);
    }
    for request in [
        request("PATCH", "pullRequests/1"),
        request("GET", "pullRequests").suppress(),
    ] {
        let response = request.send(&emulator);
        assert_eq!(response.status, 401);
        assert!(response.body.contains("TF400813"), "{}", response.body);
    }
}
