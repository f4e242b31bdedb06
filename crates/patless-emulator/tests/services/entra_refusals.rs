//! Tests the refusals of Entra by code, and their formats.

use patless_emulator::Scenario;
use serde_json::{Value, json};

use crate::job::{Exchange, assertion, emulator, exchange};

#[test]
fn every_code_has_its_own_body() {
    let codes = Scenario::names().filter_map(|name| {
        let code = name.strip_prefix("aadsts-")?.parse::<u32>().ok()?;
        Some((name, code))
    });
    for (name, code) in codes {
        let response = exchange(&emulator(name), "azure-devops-wif");
        let body = response.json();
        assert!(matches!(response.status, 400..=599), "{name}");
        assert_eq!(body["error_codes"], json!([code]), "{name}");
        let description = body["error_description"].as_str().unwrap();
        let start = format!("AADSTS{code}: ");
        assert!(description.starts_with(&start), "{description}");
        assert!(!description.contains(['{', '}']), "{description}");
        assert!(!description.contains("The request is refused."), "{name}");
        assert!(!body["error"].as_str().unwrap().is_empty(), "{name}");
    }
}

#[test]
fn status_and_error_match_the_code() {
    let rows = [
        (50027, 400, "invalid_request"),
        (50013, 400, "invalid_grant"),
        (70021, 400, "invalid_request"),
        (70052, 401, "invalid_client"),
        (90033, 503, "temporarily_unavailable"),
        (90055, 429, "temporarily_unavailable"),
        (501_051, 400, "invalid_grant"),
        (700_027, 401, "invalid_client"),
        (700_223, 401, "invalid_client"),
        (900_023, 400, "invalid_request"),
        (1_002_012, 400, "invalid_scope"),
        (7_000_222, 401, "invalid_client"),
        (7_002_381, 401, "invalid_client"),
    ];
    for (code, status, error) in rows {
        let response = exchange(&emulator(&format!("aadsts-{code}")), "azure-devops-wif");
        assert_eq!(response.status, status, "{code}");
        assert_eq!(response.json()["error"], error, "{code}");
    }
}

#[test]
fn message_contains_the_values_of_the_request() {
    let emulator = emulator("aadsts-70021");
    let text = exchange(&emulator, "azure-devops-wif").body;
    let connection = emulator.world().default_connection();
    let federation = connection.federation.as_ref().unwrap();
    assert!(text.contains(&format!("Assertion Issuer: '{}'.", federation.issuer)));
    assert!(text.contains(&format!("Assertion Subject: '{}'.", federation.subject)));
    assert!(text.contains("Assertion Audience: 'fb60f99c-7a34-4190-8149-302f77469936'."));
}

#[test]
fn refusal_by_code_comes_after_all_other_checks() {
    let emulator = emulator("aadsts-501051");
    let masked = Exchange::new(&emulator, "azure-devops-wif", "***").send(&emulator);
    assert_eq!(masked.json()["error_codes"], json!([50027]));
}

#[test]
fn temporary_refusals_end() {
    for (name, statuses) in [
        ("aadsts-90033-twice", [503, 503, 200]),
        ("aadsts-90055-once", [429, 200, 200]),
        ("propagation-returns", [400, 200, 400]),
        ("propagation-after-success", [200, 400, 200]),
    ] {
        let emulator = emulator(name);
        let seen = [(); 3].map(|()| exchange(&emulator, "azure-devops-wif").status);
        assert_eq!(seen, statuses, "{name}");
    }
}

#[test]
fn all_formats_have_the_same_content() {
    let plain = "assertion subject '/eid1/";
    let rows = [
        ("wrong-subject", plain, " Trace ID: ", json!([700_213])),
        (
            "refusal-with-line-breaks",
            plain,
            "\r\nTrace ID: ",
            json!([700_213]),
        ),
        (
            "refusal-with-escaped-apostrophes",
            plain,
            " Trace ID: ",
            json!([700_213]),
        ),
        (
            "refusal-with-escaped-quotes",
            "assertion subject \"/eid1/",
            " Trace ID: ",
            json!([700_213]),
        ),
        (
            "refusal-with-codes-as-strings",
            plain,
            " Trace ID: ",
            json!(["700213"]),
        ),
    ];
    for (name, subject, separator, codes) in rows {
        let body = exchange(&emulator(name), "azure-devops-wif").json();
        let description = body["error_description"].as_str().unwrap();
        assert!(description.contains(subject), "{name}: {description}");
        assert!(description.contains(separator), "{name}: {description}");
        assert_eq!(body["error_codes"], codes, "{name}");
    }
    let text = |name| exchange(&emulator(name), "azure-devops-wif").body;
    assert!(text("refusal-with-escaped-apostrophes").contains("subject \\u0027/eid1/"));
    assert!(text("refusal-with-escaped-quotes").contains("subject \\\"/eid1/"));
    assert!(text("refusal-with-line-breaks").contains("\\r\\nTrace ID: "));
}

#[test]
fn conditional_access_names_its_policy() {
    let body = exchange(&emulator("conditional-access"), "azure-devops-wif").json();
    let claims: Value = serde_json::from_str(body["claims"].as_str().unwrap()).unwrap();
    let policies = claims["access_token"]["capolids"]["values"]
        .as_array()
        .unwrap();
    assert!(uuid::Uuid::parse_str(policies[0].as_str().unwrap()).is_ok());
}

#[test]
fn clock_skew_is_refused_if_the_assertion_is_not_valid() {
    for (name, status) in [
        ("entra-clock-ahead-10-minutes", 200),
        ("entra-clock-ahead-10-minutes-short-assertion", 401),
        ("entra-clock-behind-10-minutes", 401),
        ("oidc-clock-ahead-10-minutes", 401),
        ("oidc-clock-behind-10-minutes", 200),
        ("oidc-clock-behind-10-minutes-short-assertion", 401),
    ] {
        let emulator = emulator(name);
        let assertion = assertion(&emulator, "azure-devops-wif");
        let response = Exchange::new(&emulator, "azure-devops-wif", &assertion).send(&emulator);
        assert_eq!(response.status, status, "{name}");
        if status == 401 {
            assert_eq!(response.json()["error_codes"], json!([700_024]), "{name}");
        }
    }
}
