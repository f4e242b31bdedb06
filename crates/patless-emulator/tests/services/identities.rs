//! Tests the hosts of profiles, identities and access levels.

use patless_emulator::scenario::{AzureDevOpsKnobs, EntitlementAccess};
use patless_emulator::world::Application;
use patless_emulator::{Emulator, Scenario};

use crate::client::{Request, Response};
use crate::job::{access_token, emulator};

const PROFILE: &str = "/_apis/profile/profiles/me?api-version=7.1";
const PRINCIPALS: &str = "/acme/_apis/graph/serviceprincipals";
const ENTITLEMENTS: &str = "/acme/_apis/serviceprincipalentitlements";
const PREVIEW: &str = "?api-version=7.1-preview.1";

fn get(emulator: &Emulator, path: &str) -> Request {
    Request::get(emulator.azure_devops_url().join(path).unwrap()).suppress()
}

/// Sends a request with an access token of the default connection.
fn used(emulator: &Emulator, path: &str) -> Response {
    let token = access_token(emulator, "azure-devops-wif");
    get(emulator, path).bearer(&token).send(emulator)
}

fn own(emulator: &Emulator) -> &Application {
    let world = emulator.world();
    let client_id = world.default_connection().client_id;
    world.application(client_id).unwrap()
}

#[test]
fn profile_has_one_id_that_is_none_of_the_others() {
    let emulator = emulator("default");
    for path in [PROFILE, "/_apis/Profile/Profiles/Me"] {
        let response = used(&emulator, path);
        let body = response.json();
        assert_eq!(response.status, 200, "{body}");
        let application = own(&emulator);
        assert_eq!(body["id"], application.profile_id.to_string());
        assert_eq!(body["id"], body["publicAlias"]);
        assert_eq!(body["displayName"], "acme-packages");
        for other in [
            application.client_id,
            application.service_principal_id,
            application.identity_id,
        ] {
            assert_ne!(body["id"], other.to_string());
        }
    }
}

#[test]
fn identity_that_was_added_nowhere_has_no_profile() {
    let response = used(&emulator("not-in-organization"), PROFILE);
    assert_eq!(response.status, 404);
    let body = response.json();
    assert_eq!(body["typeKey"], "ProfileDoesNotExistException");
    assert!(body["message"].as_str().unwrap().starts_with("VSS011031"));
}

#[test]
fn profile_needs_a_token_that_is_not_of_a_job() {
    let emulator = emulator("default");
    let job_token = &emulator.world().job.token;
    for request in [
        get(&emulator, PROFILE),
        get(&emulator, PROFILE).bearer(job_token),
        get(&emulator, PROFILE).bearer("sekret-garbage"),
    ] {
        let response = request.send(&emulator);
        assert_eq!(response.status, 401);
        assert_eq!(response.all_headers("WWW-Authenticate")[0], "Bearer");
        // The host belongs to no organization.
        assert_eq!(response.header("X-VSS-ResourceTenant"), None);
    }
}

#[test]
fn first_page_of_service_principals_is_empty_and_continues() {
    let emulator = emulator("default");
    let first = used(&emulator, &format!("{PRINCIPALS}{PREVIEW}"));
    assert_eq!(first.json()["count"], 0);
    let next = first.header("X-MS-ContinuationToken").unwrap();
    let next = used(
        &emulator,
        &format!("{PRINCIPALS}{PREVIEW}&continuationToken={next}"),
    );
    assert_eq!(next.header("X-MS-ContinuationToken"), None);
    assert_eq!(next.json()["count"], 9);
}

#[test]
fn service_principal_is_found_by_each_of_its_names() {
    let emulator = emulator("default");
    let application = own(&emulator);
    let key = application.identity_id;
    let path = format!("/acme/_apis/graph/descriptors/{key}{PREVIEW}");
    let descriptor = used(&emulator, &path).json()["value"].clone();
    let descriptor = descriptor.as_str().unwrap();

    let path = format!("/acme/_apis/graph/storagekeys/{descriptor}{PREVIEW}");
    assert_eq!(used(&emulator, &path).json()["value"], key.to_string());

    let body = used(&emulator, &format!("{PRINCIPALS}/{descriptor}{PREVIEW}")).json();
    assert_eq!(body["applicationId"], application.client_id.to_string());
    assert_eq!(
        body["originId"],
        application.service_principal_id.to_string()
    );
    assert_eq!(body["domain"], application.tenant_id.to_string());
    assert_eq!(body["descriptor"], descriptor);

    let path = format!(
        "/acme/_apis/identities?searchFilter=General&filterValue={}&api-version=7.1",
        application.service_principal_id,
    );
    let body = used(&emulator, &path).json();
    assert_eq!(body["count"], 1);
    assert_eq!(body["value"][0]["id"], key.to_string());
    assert_eq!(body["value"][0]["subjectDescriptor"], descriptor);
}

#[test]
fn unknown_subject_is_not_found() {
    let emulator = emulator("default");
    let stranger = "00000000-0000-4000-8000-000000000001";
    for path in [
        format!("{PRINCIPALS}/aadsp.AAAA{PREVIEW}"),
        format!("/acme/_apis/graph/storagekeys/{stranger}{PREVIEW}"),
        format!("/acme/_apis/graph/descriptors/{stranger}{PREVIEW}"),
        format!("{ENTITLEMENTS}/{stranger}{PREVIEW}"),
        format!("{ENTITLEMENTS}/me{PREVIEW}"),
    ] {
        assert_eq!(used(&emulator, &path).status, 404, "{path}");
    }
}

#[test]
fn released_version_is_refused_where_there_is_only_a_preview() {
    let emulator = emulator("default");
    for path in [PRINCIPALS, ENTITLEMENTS] {
        let response = used(&emulator, &format!("{path}?api-version=7.1"));
        assert_eq!(response.status, 400, "{path}");
        let type_key = response.json()["typeKey"].clone();
        assert_eq!(type_key, "VssInvalidPreviewVersionException", "{path}");
    }
}

#[test]
fn access_level_is_that_of_the_license() {
    for (scenario, name, license) in [
        ("default", "Basic", "express"),
        ("stakeholder-license", "Stakeholder", "stakeholder"),
    ] {
        let emulator = emulator(scenario);
        let key = own(&emulator).identity_id;
        let response = used(&emulator, &format!("{ENTITLEMENTS}/{key}{PREVIEW}"));
        let level = &response.json()["accessLevel"];
        assert_eq!(level["licenseDisplayName"], name);
        assert_eq!(level["accountLicenseType"], license);
        assert_eq!(level["status"], "active");
    }
}

#[test]
fn access_level_may_be_forbidden_to_read() {
    let emulator = Emulator::start(Scenario {
        azure_devops: AzureDevOpsKnobs {
            entitlement_access: EntitlementAccess::Forbidden,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let key = own(&emulator).identity_id;
    for path in [ENTITLEMENTS.to_owned(), format!("{ENTITLEMENTS}/{key}")] {
        let response = used(&emulator, &format!("{path}{PREVIEW}"));
        assert_eq!(response.status, 403, "{path}");
        assert_eq!(response.json()["typeKey"], "AccessCheckException");
    }
}

#[test]
fn users_are_shown_only_to_users() {
    for path in [
        format!("{PRINCIPALS}{PREVIEW}"),
        format!("{ENTITLEMENTS}{PREVIEW}"),
    ] {
        let stranger = emulator("not-in-organization");
        let response = used(&stranger, &path);
        assert_eq!(response.status, 401, "{path}");
        assert!(response.body.contains("TF401444"), "{path}");
        let job = emulator("default");
        let token = &job.world().job.token;
        let response = get(&job, &path).bearer(token).send(&job);
        assert_eq!(response.status, 401, "{path}");
        let tenant = job.world().tenant.id.to_string();
        let header = response.header("X-VSS-ResourceTenant");
        assert_eq!(header, Some(tenant.as_str()), "{path}");
    }
}
