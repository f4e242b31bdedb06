//! Tests Azure Repos: refs, fetches and pushes by the real `git http-backend`.

use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::azure_devops;
use patless_emulator::{Emulator, Scenario};

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const FETCH: &str = "Widgets/_git/widgets/info/refs?service=git-upload-pack";
const PUSH: &str = "Widgets/_git/widgets/info/refs?service=git-receive-pack";

fn request(emulator: &Emulator, path: &str) -> Request {
    Request::get(emulator.azure_devops_url().join(path).unwrap())
}

fn used(emulator: &Emulator, path: &str, token: &str) -> Response {
    request(emulator, path).bearer(token).send(emulator)
}

#[test]
fn a_repository_has_a_branch_that_can_be_fetched_and_pushed_to() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "azure-devops-wif");
    for path in [FETCH, PUSH] {
        let response = used(&emulator, path, &token);
        assert_eq!(response.status, 200, "{path}");
        let branch = " refs/heads/main";
        assert!(response.body.contains(branch), "{path}: {}", response.body);
    }
    let post = "Widgets/_git/widgets/git-upload-pack";
    let response = used(&emulator, post, &token);
    assert_eq!(response.status, 405, "{}", response.body);
}

#[test]
fn each_emulator_has_the_same_commits() {
    let commit = || {
        let emulator = emulator("default");
        let token = access_token(&emulator, "azure-devops-wif");
        let body = used(&emulator, FETCH, &token).body;
        let (before, _) = body.split_once(" refs/heads/main").unwrap();
        before[before.len() - 40..].to_owned()
    };
    assert_eq!(commit(), commit());
}

#[test]
fn who_may_only_read_cannot_push() {
    let emulator = emulator("repository-read-only");
    let token = access_token(&emulator, "azure-devops-wif");
    assert_eq!(used(&emulator, FETCH, &token).status, 200);
    for path in [PUSH, "Widgets/_git/widgets/git-receive-pack"] {
        let response = used(&emulator, path, &token);
        assert_eq!(response.status, 403, "{path}");
        assert!(response.body.contains("TF401027"), "{}", response.body);
    }
}

#[test]
fn an_expired_token_is_challenged() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "azure-devops-wif");
    emulator.expire_access_tokens();
    for path in [FETCH, PUSH] {
        let response = used(&emulator, path, &token);
        assert_eq!(response.status, 401, "{path}");
        assert_eq!(response.all_headers("WWW-Authenticate").len(), 3);
    }
}

#[test]
fn a_fault_redirects_to_another_server() {
    let server = "https://elsewhere.example".to_owned();
    let fault = Fault::RedirectTo { server }.always();
    let emulator = Emulator::start(Scenario {
        faults: Faults::on(azure_devops::GIT_REFS, fault),
        ..Scenario::default()
    })
    .unwrap();
    let response = request(&emulator, FETCH).send(&emulator);
    assert_eq!(response.status, 302);
    let expected = format!("https://elsewhere.example/acme/{FETCH}");
    assert_eq!(response.header("location"), Some(expected.as_str()));
}
