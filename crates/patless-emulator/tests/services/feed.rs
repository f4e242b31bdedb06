//! Tests the feed of packages.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patless_emulator::scenario::{AzureDevOpsKnobs, FeedAccess};
use patless_emulator::{Emulator, Scenario};

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

fn request(emulator: &Emulator, path: &str) -> Request {
    let url = format!("{}{path}", emulator.npm_registry());
    Request::get(url.parse().unwrap())
}

fn get(emulator: &Emulator, path: &str) -> Response {
    let token = access_token(emulator, "renovate");
    request(emulator, path).bearer(&token).send(emulator)
}

#[test]
fn feed_asks_for_authentication() {
    let emulator = emulator("default");
    for request in [
        request(&emulator, "acme-gears"),
        request(&emulator, "acme-gears").bearer("another"),
    ] {
        let response = request.send(&emulator);
        assert_eq!(response.status, 401);
        let challenges = response.all_headers("WWW-Authenticate");
        assert!(challenges[0].starts_with("Bearer authorization_uri="));
        assert!(challenges[1].starts_with("Basic realm="));
    }
}

#[test]
fn package_names_its_versions_and_their_archives() {
    let emulator = emulator("default");
    let response = get(&emulator, "acme-gears");
    assert_eq!(response.status, 200, "{}", response.body);
    let package = response.json();
    assert_eq!(package["dist-tags"]["latest"], "1.1.0");
    let tarball = package["versions"]["1.0.0"]["dist"]["tarball"].to_string();
    assert!(tarball.contains(&emulator.npm_registry()), "{tarball}");
}

#[test]
fn password_of_any_user_is_accepted() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "renovate");
    let basic = STANDARD.encode(format!("any:{token}"));
    let response = request(&emulator, "acme-bolts")
        .header(format!("Authorization: Basic {basic}"))
        .send(&emulator);
    assert_eq!(response.status, 200);
}

#[test]
fn unknown_package_is_not_found() {
    let emulator = emulator("default");
    for path in ["acme-nuts", "acme-gears/-/acme-bolts-2.0.0.tgz"] {
        assert_eq!(get(&emulator, path).status, 404, "{path}");
    }
}

#[test]
fn identity_without_a_role_on_the_feed_is_refused() {
    let emulator = Emulator::start(Scenario {
        azure_devops: AzureDevOpsKnobs {
            feed_access: FeedAccess::None,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let response = get(&emulator, "acme-gears");
    assert_eq!(response.status, 403);
    assert_eq!(response.json()["typeKey"], "FeedNeedsPermissionsException");
}
