//! An assertion for the page: each claim beside what the federated credential expects.

use serde_json::{Value, json};

use super::cover::Cover;
use crate::clock::iso_time;
use crate::journal::{Expectation, PresentedAssertion, RecordedRequest};
use crate::wire::{FEDERATION_AUDIENCE, FEDERATION_RESOURCE_ID};

/// Describes the assertion of a request. It is null if there is none.
pub(super) fn of(request: &RecordedRequest, cover: &Cover) -> Value {
    let Some(assertion) = &request.assertion else {
        return Value::Null;
    };
    let expected = match &assertion.expectation {
        Expectation::Federated { nearest, .. } => Some(nearest),
        _ => None,
    };
    let claim = |name, claim, presented: &str, expected: Option<&String>| {
        let verdict = expected.map(|it| verdict(claim, presented, it));
        json!({
            "name": name,
            "claim": claim,
            "presented": cover.text(presented, LONGEST_CLAIM),
            "expected": expected.map(|it| cover.text(it, LONGEST_CLAIM)),
            "verdict": verdict,
        })
    };
    json!({
        "note": note(&assertion.expectation),
        "claims": [
            claim("Issuer", "iss", &assertion.issuer, expected.map(|it| &it.issuer)),
            claim("Subject", "sub", &assertion.subject, expected.map(|it| &it.subject)),
            claim("Audience", "aud", &assertion.audience, expected.map(|it| &it.audience)),
            expiry(assertion, request.time_s),
        ],
    })
}

/// Compares a claim with the federated credential.
fn verdict(claim: &str, presented: &str, expected: &str) -> &'static str {
    if presented == expected {
        "equal"
    } else if claim == "aud"
        && presented == FEDERATION_RESOURCE_ID
        && expected == FEDERATION_AUDIENCE
    {
        "same resource"
    } else if presented.to_lowercase() == expected.to_lowercase() {
        "different in case"
    } else {
        "different"
    }
}

/// Describes the claim `exp`, which is compared with the clock.
fn expiry(assertion: &PresentedAssertion, now_s: i64) -> Value {
    let presented = assertion.expires_at_s.map_or_else(String::new, shown_time);
    let is_over = assertion.expires_at_s.is_none_or(|it| it <= now_s);
    json!({
        "name": "Expiry",
        "claim": "exp",
        "presented": presented,
        "expected": format!("after {}", shown_time(now_s)),
        "verdict": if is_over { "expired" } else { "not expired" },
    })
}

/// Shows a time, unless it is none that people live to see.
fn shown_time(time_s: i64) -> String {
    if (0..LATEST_S).contains(&time_s) {
        iso_time(time_s)
    } else {
        time_s.to_string()
    }
}

/// Tells what the claims are compared with.
fn note(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Federated { count: 1, .. } => {
            "Compared with the one federated credential of the application.".to_owned()
        }
        Expectation::Federated { count, .. } => format!(
            "Compared with the nearest of the {count} federated credentials of the application."
        ),
        Expectation::NoFederatedCredential => {
            "The application has no federated credential to compare with.".to_owned()
        }
        Expectation::Certificate => {
            "The application issued this assertion itself: Entra checks its \
             certificate, not a federated credential."
                .to_owned()
        }
        Expectation::UnknownClient => {
            "The tenant has no application with this client ID, so nothing is expected.".to_owned()
        }
    }
}

/// Longest claim that is shown, in characters.
const LONGEST_CLAIM: usize = 600;
/// End of the year 9999.
const LATEST_S: i64 = 253_402_300_800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_compared_as_entra_does() {
        for (claim, presented, expected, is) in [
            ("sub", "sc://a/B/c", "sc://a/B/c", "equal"),
            ("sub", "sc://a/b/c", "sc://a/B/c", "different in case"),
            ("sub", "sc://a/B/d", "sc://a/B/c", "different"),
            (
                "aud",
                FEDERATION_RESOURCE_ID,
                FEDERATION_AUDIENCE,
                "same resource",
            ),
            (
                "sub",
                FEDERATION_RESOURCE_ID,
                FEDERATION_AUDIENCE,
                "different",
            ),
        ] {
            assert_eq!(verdict(claim, presented, expected), is);
        }
    }

    #[test]
    fn time_that_is_none_is_a_number() {
        assert_eq!(shown_time(i64::MAX), i64::MAX.to_string());
        assert_eq!(shown_time(-1), "-1");
        assert!(shown_time(1_795_775_652).starts_with("2026-11-27T"));
    }
}
