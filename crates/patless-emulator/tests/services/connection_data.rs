//! Tests the route of the connection data, which identifies the caller.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patless_emulator::scenario::EntraKnobs;
use patless_emulator::{Emulator, Scenario};

use crate::client::{Request, Response};
use crate::job::{Exchange, access_token, assertion, emulator};

fn request(emulator: &Emulator, method: &'static str) -> Request {
    let url = emulator
        .azure_devops_url()
        .join("_apis/connectionData")
        .unwrap();
    Request::with_method(method, url)
}

fn request_with(emulator: &Emulator, token: &str) -> Response {
    request(emulator, "GET")
        .bearer(token)
        .suppress()
        .send(emulator)
}

#[test]
fn member_gets_its_identity() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "azure-devops-wif");
    let response = request_with(&emulator, &token);
    let body = response.json();
    assert_eq!(response.status, 200, "{body}");
    let world = emulator.world();
    let application = world
        .application(world.default_connection().client_id)
        .unwrap();
    let user = &body["authenticatedUser"];
    assert_eq!(body["instanceId"], world.organization.id.to_string());
    assert_eq!(user["id"], application.identity_id.to_string());
    assert_eq!(user["providerDisplayName"], application.name);
    assert_eq!(
        user["descriptor"],
        format!(
            "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;{}\\{}",
            world.tenant.id, application.service_principal_id,
        ),
    );
    assert!(
        user["subjectDescriptor"]
            .as_str()
            .unwrap()
            .starts_with("aadsp.")
    );
    assert_eq!(user, &body["authorizedUser"]);
}

#[test]
fn basic_credential_with_any_user_is_accepted() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "azure-devops-wif");
    for user in ["", "x", "WorkloadIdentityFederation"] {
        let basic = STANDARD.encode(format!("{user}:{token}"));
        let response = request(&emulator, "GET")
            .header(format!("Authorization: Basic {basic}"))
            .send(&emulator);
        assert_eq!(response.status, 200, "{user}");
    }
}

#[test]
fn job_token_belongs_to_the_build_service() {
    let emulator = emulator("default");
    let body = request_with(&emulator, &emulator.world().job.token).json();
    assert_eq!(
        body["authenticatedUser"]["providerDisplayName"],
        "Widgets Build Service (acme)",
    );
}

#[test]
fn application_outside_the_organization_is_refused() {
    let emulator = emulator("default");
    let token = access_token(&emulator, "azure-wif");
    let response = request_with(&emulator, &token);
    assert_eq!(response.status, 401);
    let world = emulator.world();
    let client_id = world.connection("azure-wif").unwrap().client_id;
    let application = world.application(client_id).unwrap();
    assert_eq!(
        response.json()["message"],
        format!(
            "TF401444: Please sign-in at least once as {0}\\{0}\\{1} in a web browser to enable \
             access to the service.",
            world.tenant.id, application.service_principal_id,
        ),
    );
}

#[test]
fn access_token_for_another_resource_is_refused_like_an_invalid_one() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, "azure-devops-wif");
    let body = Exchange::new(&emulator, "azure-devops-wif", &assertion)
        .with("scope", "https://management.azure.com/.default")
        .send(&emulator)
        .json();
    let foreign = body["access_token"].as_str().unwrap();
    for token in [foreign, "garbage"] {
        let response = request_with(&emulator, token);
        assert_eq!(response.status, 401);
        assert!(response.body.contains("TF400813"));
    }
}

#[test]
fn expired_access_token_is_refused() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(0),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let token = access_token(&emulator, "azure-devops-wif");
    assert_eq!(request_with(&emulator, &token).status, 401);
}

#[test]
fn anonymous_caller_gets_the_tenant() {
    let emulator = emulator("default");
    let response = request(&emulator, "HEAD").suppress().send(&emulator);
    let tenant_id = emulator.world().tenant.id;
    assert_eq!(response.status, 401);
    assert_eq!(response.body, "");
    assert_eq!(
        response.all_headers("WWW-Authenticate"),
        [
            format!(
                "Bearer authorization_uri={}{tenant_id}",
                emulator.authority_host()
            ),
            format!(
                "Basic realm=\"{}/\"",
                emulator.azure_devops_url().origin().ascii_serialization(),
            ),
            "TFS-Federated".to_owned(),
        ],
    );
    assert_eq!(
        response.header("X-VSS-ResourceTenant"),
        Some(tenant_id.to_string().as_str())
    );
}

#[test]
fn anonymous_browser_is_redirected_to_the_sign_in_page() {
    let emulator = emulator("default");
    let response = request(&emulator, "GET").send(&emulator);
    assert_eq!(response.status, 302);
    assert!(
        response
            .header("Location")
            .unwrap()
            .contains("/_signin?realm=dev.azure.com")
    );
    assert!(response.header("X-VSS-ResourceTenant").is_some());
}

#[test]
fn path_ignores_case() {
    let emulator = emulator("default");
    let url = emulator
        .azure_devops_url()
        .join("_apis/connectiondata")
        .unwrap();
    let response = Request::get(url).suppress().send(&emulator);
    assert_eq!(response.status, 401);
}
