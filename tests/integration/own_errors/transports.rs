//! A sample of each error on the way to a server.

use std::time::Duration;

use patless_core::TransportError;

/// Every way in which a request gets no answer.
pub(super) fn transports() -> Vec<TransportError> {
    let proxy = |reason: &str| TransportError::Proxy {
        host: HOST.to_owned(),
        proxy: "proxy:3128".to_owned(),
        reason: reason.to_owned(),
    };
    let refused = |status, has_user| TransportError::ProxyRefused {
        host: HOST.to_owned(),
        proxy: "proxy:3128".to_owned(),
        status,
        has_user,
    };
    let connect = |reason: &str| TransportError::Connect {
        host: HOST.to_owned(),
        reason: reason.to_owned(),
    };
    let interrupted = |reason: &str| TransportError::Interrupted {
        host: HOST.to_owned(),
        reason: reason.to_owned(),
    };
    let timeout = |proxy| TransportError::Timeout {
        host: HOST.to_owned(),
        proxy,
        limit: Duration::from_secs(10),
    };
    let reasons = [
        "Connection refused (os error 111)",
        "Connection reset by peer (os error 104)",
        "connection closed before message completed",
        "failed to lookup address information: Name or service not known",
        "Network is unreachable (os error 101)",
        "No route to host (os error 113)",
        "Broken pipe (os error 32)",
        "tls handshake eof",
        "received corrupt message of type InvalidContentType",
        "received fatal alert: CertificateRequired",
        "received fatal alert: HandshakeFailure",
        "invalid peer certificate: UnknownIssuer",
        "invalid peer certificate: UnknownIssuer (NODE_EXTRA_CA_CERTS is set, but not read here: name the file of CA certificates in SSL_CERT_FILE)",
        "invalid peer certificate: certificate expired: verification time 1 (UNIX), but certificate is not valid after 0 (1 seconds ago)",
        "invalid peer certificate: certificate not valid yet: verification time 1 (UNIX), but certificate is not valid before 2 (1 seconds ahead)",
        "invalid peer certificate: certificate not valid for name \"a\"; certificate is only valid for DnsName(\"b\")",
        "invalid peer certificate: Revoked",
        "invalid peer certificate: BadSignature",
        "something new",
    ];
    let mut errors = Vec::new();
    for reason in reasons {
        errors.extend([connect(reason), interrupted(reason), proxy(reason)]);
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
