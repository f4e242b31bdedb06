//! Tests the Marketplace: who may publish, and what others are told.

use std::io::{Cursor, Write as _};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patless_emulator::scenario::{PublisherMembership, WorldKnobs};
use patless_emulator::world::{Application, PublisherRole};
use patless_emulator::{Emulator, MemberError, Scenario};
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const LOCATIONS: &str = "/_apis/gallery";
const EXTENSIONS: &str = "/_apis/gallery/extensions";
const EXTENSION: &str = "/_apis/gallery/publishers/acme/extensions/hello";
const MEMBERS: &str =
    "/_apis/securityroles/scopes/gallery.publisher/roleassignments/resources/acme";

/// Starts an emulator where the publishing application has this membership.
fn with_membership(publisher_membership: PublisherMembership) -> Emulator {
    Emulator::start(Scenario {
        world: WorldKnobs {
            publisher_membership,
            ..WorldKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap()
}

fn request(emulator: &Emulator, method: &'static str, path: &str) -> Request {
    let url = emulator.marketplace_url().join(path).unwrap();
    Request::with_method(method, url).suppress()
}

/// Sends a request as the publishing application.
fn send(emulator: &Emulator, method: &'static str, path: &str, body: String) -> Response {
    let token = access_token(emulator, "marketplace");
    let request = request(emulator, method, path).bearer(&token);
    let request = match method {
        "GET" | "OPTIONS" => request,
        _ => request.body(body),
    };
    request.send(emulator)
}

/// Makes a package, as JSON with the file in base64.
fn package(publisher: &str, version: &str) -> String {
    let manifest = format!(
        "<PackageManifest><Metadata><Identity Id=\"hello\" Version=\"{version}\" Publisher=\"{publisher}\"/>\
         <DisplayName>Hello</DisplayName></Metadata></PackageManifest>",
    );
    json!({ "extensionManifest": STANDARD.encode(archive("extension.vsixmanifest", &manifest)) })
        .to_string()
}

/// Makes a zip file with one entry.
fn archive(name: &str, text: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(name, SimpleFileOptions::default())
        .unwrap();
    archive.write_all(text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn publishing(emulator: &Emulator) -> &Application {
    emulator
        .world()
        .application_named("acme-publisher")
        .unwrap()
}

#[test]
fn locations_are_public_and_an_organization_has_none() {
    let emulator = emulator("default");
    let response = request(&emulator, "OPTIONS", LOCATIONS).send(&emulator);
    assert_eq!(response.status, 200);
    assert_eq!(response.json()["value"][0]["resourceName"], "extensions");
    let none = request(&emulator, "OPTIONS", "/acme/_apis/gallery").send(&emulator);
    assert_eq!(none.json(), json!({ "count": 0, "value": [] }));
    let invalid = request(&emulator, "OPTIONS", LOCATIONS).bearer("sekret-garbage");
    assert_eq!(invalid.send(&emulator).status, 401);
}

#[test]
fn each_version_is_published_once() {
    let emulator = emulator("default");
    let publish =
        |method, path, version| send(&emulator, method, path, package("acme", version)).status;
    assert_eq!(publish("POST", EXTENSIONS, "1.0.0"), 201);
    assert_eq!(publish("POST", EXTENSIONS, "1.0.1"), 409);
    assert_eq!(publish("PUT", EXTENSION, "1.0.1"), 200);
    assert_eq!(publish("PUT", EXTENSION, "1.0.1"), 409);
    assert_eq!(
        emulator.extension_versions("acme", "hello"),
        ["1.0.1", "1.0.0"]
    );
    let shown = send(&emulator, "GET", EXTENSION, String::new());
    assert_eq!(shown.json()["versions"][0]["version"], "1.0.1");
    assert_eq!(publish("DELETE", EXTENSION, ""), 204);
    assert_eq!(publish("GET", EXTENSION, ""), 404);
}

#[test]
fn each_role_may_do_what_the_ones_before_it_may() {
    let updates = |role| {
        let emulator = with_membership(PublisherMembership::As(PublisherRole::Creator));
        let publish =
            |method, path, version| send(&emulator, method, path, package("acme", version)).status;
        assert_eq!(publish("POST", EXTENSIONS, "1.0.0"), 201);
        let id = publishing(&emulator).profile_id;
        emulator.add_publisher_member("acme", id, role).unwrap();
        [
            send(&emulator, "GET", MEMBERS, String::new()).status,
            publish("PUT", EXTENSION, "1.0.1"),
            publish("DELETE", EXTENSION, ""),
            publish("POST", EXTENSIONS, "1.0.0"),
        ]
    };
    assert_eq!(updates(PublisherRole::Reader), [200, 403, 403, 403]);
    assert_eq!(updates(PublisherRole::Contributor), [200, 200, 204, 403]);
    assert_eq!(updates(PublisherRole::Creator), [200, 200, 204, 201]);
}

#[test]
fn who_is_no_member_is_named_by_the_profile_id() {
    let emulator = with_membership(PublisherMembership::None);
    let id = publishing(&emulator).profile_id;
    for (method, path, permission) in [
        ("GET", MEMBERS, "View user permissions on a resource"),
        (
            "POST",
            EXTENSIONS,
            "Publish new extensions to an existing publisher",
        ),
    ] {
        let response = send(&emulator, method, path, package("acme", "1.0.0"));
        assert_eq!(response.status, 403);
        let body = response.json();
        assert_eq!(body["typeKey"], "AccessCheckException");
        assert_eq!(
            body["message"],
            format!(
                "Access Denied: {id} needs the following permission(s) on the resource /acme to perform this \
                 action: {permission}",
            ),
        );
    }
    // What they may not see does not exist for them.
    assert_eq!(send(&emulator, "GET", EXTENSION, String::new()).status, 404);
}

#[test]
fn only_the_id_of_a_profile_names_a_member() {
    let emulator = with_membership(PublisherMembership::None);
    let application = publishing(&emulator);
    let add = |id| emulator.add_publisher_member("acme", id, PublisherRole::Reader);
    for id in [
        application.client_id,
        application.service_principal_id,
        application.identity_id,
    ] {
        let error = add(id).unwrap_err();
        assert_eq!(error, MemberError::UnknownMember(id));
        assert!(error.to_string().starts_with("TF14045"));
    }
    add(application.profile_id).unwrap();
}

#[test]
fn identity_without_a_profile_may_do_nothing() {
    let emulator = emulator("not-in-organization");
    let response = send(&emulator, "POST", EXTENSIONS, package("acme", "1.0.0"));
    assert_eq!(response.status, 403);
    assert_eq!(response.json()["typeKey"], "InvalidAccessException");
}

#[test]
fn name_of_microsoft_is_reserved() {
    let emulator = emulator("default");
    let body = package("acme-microsoft", "1.0.0");
    let response = send(&emulator, "POST", EXTENSIONS, body);
    assert_eq!(response.status, 400);
    let message = response.json()["message"].to_string();
    assert!(
        message.contains("your Microsoft corporate credentials"),
        "{message}"
    );
}

#[test]
fn other_tokens_are_refused() {
    let emulator = emulator("default");
    let job_token = emulator.world().job.token.clone();
    for token in [&job_token, "sekret-garbage"] {
        let request = request(&emulator, "GET", EXTENSION).bearer(token);
        assert_eq!(request.send(&emulator).status, 401);
    }
    assert_eq!(
        request(&emulator, "GET", EXTENSION).send(&emulator).status,
        401
    );
}

#[test]
fn what_is_no_package_is_refused() {
    let emulator = emulator("default");
    let response = send(&emulator, "POST", EXTENSIONS, "hello".to_owned());
    assert_eq!(response.status, 400);
    assert_eq!(response.json()["typeKey"], "InvalidPackageFormatException");
}
