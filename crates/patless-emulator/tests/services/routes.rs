//! Tests the routing of paths, and that each route has its own faults.

use patless_emulator::scenario::{CannedResponse, Fault, Faults};
use patless_emulator::services::azure_devops::{self, app_vssps, pkgs, vsaex, vssps};
use patless_emulator::{Emulator, Scenario};
use url::Url;

use crate::client::{Request, Response};
use crate::job::emulator;

fn get(emulator: &Emulator, host: &Url, path: &str) -> Response {
    let mut url = host.clone();
    url.set_path(path);
    Request::get(url)
        .bearer(&emulator.world().job.token)
        .suppress()
        .send(emulator)
}

#[test]
fn paths_of_azure_devops_ignore_case() {
    let emulator = emulator("default");
    let host = emulator.azure_devops_url();
    for path in [
        "/acme/_apis/connectionData",
        "/ACME/_APIS/CONNECTIONDATA",
        "/acme/%5Fapis/connectiondata/",
    ] {
        assert_eq!(get(&emulator, &host, path).status, 200, "{path}");
    }
}

#[test]
fn paths_of_entra_are_case_sensitive() {
    let emulator = emulator("default");
    let host = emulator.authority_host();
    assert_eq!(get(&emulator, &host, "/common/discovery/keys").status, 200);
    assert_eq!(get(&emulator, &host, "/common/Discovery/keys").status, 404);
}

#[test]
fn journal_and_response_have_the_original_path() {
    let emulator = emulator("default");
    let path = "/Acme/_apis/projects/No%20Such";
    let response = get(&emulator, &emulator.azure_devops_url(), path);
    assert_eq!(emulator.requests()[0].path, path);
    let message = response.json()["message"].to_string();
    assert!(message.contains("exist: No Such."), "{message}");
}

#[test]
fn other_organization_is_not_emulated() {
    let emulator = emulator("default");
    let path = "/other/_apis/connectionData";
    let response = get(&emulator, &emulator.azure_devops_url(), path);
    assert_eq!(response.status, 404);
    assert_eq!(
        response.body,
        "patless-emulator: GET /other/_apis/connectionData is not emulated by the service azure-devops\n",
    );
    assert_eq!(emulator.requests()[0].status, Some(404));
}

#[test]
fn path_parameter_may_be_empty() {
    let emulator = emulator("default");
    let path = "/acme//_git/widgets/info/refs";
    let response = get(&emulator, &emulator.azure_devops_url(), path);
    assert!(response.body.starts_with("TF401019"), "{}", response.body);
}

#[test]
fn organization_with_a_reserved_name_has_no_configuration() {
    let emulator = emulator("default");
    let path = "/.well-known/.well-known/openid-configuration";
    assert_eq!(get(&emulator, &emulator.vstoken_url(), path).status, 404);
}

#[test]
fn every_route_has_its_own_faults() {
    let gone = Fault::Respond(CannedResponse::new(410)).always();
    let rows = [
        (azure_devops::ORGANIZATION, "/acme"),
        (azure_devops::PROJECT, "/acme/_apis/projects/Widgets"),
        (
            azure_devops::REPOSITORY,
            "/acme/Widgets/_apis/git/repositories/widgets",
        ),
        (
            azure_devops::GIT_REFS,
            "/acme/Widgets/_git/widgets/info/refs",
        ),
        (
            azure_devops::GIT_UPLOAD_PACK,
            "/acme/Widgets/_git/widgets/git-upload-pack",
        ),
        (
            azure_devops::GIT_RECEIVE_PACK,
            "/acme/Widgets/_git/widgets/git-receive-pack",
        ),
        (azure_devops::ALL_RESOURCE_LOCATIONS, "/acme/_apis"),
        (azure_devops::RESOURCE_LOCATIONS, "/acme/_apis/git"),
        (azure_devops::RESOURCE_AREAS, "/acme/_apis/resourceareas"),
        (azure_devops::REPOSITORIES, "/acme/_apis/git/repositories"),
        (
            azure_devops::PULL_REQUESTS_OF_PROJECT,
            "/acme/Widgets/_apis/git/repositories/widgets/pullrequests",
        ),
        (
            pkgs::NPM_PACKAGE,
            "/acme/_packaging/acme-packages/npm/registry/acme-gears",
        ),
        (app_vssps::PROFILE, "/_apis/profile/profiles/me"),
        (
            vssps::SERVICE_PRINCIPALS,
            "/acme/_apis/graph/serviceprincipals",
        ),
        (
            vssps::STORAGE_KEY,
            "/acme/_apis/graph/storagekeys/aadsp.AAAA",
        ),
        (vssps::IDENTITIES, "/acme/_apis/identities"),
        (
            vsaex::ENTITLEMENT,
            "/acme/_apis/serviceprincipalentitlements/1",
        ),
    ];
    for (route, _) in rows {
        let emulator = Emulator::start(Scenario {
            faults: Faults::on(route, gone.clone()),
            ..Scenario::default()
        })
        .unwrap();
        for (other, path) in rows {
            let response = get(&emulator, &emulator.azure_devops_url(), path);
            assert_eq!(response.status == 410, other == route, "{route:?} {path}");
        }
    }
}

#[test]
fn faults_do_not_affect_requests_to_other_organizations() {
    let emulator = Emulator::start(Scenario {
        faults: Faults::on(azure_devops::CONNECTION_DATA, vec![Fault::Stall]),
        ..Scenario::default()
    })
    .unwrap();
    let path = "/other/_apis/connectionData";
    let response = get(&emulator, &emulator.azure_devops_url(), path);
    assert_eq!(response.status, 404);
}
