//! Tests the token endpoint.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless_emulator::{Emulator, Scenario};
use serde_json::{Value, json};

use crate::client::Response;
use crate::job::{Exchange, assertion, emulator, exchange, part};

/// Checks the status, the error and the code of a refusal, and the format of all refusals.
fn assert_refused(response: &Response, status: u16, error: &str, code: u32) {
    let body = response.json();
    assert_eq!(response.status, status, "{body}");
    assert_eq!(body["error"], error, "{body}");
    assert_eq!(body["error_codes"], json!([code]), "{body}");
    let description = body["error_description"].as_str().unwrap();
    assert!(
        description.starts_with(&format!("AADSTS{code}: ")),
        "{description}"
    );
    let ending = format!(
        " Trace ID: {} Correlation ID: {} Timestamp: {}",
        body["trace_id"].as_str().unwrap(),
        body["correlation_id"].as_str().unwrap(),
        body["timestamp"].as_str().unwrap(),
    );
    assert!(description.ends_with(&ending), "{description}");
    assert_eq!(
        response.header("x-ms-request-id"),
        body["trace_id"].as_str()
    );
    assert_eq!(
        body["error_uri"],
        format!("https://login.microsoftonline.com/error?code={code}"),
    );
}

/// Exchanges an assertion that Entra issued, after a change of the fields.
fn changed(emulator: &Emulator, change: impl FnOnce(Exchange) -> Exchange) -> Response {
    let assertion = assertion(emulator, "azure-devops-wif");
    change(Exchange::new(emulator, "azure-devops-wif", &assertion)).send(emulator)
}

/// Changes a part of a JWT, and keeps the signature.
fn forged(jwt: &str, index: usize, change: impl FnOnce(&mut Value)) -> String {
    let mut parts: Vec<String> = jwt.split('.').map(ToOwned::to_owned).collect();
    let mut value = part(jwt, index);
    change(&mut value);
    parts[index] = URL_SAFE_NO_PAD.encode(value.to_string());
    parts.join(".")
}

#[test]
fn assertions_of_both_issuers_are_exchanged() {
    let emulator = emulator("default");
    for connection in [
        "azure-devops-wif",
        "azure-wif",
        "azure-wif-legacy",
        "renovate",
    ] {
        let response = exchange(&emulator, connection);
        let body = response.json();
        assert_eq!(response.status, 200, "{connection}: {body}");
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["expires_in"], 3599);
        assert_eq!(body["ext_expires_in"], 3599);
        assert!(body["refresh_in"].is_null());
        assert_eq!(body.as_object().unwrap().len(), 4);
    }
}

#[test]
fn access_token_is_opaque_by_default() {
    let body = exchange(&emulator("default"), "azure-devops-wif").json();
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(token.split('.').count(), 5);
    assert!((1300..1500).contains(&token.len()));
}

#[test]
fn access_token_is_a_jwt_in_the_jwt_scenario() {
    let emulator = emulator("jwt-shaped-token");
    let body = exchange(&emulator, "azure-devops-wif").json();
    let claims = part(body["access_token"].as_str().unwrap(), 1);
    let tenant_id = emulator.world().tenant.id;
    assert_eq!(claims["aud"], "499b84ac-1321-427f-aa17-267ca6975798");
    assert_eq!(
        claims["iss"],
        format!("https://sts.windows.net/{tenant_id}/")
    );
    assert_eq!(claims["ver"], "1.0");
    assert_eq!(claims["sub"], claims["oid"]);
    assert!(claims["scp"].is_null() && claims["roles"].is_null());
}

#[test]
fn assertion_is_exchanged_more_than_once() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, "azure-wif-legacy");
    let exchange = Exchange::new(&emulator, "azure-wif-legacy", &assertion);
    let tokens = [(); 2].map(|()| exchange.send(&emulator).json()["access_token"].to_string());
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn tenant_is_found_by_domain() {
    let response = changed(&emulator("default"), |it| it.tenant("acme.onmicrosoft.com"));
    assert_eq!(response.status, 200);
}

#[test]
fn tenant_that_is_not_a_name_is_refused() {
    for tenant in ["$(tenantId)", "%24%28tenantId%29"] {
        let response = changed(&emulator("default"), |it| it.tenant(tenant));
        assert_refused(&response, 400, "invalid_request", 900_023);
        assert!(
            response
                .body
                .contains("Specified tenant identifier '$(tenantId)' is neither")
        );
    }
}

#[test]
fn unknown_tenant_is_refused() {
    let emulator = emulator("default");
    for tenant in [
        "8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b22",
        "fabrikam.onmicrosoft.com",
    ] {
        let response = changed(&emulator, |it| it.tenant(tenant));
        assert_refused(&response, 400, "invalid_tenant", 90002);
    }
}

#[test]
fn common_tenant_is_refused() {
    let response = changed(&emulator("default"), |it| it.tenant("common"));
    assert_refused(&response, 400, "invalid_request", 9_001_023);
}

#[test]
fn missing_field_is_refused() {
    let emulator = emulator("default");
    for name in ["client_id", "scope", "grant_type"] {
        for response in [
            changed(&emulator, |it| it.without(name)),
            changed(&emulator, |it| it.with(name, "")),
        ] {
            assert_refused(&response, 400, "invalid_request", 900_144);
            assert!(
                response
                    .body
                    .contains(&format!("following parameter: '{name}'."))
            );
        }
    }
}

#[test]
fn duplicate_field_is_refused() {
    let emulator = emulator("default");
    let added = [
        ("scope", "another"),
        ("client_assertion", "another"),
        ("client_id", ""),
    ];
    for (name, value) in added {
        let response = changed(&emulator, |mut exchange| {
            exchange.fields.push((name, value.to_owned()));
            exchange
        });
        assert_refused(&response, 400, "invalid_request", 9_000_411);
        assert!(
            response
                .body
                .contains(&format!("The parameter '{name}' is duplicated."))
        );
    }
}

#[test]
fn missing_scope_is_refused_before_an_unknown_client() {
    let response = changed(&emulator("unknown-client"), |it| it.without("scope"));
    assert_refused(&response, 400, "invalid_request", 900_144);
}

#[test]
fn missing_assertion_is_refused() {
    let response = changed(&emulator("default"), |it| it.with("client_assertion", ""));
    assert_refused(&response, 401, "invalid_client", 7_000_218);
}

#[test]
fn resource_parameter_is_refused() {
    let response = changed(&emulator("default"), |it| it.with("resource", "https://x"));
    assert_refused(&response, 400, "invalid_request", 901_002);
}

#[test]
fn other_grant_is_refused() {
    let response = changed(&emulator("default"), |it| it.with("grant_type", "password"));
    assert_refused(&response, 400, "unsupported_grant_type", 70003);
}

#[test]
fn get_is_refused() {
    let emulator = emulator("default");
    let url = emulator
        .authority_host()
        .join("acme.onmicrosoft.com/oauth2/v2.0/token")
        .unwrap();
    let response = crate::client::Request::get(url).send(&emulator);
    assert_refused(&response, 400, "invalid_request", 900_561);
}

#[test]
fn client_id_that_is_not_an_id_is_refused() {
    let emulator = emulator("default");
    for client_id in ["$(clientId)", "00000000-0000-0000-0000-000000000000"] {
        let response = changed(&emulator, |it| it.with("client_id", client_id));
        assert_refused(&response, 400, "unauthorized_client", 700_038);
    }
}

#[test]
fn masked_assertion_is_refused() {
    let response = changed(&emulator("default"), |it| {
        it.with("client_assertion", "***")
    });
    assert_refused(&response, 400, "invalid_request", 50027);
}

#[test]
fn assertion_with_other_header_is_refused() {
    let emulator = emulator("default");
    let good = assertion(&emulator, "azure-devops-wif");
    let rows = [("typ", "at+jwt", 5_002_727), ("alg", "none", 5_002_738)];
    for (name, value, code) in rows {
        let bad = forged(&good, 0, |header| header[name] = json!(value));
        let response = changed(&emulator, |it| it.with("client_assertion", &bad));
        assert_refused(&response, 400, "invalid_request", code);
    }
}

#[test]
fn forged_assertion_is_refused_for_its_signature() {
    let emulator = emulator("default");
    let good = assertion(&emulator, "azure-devops-wif");
    let other_claim = forged(&good, 1, |claims| claims["uti"] = json!("other"));
    let other_key = forged(&good, 0, |header| header["kid"] = json!("other"));
    for bad in [other_claim, other_key] {
        let response = changed(&emulator, |it| it.with("client_assertion", &bad));
        assert_refused(&response, 401, "invalid_client", 700_027);
    }
}

#[test]
fn forged_issuer_is_refused_before_the_signature() {
    let emulator = emulator("default");
    let good = assertion(&emulator, "azure-devops-wif");
    let bad = forged(&good, 1, |claims| {
        claims["iss"] = json!("https://issuer.example");
    });
    let response = changed(&emulator, |it| it.with("client_assertion", &bad));
    assert_refused(&response, 401, "invalid_client", 700_211);
    assert!(
        response
            .body
            .contains("assertion issuer 'https://issuer.example'.")
    );
}

#[test]
fn assertion_of_another_connection_is_refused_for_its_subject() {
    let emulator = emulator("default");
    let other = assertion(&emulator, "azure-wif");
    let response = changed(&emulator, |it| it.with("client_assertion", &other));
    assert_refused(&response, 401, "invalid_client", 700_213);
}

#[test]
fn scope_without_default_is_refused() {
    let emulator = emulator("default");
    for scope in [
        "499b84ac-1321-427f-aa17-267ca6975798",
        "https://vault.azure.net/.default https://graph.microsoft.com/.default",
        "https%3A%2F%2Fvault.azure.net%2F.default",
    ] {
        let response = changed(&emulator, |it| it.with("scope", scope));
        assert_refused(&response, 400, "invalid_scope", 1_002_012);
    }
}

#[test]
fn unknown_resource_is_refused() {
    let response = changed(&emulator("default"), |it| {
        it.with("scope", "https://dev.azure.com/.default")
    });
    assert_refused(&response, 400, "invalid_resource", 500_011);
    assert!(
        response
            .body
            .contains("named https://dev.azure.com was not found in the tenant named")
    );
}

#[test]
fn known_resources_are_granted() {
    let emulator = emulator("default");
    for scope in [
        "https://management.azure.com/.default",
        "https://management.azure.com//.default",
        "https://vault.azure.net/.default",
        "https://graph.microsoft.com/.default",
        "https://storage.azure.com/.default",
        "https://containerregistry.azure.net/.default",
    ] {
        assert_eq!(
            changed(&emulator, |it| it.with("scope", scope)).status,
            200,
            "{scope}"
        );
    }
}

#[test]
fn named_scenarios_are_refused_with_their_code() {
    let rows = [
        ("wrong-subject", 401, "invalid_client", 700_213),
        ("wrong-issuer", 401, "invalid_client", 700_211),
        ("wrong-audience", 401, "invalid_client", 700_212),
        ("subject-case", 401, "invalid_client", 7_002_138),
        ("no-federated-credential", 401, "invalid_client", 70025),
        ("propagation", 400, "invalid_request", 70021),
        ("expired-assertion", 401, "invalid_client", 700_024),
        ("entra-clock-ahead", 401, "invalid_client", 700_024),
        ("unknown-client", 400, "unauthorized_client", 700_016),
        ("unknown-tenant", 400, "invalid_tenant", 90002),
        ("no-service-principal", 401, "invalid_client", 7_000_229),
        (
            "disabled-service-principal",
            400,
            "unauthorized_client",
            7_000_112,
        ),
        ("conditional-access", 400, "invalid_grant", 53003),
        ("bad-scope", 400, "invalid_resource", 500_011),
    ];
    for (scenario, status, error, code) in rows {
        let emulator = emulator(scenario);
        for connection in ["azure-devops-wif", "azure-wif-legacy"] {
            assert_refused(&exchange(&emulator, connection), status, error, code);
        }
    }
}

#[test]
fn conditional_access_sends_a_claims_challenge() {
    let body = exchange(&emulator("conditional-access"), "azure-devops-wif").json();
    assert_eq!(body["suberror"], "message_only");
    let claims: Value = serde_json::from_str(body["claims"].as_str().unwrap()).unwrap();
    assert_eq!(claims["access_token"]["capolids"]["essential"], true);
}

#[test]
fn propagation_ends() {
    let emulator = emulator("propagation");
    let statuses = [(); 3].map(|()| exchange(&emulator, "azure-devops-wif").status);
    assert_eq!(statuses, [400, 400, 200]);
}

#[test]
fn wrong_audience_is_refused_with_the_presented_one() {
    let emulator = emulator("wrong-audience");
    let entra = exchange(&emulator, "azure-devops-wif");
    assert!(
        entra
            .body
            .contains("audience 'fb60f99c-7a34-4190-8149-302f77469936'.")
    );
    let legacy = exchange(&emulator, "azure-wif-legacy");
    assert!(
        legacy
            .body
            .contains("audience 'api://AzureADTokenExchange'.")
    );
}

#[test]
fn client_secret_is_accepted_only_if_it_is_right() {
    let emulator = emulator("default");
    let client_id = emulator
        .world()
        .connection("azure-secret")
        .unwrap()
        .client_id;
    let secret = emulator
        .world()
        .application(client_id)
        .unwrap()
        .client_secret
        .clone()
        .unwrap();
    let exchange = |secret: &str| {
        Exchange::new(&emulator, "azure-secret", "")
            .without("client_assertion")
            .without("client_assertion_type")
            .with("client_secret", secret)
            .send(&emulator)
    };
    assert_eq!(exchange(&secret).status, 200);
    assert_refused(&exchange("wrong"), 401, "invalid_client", 7_000_215);
}

#[test]
fn client_request_id_becomes_the_correlation_id() {
    let emulator = emulator("default");
    let id = "5c0ffee0-1234-4abc-8def-0123456789ab";
    let bad = Exchange::new(&emulator, "azure-devops-wif", "***");
    let in_header = bad
        .request(&emulator)
        .header(format!("client-request-id: {id}"))
        .header("return-client-request-id: true")
        .send(&emulator);
    assert_eq!(in_header.json()["correlation_id"], id);
    assert_eq!(in_header.header("client-request-id"), Some(id));
    let in_body = bad.with("client-request-id", id).send(&emulator);
    assert_eq!(in_body.json()["correlation_id"], id);
    assert_eq!(in_body.header("client-request-id"), None);
}

#[test]
fn long_lifetime_comes_with_refresh_in() {
    let body = exchange(&emulator("long-lived-token"), "azure-devops-wif").json();
    assert_eq!(body["expires_in"], 86_399);
    assert_eq!(body["refresh_in"], 43_199);
}

#[test]
fn unusual_responses_match_the_scenario() {
    let strings = exchange(&emulator("numbers-as-strings"), "azure-devops-wif").json();
    assert_eq!(strings["expires_in"], "3599");
    let empty = exchange(&emulator("no-access-token-in-reply"), "azure-devops-wif").json();
    assert_eq!(empty["access_token"], "");
}

#[test]
fn secrets_are_listed_once_they_are_issued() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let before = emulator.secrets();
    assert!(before.contains(&emulator.world().job.token));
    let assertion = assertion(&emulator, "azure-devops-wif");
    let body = Exchange::new(&emulator, "azure-devops-wif", &assertion)
        .send(&emulator)
        .json();
    let after = emulator.secrets();
    assert!(after.contains(&assertion));
    assert!(after.contains(&body["access_token"].as_str().unwrap().to_owned()));
    assert_eq!(after.len(), before.len() + 2);
}
