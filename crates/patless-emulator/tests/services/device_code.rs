//! Tests the device code flow.

use patless_emulator::scenario::{AccessTokenShape, DeviceCodeKnobs, EntraKnobs, UserDecision};
use patless_emulator::{Emulator, Scenario};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::client::{Request, Response};
use crate::job::{AZURE_DEVOPS_SCOPE, emulator, part};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Starts an emulator with knobs of the device code flow.
fn with_knobs(device_code: DeviceCodeKnobs) -> Emulator {
    Emulator::start(Scenario {
        entra: EntraKnobs {
            device_code,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap()
}

/// Knobs that accept every pace.
fn fast() -> DeviceCodeKnobs {
    DeviceCodeKnobs {
        interval_s: 0,
        ..DeviceCodeKnobs::default()
    }
}

/// Sends a form to an endpoint of a tenant.
fn post(emulator: &Emulator, tenant: &str, endpoint: &str, fields: &[(&str, &str)]) -> Response {
    let path = format!("{tenant}/oauth2/v2.0/{endpoint}");
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    Request::post(emulator.authority_host().join(&path).unwrap())
        .header("Content-Type: application/x-www-form-urlencoded")
        .body(body)
        .send(emulator)
}

/// Returns the client ID of an application.
fn client_id(emulator: &Emulator, application: &str) -> String {
    let application = emulator.world().application_named(application).unwrap();
    application.client_id.to_string()
}

/// Requests a device code for a scope.
fn request(emulator: &Emulator, scope: &str) -> Response {
    let client_id = client_id(emulator, "acme-desk");
    let fields = [("client_id", client_id.as_str()), ("scope", scope)];
    post(emulator, "acme.onmicrosoft.com", "devicecode", &fields)
}

/// Returns a device code for Azure DevOps.
fn device_code(emulator: &Emulator) -> String {
    let body = request(emulator, AZURE_DEVOPS_SCOPE).json();
    body["device_code"].as_str().unwrap().to_owned()
}

/// Polls with a device code.
fn poll(emulator: &Emulator, code: &str) -> Response {
    let client_id = client_id(emulator, "acme-desk");
    let fields = [
        ("client_id", client_id.as_str()),
        ("grant_type", DEVICE_CODE),
        ("device_code", code),
    ];
    post(emulator, "acme.onmicrosoft.com", "token", &fields)
}

/// Checks the OAuth error of a response.
fn assert_error(response: &Response, error: &str) {
    assert_eq!(response.status, 400, "{response:?}");
    let body = response.json();
    assert_eq!(body["error"], error, "{body}");
    let description = body["error_description"].as_str().unwrap();
    assert!(description.starts_with("AADSTS"), "{description}");
}

#[test]
fn response_has_what_the_user_needs() {
    let emulator = emulator("default");
    let body = request(&emulator, AZURE_DEVOPS_SCOPE).json();
    assert_eq!(body["expires_in"], 900);
    assert_eq!(body["interval"], 5);
    assert_eq!(
        body["verification_uri"],
        "https://microsoft.com/devicelogin"
    );
    assert_eq!(body["verification_uri_complete"], Value::Null);
    let user_code = body["user_code"].as_str().unwrap();
    assert_eq!(user_code.len(), 9);
    let message = body["message"].as_str().unwrap();
    assert!(message.contains(user_code) && message.contains("https://microsoft.com/devicelogin"));
    let device_code = body["device_code"].as_str().unwrap().to_owned();
    assert!(emulator.secrets().contains(&device_code));
    assert!(!emulator.secrets().contains(&user_code.to_owned()));
}

#[test]
fn user_who_signs_in_gets_an_access_token_for_the_organization() {
    let emulator = with_knobs(fast());
    let body = poll(&emulator, &device_code(&emulator)).json();
    let access_token = body["access_token"].as_str().unwrap();
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], 3599);
    assert!(body["refresh_token"].is_null() && body["id_token"].is_null());
    assert!(emulator.secrets().contains(&access_token.to_owned()));

    let url = emulator.azure_devops_url();
    let url = url.join("_apis/connectionData").unwrap();
    let data = Request::get(url).bearer(access_token).send(&emulator);
    let user = &data.json()["authenticatedUser"];
    assert_eq!(user["id"], json!(emulator.world().people[0].identity_id));
    assert_eq!(user["providerDisplayName"], "Ada Lovelace");
    assert_eq!(user["properties"]["Account"]["$value"], "ada@acme.example");
    let repository = "Widgets/_apis/git/repositories/widgets?api-version=7.1";
    let url = emulator.azure_devops_url().join(repository).unwrap();
    let repository = Request::get(url).bearer(access_token).send(&emulator);
    assert_eq!(repository.status, 200, "{repository:?}");
}

#[test]
fn user_has_a_profile_and_is_a_user_of_one_organization() {
    let emulator = with_knobs(fast());
    let body = poll(&emulator, &device_code(&emulator)).json();
    let access_token = body["access_token"].as_str().unwrap();
    let get = |path: &str| {
        let url = emulator.azure_devops_url().join(path).unwrap();
        let request = Request::get(url).suppress().bearer(access_token);
        request.send(&emulator)
    };
    let profile = get("/_apis/profile/profiles/me").json();
    let person = &emulator.world().people[0];
    assert_eq!(profile["id"], json!(person.profile_id));
    assert_eq!(profile["emailAddress"], "ada@acme.example");
    let principals = get("_apis/graph/serviceprincipals?api-version=7.1-preview.1");
    assert_eq!(principals.status, 200, "{principals:?}");
    // One organization of her tenant that she was not added to, and one of another tenant.
    let other = get("/acme-labs/_apis/connectionData");
    assert_eq!(other.status, 401);
    assert!(other.body.contains("TF401444"), "{other:?}");
    let foreign = get("/contoso/_apis/connectionData");
    assert_eq!(foreign.status, 401);
    assert!(foreign.body.contains("TF400813"), "{foreign:?}");
}

#[test]
fn public_client_of_another_tenant_is_unknown() {
    let emulator = emulator("default");
    let client_id = client_id(&emulator, "acme-desk");
    let fields = [
        ("client_id", client_id.as_str()),
        ("scope", AZURE_DEVOPS_SCOPE),
    ];
    let tenant = emulator.world().other_tenant.id.to_string();
    let response = post(&emulator, &tenant, "devicecode", &fields);
    assert_error(&response, "unauthorized_client");
    let body = response.json();
    let description = body["error_description"].as_str().unwrap();
    assert!(description.contains("'Contoso'"), "{description}");
}

#[test]
fn jwt_shaped_token_of_a_user_names_the_user() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_shape: AccessTokenShape::JwtShaped,
            device_code: fast(),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let body = poll(&emulator, &device_code(&emulator)).json();
    let claims = part(body["access_token"].as_str().unwrap(), 1);
    assert_eq!(claims["upn"], "ada@acme.example");
    assert_eq!(claims["scp"], "user_impersonation");
    assert_eq!(claims["appid"], client_id(&emulator, "acme-desk"));
}

#[test]
fn scopes_for_sign_in_add_their_tokens() {
    let emulator = with_knobs(fast());
    let scope = format!("{AZURE_DEVOPS_SCOPE} openid profile offline_access");
    let code = request(&emulator, &scope).json();
    let body = poll(&emulator, code["device_code"].as_str().unwrap()).json();
    let claims = part(body["id_token"].as_str().unwrap(), 1);
    assert_eq!(claims["preferred_username"], "ada@acme.example");
    let refresh_token = body["refresh_token"].as_str().unwrap();
    let client_id = client_id(&emulator, "acme-desk");
    let renew = |refresh_token: &str| {
        let fields = [
            ("client_id", client_id.as_str()),
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
            ("scope", AZURE_DEVOPS_SCOPE),
        ];
        post(&emulator, "common", "token", &fields)
    };
    let renewed = renew(refresh_token).json();
    assert_ne!(renewed["access_token"], body["access_token"]);
    assert!(renewed["access_token"].is_string());
    assert_error(&renew("another"), "invalid_grant");
}

#[test]
fn code_is_pending_before_the_user_signs_in_and_good_once() {
    let emulator = with_knobs(DeviceCodeKnobs {
        pending_polls: 2,
        ..fast()
    });
    let code = device_code(&emulator);
    assert_error(&poll(&emulator, &code), "authorization_pending");
    assert_error(&poll(&emulator, &code), "authorization_pending");
    assert_eq!(poll(&emulator, &code).status, 200);
    assert_error(&poll(&emulator, &code), "bad_verification_code");
}

#[test]
fn client_that_polls_too_soon_is_told_again_and_again() {
    let emulator = with_knobs(DeviceCodeKnobs {
        // No machine is so slow.
        interval_s: 86_400,
        lifetime_s: 864_000,
        pending_polls: 1,
        ..DeviceCodeKnobs::default()
    });
    let code = device_code(&emulator);
    assert_error(&poll(&emulator, &code), "authorization_pending");
    assert_error(&poll(&emulator, &code), "slow_down");
    assert_error(&poll(&emulator, &code), "slow_down");
}

#[test]
fn knob_slows_a_client_down_at_its_first_poll() {
    let emulator = with_knobs(DeviceCodeKnobs {
        slow_downs: 1,
        ..fast()
    });
    assert_error(&poll(&emulator, &device_code(&emulator)), "slow_down");
}

#[test]
fn end_without_access_token_has_its_own_error() {
    let expired = with_knobs(DeviceCodeKnobs {
        lifetime_s: 0,
        ..fast()
    });
    assert_error(&poll(&expired, &device_code(&expired)), "expired_token");
    let declined = with_knobs(DeviceCodeKnobs {
        decision: UserDecision::Declines,
        ..fast()
    });
    assert_error(
        &poll(&declined, &device_code(&declined)),
        "authorization_declined",
    );
    assert_error(&poll(&declined, "another"), "bad_verification_code");
}

#[test]
fn code_of_another_client_is_unknown() {
    let emulator = with_knobs(fast());
    let code = device_code(&emulator);
    let fields = [
        ("client_id", "04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
        ("grant_type", DEVICE_CODE),
        ("device_code", &code),
    ];
    let response = post(&emulator, "organizations", "token", &fields);
    assert_error(&response, "bad_verification_code");
}

#[test]
fn bad_request_is_refused_with_its_code() {
    let emulator = with_knobs(fast());
    let code = |response: &Response| response.json()["error_codes"][0].as_u64();
    for scope in ["openid", "vso.code", "a/.default b/.default"] {
        assert_eq!(code(&request(&emulator, scope)), Some(70011), "{scope}");
    }
    let unknown = request(&emulator, "https://dev.azure.com/.default");
    assert_eq!(code(&unknown), Some(500_011));
    assert_eq!(code(&request(&emulator, "")), Some(900_144));
    let desk = client_id(&emulator, "acme-desk");
    let consumers = [("client_id", desk.as_str()), ("scope", AZURE_DEVOPS_SCOPE)];
    let response = post(&emulator, "consumers", "devicecode", &consumers);
    assert_eq!(code(&response), Some(9_001_023));

    let token = |fields: &[(&str, &str)]| {
        let grant = [("grant_type", DEVICE_CODE)];
        let fields: Vec<_> = grant.iter().chain(fields).copied().collect();
        code(&post(&emulator, "common", "token", &fields))
    };
    assert_eq!(token(&[("device_code", "x")]), Some(900_144));
    assert_eq!(token(&[("client_id", &desk)]), Some(900_144));
    // An application that is no public client needs its credential.
    let confidential = client_id(&emulator, "acme-secret");
    let fields = [("client_id", confidential.as_str()), ("device_code", "x")];
    assert_eq!(token(&fields), Some(7_000_218));
    let fields = [
        ("client_id", desk.as_str()),
        ("device_code", "x"),
        ("client_secret", "x"),
    ];
    assert_eq!(token(&fields), Some(700_025));
}
