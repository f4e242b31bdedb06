//! Maps failures of servers and of the network to causes in the catalogue.

use std::time::Duration;

use patless_catalogue::{ErrorKind, Server};

use crate::TokenError;
use crate::errors::{
    Fault, Misconfigured, Reason, Refusal, Refused, TransportError, Unavailable, Unreadable,
};

#[test]
fn every_failure_of_the_assertion_has_its_cause() {
    let id = || Some("id".to_owned());
    let refused = |status, message: &str| {
        let refusal = Refusal {
            status,
            message: Some(message.to_owned()),
            ..Refusal::default()
        };
        TokenError::from(Refused::Assertion(refusal))
    };
    for (error, name) in [
        (
            TokenError::Misconfigured(Misconfigured::JobToken),
            "no-job-token",
        ),
        (
            TokenError::Misconfigured(Misconfigured::ClientCertificate {
                status: 400,
                request_id: id(),
            }),
            "client-certificate-wanted",
        ),
        (
            Refused::JobToken { request_id: id() }.into(),
            "bad-job-token",
        ),
        (
            Unreadable::Missing {
                server: Server::Assertion,
                missing: "an assertion",
                request_id: id(),
            }
            .into(),
            "no-assertion-in-reply",
        ),
        (
            Unreadable::Form {
                server: Server::Assertion,
                status: 200,
                content_type: "text/html".to_owned(),
                request_id: id(),
            }
            .into(),
            "assertion-not-json",
        ),
        (
            Refused::SignInPage {
                status: 203,
                request_id: id(),
            }
            .into(),
            "sign-in-page",
        ),
        (
            Refused::SignInPage {
                status: 307,
                request_id: id(),
            }
            .into(),
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
        assert_eq!(error.cause().name(), name, "{error}");
    }
}

#[test]
fn every_failure_on_the_way_has_its_cause() {
    let host = || "localhost:1".to_owned();
    let connect = |reason: &str, fault| TransportError::Connect {
        host: host(),
        reason: Reason::new(reason, fault),
    };
    let proxy = |reason: &str, fault| TransportError::Proxy {
        host: host(),
        proxy: "proxy:1".to_owned(),
        reason: Reason::new(reason, fault),
    };
    let refused = |status, has_user| TransportError::ProxyRefused {
        host: host(),
        proxy: "proxy:1".to_owned(),
        status,
        has_user,
    };
    for (error, name) in [
        (
            proxy("Connection refused (os error 111)", Fault::Refused),
            "proxy-unusable",
        ),
        (
            proxy("invalid peer certificate: UnknownIssuer", Fault::UnknownCa),
            "unknown-ca",
        ),
        (refused(407, false), "proxy-authentication"),
        (refused(407, true), "proxy-authentication"),
        (refused(401, true), "proxy-authentication"),
        (refused(403, true), "proxy-refuses-host"),
        (refused(502, true), "proxy-cannot-connect"),
        (refused(429, true), "proxy-cannot-connect"),
        (
            connect(
                "received fatal alert: CertificateRequired",
                Fault::ClientCertificateWanted,
            ),
            "client-certificate-wanted",
        ),
        (
            connect("Connection refused (os error 111)", Fault::Refused),
            "connection-refused",
        ),
        (
            connect("invalid peer certificate: UnknownIssuer", Fault::UnknownCa),
            "unknown-ca",
        ),
        (
            connect(
                "invalid peer certificate: certificate expired: verified at 1",
                Fault::ExpiredCertificate,
            ),
            "expired-certificate",
        ),
        (
            connect(
                "invalid peer certificate: certificate not valid for name \"a\"",
                Fault::CertificateOfOtherHost,
            ),
            "wrong-host-certificate",
        ),
        (
            connect("invalid peer certificate: Revoked", Fault::BadCertificate),
            "bad-certificate",
        ),
        (connect("something new", Fault::Other), "no-connection"),
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
        let server = Server::Token;
        let error = TokenError::from(Unavailable::NoAnswer { server, error });
        let cause = error.cause();
        let told = (cause.name(), cause.kind());
        assert_eq!(told, (name, ErrorKind::Unavailable), "{error}");
    }
}

#[test]
fn every_failure_of_entra_without_a_code_has_its_cause() {
    let (server, id) = (Server::Token, || Some("id".to_owned()));
    for (error, name) in [
        (
            Unreadable::Missing {
                server,
                missing: "an expires_in",
                request_id: id(),
            },
            "no-access-token-in-reply",
        ),
        (
            Unreadable::Form {
                server,
                status: 403,
                content_type: "text/html".to_owned(),
                request_id: id(),
            },
            "not-entra",
        ),
    ] {
        assert_eq!(TokenError::from(error).cause().name(), name);
    }
    for (status, name) in [
        (429, "entra-throttled"),
        (503, "entra-unavailable"),
        (408, "entra-unavailable"),
    ] {
        let error = Unavailable::Busy {
            server,
            status,
            retry_after: None,
            request_id: id(),
        };
        assert_eq!(TokenError::from(error).cause().name(), name);
    }
}
