//! Every failure has its row, and the true cause is found first.

use std::collections::HashSet;
use std::time::Duration;

use super::*;
use crate::catalogue::{Remedy, Retry, Sign, Values};
use crate::{
    Advice, AssertionError, ErrorKind, ExchangeError, Fault, Reason, Refusal, TransportError,
};

#[test]
fn names_are_unique_and_in_kebab_case() {
    let mut names = HashSet::new();
    for row in rows() {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(row.name.chars().all(kebab), "{}", row.name);
        assert!(names.insert(row.name), "{} is there twice", row.name);
    }
}

#[test]
fn texts_are_half_sentences_and_no_placeholder_is_unknown() {
    for row in rows() {
        let hint = row.hint(&Values::default());
        assert!(
            !row.cause.is_empty() && !row.signs.is_empty(),
            "{}",
            row.name
        );
        assert!(
            !row.cause.ends_with('.') && !hint.ends_with('.'),
            "{}",
            row.name
        );
        let text = match row.remedy {
            Remedy::Do(_) => hint.as_str(),
            _ => hint.lines().next().unwrap(),
        };
        assert!(!text.contains('{'), "{}: {text}", row.name);
    }
}

#[test]
fn a_code_stands_alone_in_one_row_only() {
    let mut codes = HashSet::new();
    for row in rows() {
        for sign in row.signs {
            if let Sign::Aadsts(code) = sign {
                assert!(codes.insert(code), "{code} is there twice");
            }
        }
    }
    assert!(codes.len() >= 69, "{}", codes.len());
}

#[test]
fn what_passes_is_unavailable_and_what_entra_refuses_is_not() {
    for row in entra::tables().into_iter().flatten() {
        let expected = match row.retry {
            Retry::TriedAgain => ErrorKind::Unavailable,
            _ => ErrorKind::Rejected,
        };
        assert_eq!(row.kind, expected, "{}", row.name);
    }
}

#[test]
fn a_special_case_comes_before_the_general_one() {
    let evidence = Evidence::default().with_code(700_213);
    assert_eq!(find(&evidence).unwrap().row.name, "wrong-subject");
    let evidence = evidence.with_subject("p://acme/web/build");
    assert_eq!(find(&evidence).unwrap().row.name, "pipeline-subject");
}

#[test]
fn every_failure_of_the_assertion_has_a_row_of_its_kind() {
    let id = || Some("id".to_owned());
    let refused = |status, message: &str| {
        AssertionError::Refused(Refusal {
            status,
            message: Some(message.to_owned()),
            ..Refusal::default()
        })
    };
    for (error, name) in [
        (AssertionError::JobToken, "no-job-token"),
        (
            AssertionError::ClientCertificate {
                status: 400,
                request_id: id(),
            },
            "client-certificate-wanted",
        ),
        (
            AssertionError::JobTokenRefused { request_id: id() },
            "bad-job-token",
        ),
        (
            AssertionError::NoAssertion { request_id: id() },
            "no-assertion-in-reply",
        ),
        (
            AssertionError::NotJson {
                status: 200,
                content_type: "text/html".to_owned(),
                request_id: id(),
            },
            "assertion-not-json",
        ),
        (
            AssertionError::SignInPage {
                status: 203,
                request_id: id(),
            },
            "sign-in-page",
        ),
        (
            AssertionError::SignInPage {
                status: 307,
                request_id: id(),
            },
            "sign-in-page",
        ),
        (refused(404, ""), "nothing-issued"),
        (refused(405, ""), "wrong-method"),
        (refused(403, "no"), "assertion-refused"),
        (refused(407, ""), "proxy-authentication"),
        (
            refused(
                400,
                "There is no explicit reference to service connection x",
            ),
            "connection-not-referenced",
        ),
    ] {
        let row = error.explanation().unwrap().row;
        assert_eq!(row.name, name, "{error}");
        assert_eq!(row.kind, error.kind(), "{error}");
    }
}

#[test]
fn every_failure_on_the_way_has_a_row_of_its_kind() {
    let host = || "localhost:1".to_owned();
    let connect = |reason: &str| TransportError::Connect {
        host: host(),
        reason: Reason::new(reason, Fault::Other),
    };
    let proxy = |reason: &str| TransportError::Proxy {
        host: host(),
        proxy: "proxy:1".to_owned(),
        reason: Reason::new(reason, Fault::Other),
    };
    let refused = |status, has_user| TransportError::ProxyRefused {
        host: host(),
        proxy: "proxy:1".to_owned(),
        status,
        has_user,
    };
    for (error, name) in [
        (proxy("Connection refused (os error 111)"), "proxy-unusable"),
        (
            proxy("invalid peer certificate: UnknownIssuer"),
            "unknown-ca",
        ),
        (refused(407, false), "proxy-authentication"),
        (refused(407, true), "proxy-authentication"),
        (refused(401, true), "proxy-authentication"),
        (refused(403, true), "proxy-refuses-host"),
        (refused(502, true), "proxy-cannot-connect"),
        (refused(429, true), "proxy-cannot-connect"),
        (
            connect("received fatal alert: CertificateRequired"),
            "client-certificate-wanted",
        ),
        (
            connect("Connection refused (os error 111)"),
            "connection-refused",
        ),
        (
            connect("invalid peer certificate: UnknownIssuer"),
            "unknown-ca",
        ),
        (
            connect("invalid peer certificate: certificate expired: verified at 1"),
            "expired-certificate",
        ),
        (
            connect("invalid peer certificate: certificate not valid for name \"a\""),
            "wrong-host-certificate",
        ),
        (
            connect("invalid peer certificate: Revoked"),
            "bad-certificate",
        ),
        (connect("something new"), "no-connection"),
        (TransportError::Address { host: host() }, "bad-address"),
        (
            TransportError::Interrupted {
                host: host(),
                reason: Reason::new("unknown", Fault::Other),
            },
            "connection-broken",
        ),
        (
            TransportError::Timeout {
                host: host(),
                proxy: Some(host()),
                limit: Duration::from_secs(1),
            },
            "no-answer",
        ),
        (
            TransportError::TooLarge {
                host: host(),
                limit_bytes: 1,
            },
            "answer-too-large",
        ),
    ] {
        let kind = error.kind();
        let error = ExchangeError::Transport(error);
        let row = error.explanation().unwrap().row;
        assert_eq!((row.name, row.kind), (name, kind), "{error}");
    }
}

#[test]
fn every_failure_of_entra_without_a_code_has_a_row() {
    let id = || "id".to_owned();
    for (error, name) in [
        (
            ExchangeError::NoAccessToken {
                missing: "an expires_in",
                correlation_id: id(),
            },
            "no-access-token-in-reply",
        ),
        (
            ExchangeError::NotEntra {
                status: 403,
                content_type: "text/html".to_owned(),
                correlation_id: id(),
            },
            "not-entra",
        ),
    ] {
        assert_eq!(error.explanation().unwrap().row.name, name);
    }
    for (status, name) in [
        (429, "entra-throttled"),
        (503, "entra-unavailable"),
        (408, "entra-unavailable"),
    ] {
        let error = ExchangeError::Busy {
            status,
            correlation_id: id(),
            advice: Advice::TryAgain,
        };
        assert_eq!(error.explanation().unwrap().row.name, name);
    }
}
