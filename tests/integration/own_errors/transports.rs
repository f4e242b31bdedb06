//! A sample of each error on the way to a server.

use std::time::Duration;

use patless_core::errors::{Fault, Reason, TransportError};

/// Every way in which a request gets no answer.
pub(super) fn transports() -> Vec<TransportError> {
    let proxy = |reason: Reason| TransportError::Proxy {
        host: HOST.to_owned(),
        proxy: "proxy:3128".to_owned(),
        reason,
    };
    let refused = |status, has_user| TransportError::ProxyRefused {
        host: HOST.to_owned(),
        proxy: "proxy:3128".to_owned(),
        status,
        has_user,
    };
    let connect = |reason: Reason| TransportError::Connect {
        host: HOST.to_owned(),
        reason,
    };
    let interrupted = |reason: Reason| TransportError::Interrupted {
        host: HOST.to_owned(),
        reason,
    };
    let timeout = |proxy| TransportError::Timeout {
        host: HOST.to_owned(),
        proxy,
        limit: Duration::from_secs(10),
    };
    let reasons = [
        ("Connection refused (os error 111)", Fault::Refused),
        ("Connection reset by peer (os error 104)", Fault::Broken),
        ("connection closed before message completed", Fault::Broken),
        (
            "failed to lookup address information: Name or service not known",
            Fault::UnknownHost,
        ),
        ("Network is unreachable (os error 101)", Fault::Other),
        ("No route to host (os error 113)", Fault::Other),
        ("Broken pipe (os error 32)", Fault::Broken),
        ("tls handshake eof", Fault::Broken),
        (
            "received corrupt message of type InvalidContentType",
            Fault::NotTls,
        ),
        (
            "received fatal alert: CertificateRequired",
            Fault::ClientCertificateWanted,
        ),
        ("received fatal alert: HandshakeFailure", Fault::Other),
        ("invalid peer certificate: UnknownIssuer", Fault::UnknownCa),
        (
            "invalid peer certificate: UnknownIssuer (NODE_EXTRA_CA_CERTS is set, but not read here: name the file of CA certificates in SSL_CERT_FILE)",
            Fault::UnknownCa,
        ),
        (
            "invalid peer certificate: certificate expired: verification time 1 (UNIX), but certificate is not valid after 0 (1 seconds ago)",
            Fault::ExpiredCertificate,
        ),
        (
            "invalid peer certificate: certificate not valid yet: verification time 1 (UNIX), but certificate is not valid before 2 (1 seconds ahead)",
            Fault::ExpiredCertificate,
        ),
        (
            "invalid peer certificate: certificate not valid for name \"a\"; certificate is only valid for DnsName(\"b\")",
            Fault::CertificateOfOtherHost,
        ),
        ("invalid peer certificate: Revoked", Fault::BadCertificate),
        (
            "invalid peer certificate: BadSignature",
            Fault::BadCertificate,
        ),
        ("something new", Fault::Other),
    ];
    let mut errors = Vec::new();
    for (text, fault) in reasons {
        let reason = || Reason::new(text, fault);
        errors.extend([connect(reason()), interrupted(reason()), proxy(reason())]);
    }
    for status in [401, 403, 404, 407, 408, 429, 500, 502, 503, 504] {
        errors.extend([refused(status, true), refused(status, false)]);
    }
    errors.extend([
        timeout(None),
        timeout(Some("proxy:3128".to_owned())),
        TransportError::Address {
            host: HOST.to_owned(),
        },
        TransportError::Compressed {
            host: HOST.to_owned(),
            coding: "gzip".to_owned(),
        },
        TransportError::TooLarge {
            host: HOST.to_owned(),
            limit_bytes: 65_536,
        },
    ]);
    errors
}

const HOST: &str = "localhost:4433";
