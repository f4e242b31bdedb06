//! Tests the organizations and tenants that are not those of the job.

use patless_emulator::Emulator;
use url::Url;

use crate::client::{Request, Response};
use crate::job::{Exchange, access_token, access_token_by_secret, assertion, emulator};

/// Sends a request to an organization.
fn at(emulator: &Emulator, organization: &str, token: Option<&str>) -> Response {
    let request = Request::get(url(emulator, organization)).suppress();
    match token {
        Some(token) => request.bearer(token).send(emulator),
        None => request.send(emulator),
    }
}

fn url(emulator: &Emulator, organization: &str) -> Url {
    let organization = emulator.world().organization_named(organization).unwrap();
    emulator
        .organization_url(organization)
        .join("_apis/connectionData")
        .unwrap()
}

/// Returns a token of the other tenant for the multitenant application of the job's tenant.
fn guest_token(emulator: &Emulator) -> String {
    let connection = "azure-wif-legacy";
    let assertion = assertion(emulator, connection);
    let tenant = emulator.world().other_tenant.id.to_string();
    let exchange = Exchange::new(emulator, connection, &assertion).tenant(&tenant);
    let response = exchange.send(emulator);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}

#[test]
fn every_organization_discloses_its_tenant_to_anyone() {
    let emulator = emulator("default");
    for organization in emulator.world().organizations() {
        let response = at(&emulator, &organization.name, None);
        assert_eq!(response.status, 401);
        let tenant = organization.tenant_id.to_string();
        assert_eq!(
            response.header("X-VSS-ResourceTenant"),
            Some(tenant.as_str())
        );
        let challenge = format!(
            "Bearer authorization_uri={}{tenant}",
            emulator.authority_host()
        );
        assert_eq!(response.all_headers("WWW-Authenticate")[0], challenge);
    }
}

#[test]
fn token_of_another_tenant_is_refused() {
    let emulator = emulator("default");
    let ours = access_token(&emulator, "azure-devops-wif");
    let theirs = guest_token(&emulator);
    for (organization, token) in [
        ("contoso", &ours),
        ("acme", &theirs),
        ("acme-labs", &theirs),
    ] {
        let response = at(&emulator, organization, Some(token));
        assert_eq!(response.status, 401, "{organization}");
        assert!(response.body.contains("TF400813"), "{organization}");
        assert_eq!(
            response.header("X-VSS-AuthenticateError"),
            Some("InvalidToken")
        );
    }
}

#[test]
fn user_of_an_organization_has_its_own_identity_there() {
    let emulator = emulator("default");
    let world = emulator.world();
    let renovate = access_token(&emulator, "renovate");
    let contoso = world
        .applications
        .iter()
        .find(|it| it.name == "contoso-pipelines")
        .unwrap();
    let own = access_token_by_secret(&emulator, contoso);
    let guest = guest_token(&emulator);
    let mut ids = Vec::new();
    for (organization, token, name) in [
        ("acme", &renovate, "acme-renovate"),
        ("acme-labs", &renovate, "acme-renovate"),
        ("contoso", &own, "contoso-pipelines"),
        ("contoso", &guest, "acme-deployments-legacy"),
    ] {
        let response = at(&emulator, organization, Some(token));
        assert_eq!(response.status, 200, "{organization} {name}");
        let body = response.json();
        let organization = world.organization_named(organization).unwrap();
        assert_eq!(body["instanceId"], organization.id.to_string());
        let user = &body["authenticatedUser"];
        assert_eq!(user["providerDisplayName"], name);
        let descriptor = user["descriptor"].as_str().unwrap();
        assert!(
            descriptor.contains(&format!(";{}\\", organization.tenant_id)),
            "{descriptor}"
        );
        ids.push(user["id"].clone());
    }
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before);
}

#[test]
fn identity_of_the_tenant_that_was_not_added_is_refused() {
    let emulator = emulator("default");
    let ours = access_token(&emulator, "azure-devops-wif");
    let response = at(&emulator, "acme-labs", Some(&ours));
    assert_eq!(response.status, 401);
    assert!(response.body.contains("TF401444"), "{}", response.body);
    let world = emulator.world();
    let reports = world
        .applications
        .iter()
        .find(|it| it.name == "contoso-reports")
        .unwrap();
    let theirs = access_token_by_secret(&emulator, reports);
    let response = at(&emulator, "contoso", Some(&theirs));
    let tenant = world.other_tenant.id;
    let name = format!("{tenant}\\\\{tenant}\\\\{}", reports.service_principal_id);
    assert!(response.body.contains(&name), "{}", response.body);
}

#[test]
fn job_and_project_are_of_one_organization_only() {
    let emulator = emulator("default");
    let job_token = &emulator.world().job.token;
    for organization in ["contoso", "acme-labs"] {
        let response = at(&emulator, organization, Some(job_token));
        assert_eq!(response.status, 401, "{organization}");
    }
    let guest = guest_token(&emulator);
    let contoso = emulator.world().organization_named("contoso").unwrap();
    for (path, code) in [
        ("_apis/projects/Widgets", "TF200016"),
        (
            "Widgets/_apis/git/repositories/widgets?api-version=7.1",
            "TF401019",
        ),
    ] {
        let url = emulator.organization_url(contoso).join(path).unwrap();
        let response = Request::get(url).bearer(&guest).suppress().send(&emulator);
        assert_eq!(response.status, 404, "{path}");
        assert!(response.body.contains(code), "{path}: {}", response.body);
    }
}

#[test]
fn application_is_known_only_where_it_has_a_service_principal() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, "azure-devops-wif");
    for tenant in [
        emulator.world().other_tenant.id.to_string(),
        "contoso.onmicrosoft.com".to_owned(),
    ] {
        let exchange = Exchange::new(&emulator, "azure-devops-wif", &assertion);
        let response = exchange.tenant(&tenant).send(&emulator);
        assert_eq!(response.status, 400);
        let body = response.json();
        assert_eq!(body["error_codes"][0], 700_016);
        let description = body["error_description"].as_str().unwrap();
        assert!(description.contains("directory 'Contoso'"), "{description}");
    }
}
