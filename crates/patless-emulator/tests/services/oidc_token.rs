//! Tests the assertion endpoint.

use patless_emulator::{Emulator, Scenario};
use serde_json::Value;
use url::Url;

use crate::client::{Request, Response};
use crate::job::{assertion, assertion_url, emulator, part, request_assertion};

/// Sends a POST request as the job, with this query.
fn post(emulator: &Emulator, query: &str) -> Response {
    let mut url = emulator.oidc_request_uri();
    url.set_query(Some(query));
    post_to(emulator, url)
}

fn post_to(emulator: &Emulator, url: Url) -> Response {
    Request::post(url)
        .bearer(&emulator.world().job.token)
        .suppress()
        .send(emulator)
}

fn claims(response: &Response) -> Value {
    assert_eq!(response.status, 200, "{response:?}");
    part(response.json()["oidcToken"].as_str().unwrap(), 1)
}

fn seconds(claims: &Value, later: &str, earlier: &str) -> i64 {
    claims[later].as_i64().unwrap() - claims[earlier].as_i64().unwrap()
}

#[test]
fn request_without_connection_gets_the_assertion_of_the_pipeline() {
    let emulator = emulator("default");
    let claims = claims(&post(&emulator, "api-version=7.1"));
    let organization_id = emulator.world().organization.id;
    assert_eq!(claims["sub"], "p://acme/Widgets/widgets-ci");
    assert_eq!(
        claims["iss"],
        format!("https://vstoken.dev.azure.com/{organization_id}")
    );
    assert_eq!(claims["aud"], "api://AzureADTokenExchange");
    assert_eq!(claims["def_id"], "42");
    assert_eq!(claims["run_id"], "1207");
    for name in [
        "jti", "org_id", "prj_id", "rpo_id", "rpo_uri", "rpo_ver", "rpo_ref",
    ] {
        assert!(claims[name].is_string(), "{name}");
    }
    assert_eq!(seconds(&claims, "iat", "nbf"), 600);
    assert_eq!(seconds(&claims, "exp", "iat"), 300);
}

#[test]
fn connection_name_gets_the_assertion_of_the_pipeline() {
    let emulator = emulator("default");
    let response = post(
        &emulator,
        "api-version=7.1&serviceConnectionId=azure-devops-wif",
    );
    assert_eq!(claims(&response)["sub"], "p://acme/Widgets/widgets-ci");
}

#[test]
fn legacy_connection_gets_an_assertion_of_azure_devops() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, "azure-wif-legacy");
    let claims = part(&assertion, 1);
    assert_eq!(claims["sub"], "sc://acme/Widgets/azure-wif-legacy");
    assert_eq!(claims["aud"], "api://AzureADTokenExchange");
    assert_eq!(seconds(&claims, "iat", "nbf"), 600);
    assert_eq!(seconds(&claims, "exp", "iat"), 300);
    assert!(claims["org_id"].is_null());
    let header = part(&assertion, 0);
    assert_eq!(header["typ"], "JWT");
    assert_eq!(header["alg"], "RS256");
    assert!(header["kid"].is_string() && header["x5t"].is_string());
}

#[test]
fn connection_gets_an_assertion_of_entra() {
    let emulator = emulator("default");
    let claims = part(&assertion(&emulator, "azure-devops-wif"), 1);
    let world = emulator.world();
    let connection = world.connection("azure-devops-wif").unwrap();
    assert_eq!(claims["aud"], "fb60f99c-7a34-4190-8149-302f77469936");
    assert_eq!(
        claims["iss"],
        format!("https://login.microsoftonline.com/{}/v2.0", world.tenant.id),
    );
    let subject = claims["sub"].as_str().unwrap();
    assert!(subject.starts_with("/eid1/c/pub/t/"), "{subject}");
    assert!(
        subject.contains("/a/rISbSSETf0KqFyZ8ppdXmA/sc/"),
        "{subject}"
    );
    assert!(subject.ends_with(&connection.id.to_string()), "{subject}");
    assert_eq!(claims["azp"], "499b84ac-1321-427f-aa17-267ca6975798");
    assert_eq!(claims["azpacr"], "2");
    assert_eq!(claims["idtyp"], "app");
    assert_eq!(claims["ver"], "2.0");
    for name in ["tid", "oid", "aio", "rh", "uti", "xms_ficinfo", "xms_idrel"] {
        assert!(claims[name].is_string(), "{name}");
    }
    assert_eq!(seconds(&claims, "iat", "nbf"), 0);
    assert_eq!(seconds(&claims, "exp", "iat"), 86_700);
}

#[test]
fn assertion_of_entra_is_cached_and_that_of_azure_devops_is_not() {
    let emulator = emulator("default");
    let entra = [(); 2].map(|()| assertion(&emulator, "azure-wif"));
    assert_eq!(entra[0], entra[1]);
    let legacy = [(); 2].map(|()| part(&assertion(&emulator, "azure-wif-legacy"), 1));
    assert_ne!(legacy[0]["jti"], legacy[1]["jti"]);
}

#[test]
fn responses_have_the_ids_for_support() {
    let emulator = emulator("default");
    for response in [
        request_assertion(&emulator, "azure-wif"),
        post(&emulator, ""),
    ] {
        for name in ["ActivityId", "X-VSS-E2EID", "X-MSEDGE-REF"] {
            assert!(response.header(name).is_some(), "{name}");
        }
    }
}

#[test]
fn basic_credential_with_any_user_is_accepted() {
    use base64::Engine;
    let emulator = emulator("default");
    let pair = format!("anyone:{}", emulator.world().job.token);
    let basic = base64::engine::general_purpose::STANDARD.encode(pair);
    let response = Request::post(assertion_url(&emulator, "azure-wif"))
        .header(format!("Authorization: Basic {basic}"))
        .send(&emulator);
    assert_eq!(response.status, 200);
}

#[test]
fn get_is_refused_with_405() {
    let emulator = emulator("default");
    let response = Request::get(assertion_url(&emulator, "azure-wif"))
        .bearer(&emulator.world().job.token)
        .send(&emulator);
    assert_eq!(response.status, 405);
    assert_eq!(
        response.json()["value"]["Message"],
        "The requested resource does not support http method 'GET'.",
    );
}

#[test]
fn request_without_length_is_refused_with_411() {
    let emulator = emulator("default");
    let response = Request::post(assertion_url(&emulator, "azure-wif"))
        .without_length()
        .bearer(&emulator.world().job.token)
        .send(&emulator);
    assert_eq!(response.status, 411);
}

#[test]
fn missing_api_version_is_refused() {
    let emulator = emulator("default");
    let response = post(&emulator, "");
    assert_eq!(response.status, 400);
    let body = response.json();
    assert_eq!(body["typeKey"], "VssVersionNotSpecifiedException");
    let message = body["message"].as_str().unwrap();
    assert!(message.starts_with("No api-version was supplied for the \"POST\" request."));
}

#[test]
fn known_api_versions_are_accepted() {
    let emulator = emulator("default");
    for version in ["7.1", "7.1-preview.1", "7.2-preview.1"] {
        let response = post(&emulator, &format!("api-version={version}"));
        assert_eq!(response.status, 200, "{version}");
    }
    let response = Request::post(emulator.oidc_request_uri())
        .bearer(&emulator.world().job.token)
        .header("Accept: application/json;api-version=7.2-preview.1")
        .send(&emulator);
    assert_eq!(response.status, 200);
}

#[test]
fn unreleased_version_without_preview_is_refused() {
    let response = post(&emulator("default"), "api-version=7.2");
    assert_eq!(response.status, 400);
    assert_eq!(
        response.json()["typeKey"],
        "VssInvalidPreviewVersionException"
    );
}

#[test]
fn body_that_is_not_json_is_refused() {
    let emulator = emulator("default");
    let send = |content_type: &str| {
        Request::post(assertion_url(&emulator, "azure-wif"))
            .bearer(&emulator.world().job.token)
            .header(format!("Content-Type: {content_type}"))
            .body("{}")
            .send(&emulator)
    };
    assert_eq!(send("application/json; charset=utf-8").status, 200);
    let refused = send("text/plain");
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.json()["typeKey"],
        "VssRequestContentTypeNotSupportedException"
    );
}

#[test]
fn invalid_job_token_is_refused_with_401_if_redirects_are_suppressed() {
    let emulator = emulator("bad-job-token");
    let response = request_assertion(&emulator, "azure-wif");
    assert_eq!(response.status, 401);
    let message = response.json()["message"].to_string();
    assert!(message.contains("TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'"));
    assert_eq!(response.all_headers("WWW-Authenticate").len(), 3);
    assert_eq!(
        response.header("X-VSS-ResourceTenant"),
        Some(emulator.world().tenant.id.to_string().as_str()),
    );
}

#[test]
fn missing_job_token_is_redirected_to_sign_in_on_another_host() {
    let emulator = emulator("default");
    let response = Request::post(assertion_url(&emulator, "azure-wif")).send(&emulator);
    assert_eq!(response.status, 302);
    let location = Url::parse(response.header("Location").unwrap()).unwrap();
    assert_eq!(location.path(), "/_signin");
    assert_ne!(location.origin(), emulator.azure_devops_url().origin());
    let page = Request::get(location).send(&emulator);
    assert_eq!(page.status, 203);
    assert!(page.body.starts_with("<!DOCTYPE html>"));
}

#[test]
fn expired_job_token_is_refused() {
    assert_eq!(
        request_assertion(&emulator("expired-job-token"), "azure-wif").status,
        401
    );
}

#[test]
fn job_token_of_another_plan_is_forbidden() {
    let response = request_assertion(&emulator("other-job-token"), "azure-wif");
    assert_eq!(response.status, 403);
    let body = response.json();
    assert_eq!(body["typeKey"], "TaskOrchestrationPlanSecurityException");
    let message = body["message"].as_str().unwrap();
    assert!(message.contains("does not have write permissions for orchestration plan"));
}

#[test]
fn wrong_path_is_not_found() {
    let emulator = emulator("default");
    let job = &emulator.world().job;
    let project_id = emulator.world().project.id.to_string();
    let plan_id = job.plan_id.to_string();
    let job_id = job.job_id.to_string();
    let other = "00000000-0000-4000-8000-000000000001";
    let rows = [
        (project_id.as_str(), "Widgets", 400, ""),
        (&project_id, other, 404, ""),
        ("hubs/build", "hubs/nonsense", 404, ""),
        (
            "hubs/build",
            "hubs/rm",
            404,
            "TaskOrchestrationPlanNotFoundException",
        ),
        (
            &plan_id,
            other,
            404,
            "TaskOrchestrationPlanNotFoundException",
        ),
        (&job_id, other, 404, "TaskOrchestrationJobNotFoundException"),
    ];
    for (right, wrong, status, type_key) in rows {
        let mut url = assertion_url(&emulator, "azure-wif");
        url.set_path(&url.path().replace(right, wrong));
        let response = post_to(&emulator, url);
        assert_eq!(response.status, status, "{wrong}");
        if type_key.is_empty() {
            assert_eq!(response.body, "", "{wrong}");
        } else {
            assert_eq!(response.json()["typeKey"], type_key);
        }
    }
}

#[test]
fn path_ignores_case() {
    let emulator = emulator("default");
    let mut url = assertion_url(&emulator, "azure-wif");
    url.set_path(&url.path().to_uppercase());
    assert_eq!(post_to(&emulator, url).status, 200);
}

#[test]
fn unknown_connection_is_refused() {
    let emulator = emulator("default");
    let id = "00000000-0000-4000-8000-000000000001";
    let response = post(
        &emulator,
        &format!("api-version=7.1&serviceConnectionId={id}"),
    );
    assert_eq!(response.status, 400);
    assert_eq!(response.json()["typeKey"], "EndpointNotFoundException");
}

#[test]
fn connection_without_reference_is_refused_with_a_message() {
    let emulator = emulator("connection-not-referenced");
    let response = request_assertion(&emulator, "azure-wif");
    let id = emulator.world().connection("azure-wif").unwrap().id;
    let message = format!(
        "There is no explicit reference to service connection {id} from current stage \
         Build.Job.__default.",
    );
    assert_eq!(response.status, 400);
    let body = response.json();
    assert_eq!(body["count"], message.len());
    assert_eq!(body["value"], message);
}

#[test]
fn connection_without_reference_was_not_found_in_the_past() {
    let response = request_assertion(&emulator("connection-not-referenced-legacy"), "azure-wif");
    assert_eq!(response.status, 404);
    assert_eq!(response.body, "");
}

#[test]
fn connection_without_federation_gets_no_assertion() {
    let emulator = emulator("default");
    for name in ["azure-secret", "azure-msi"] {
        let response = request_assertion(&emulator, name);
        assert_eq!(response.status, 404, "{name}");
        assert_eq!(response.body, "", "{name}");
    }
}

#[test]
fn clock_offset_moves_assertion_and_date() {
    let ahead = Scenario {
        clock_offset_s: 10 * 86_400,
        ..Scenario::default()
    };
    let [ahead, right] = [ahead, Scenario::default()].map(|scenario| {
        let emulator = Emulator::start(scenario).unwrap();
        let response = request_assertion(&emulator, "azure-wif");
        (
            response.header("Date").unwrap().to_owned(),
            claims(&response)["iat"].as_i64().unwrap(),
        )
    });
    assert_ne!(ahead.0, right.0);
    assert!((863_990..864_010).contains(&(ahead.1 - right.1)));
}
