//! TLS handshakes that fail before any certificate is looked at.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::LegacyRenegotiation,
        patterns: &[
            Text("unsafe legacy renegotiation disabled"),
            Text("UNSAFE_LEGACY_RENEGOTIATION_DISABLED"),
        ],
        kind: Unavailable,
        summary: "a device that decrypts TLS on the way, or an old server, does not support secure renegotiation, which OpenSSL 3 requires",
        remedy: Do(
            "have the firewall or proxy updated, or exempt {host} from TLS inspection. Until then, name a file in OPENSSL_CONF for this tool only, with Options = UnsafeLegacyServerConnect in its section system_default",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoCommonTls,
        patterns: &[
            Text("Could not create SSL/TLS secure channel"),
            Text("kein geschützter SSL/TLS-Kanal erstellt werden"),
            Text("TLS alert: 'HandshakeFailure'"),
            Text("TLS alert: 'ProtocolVersion'"),
            Text("remote party has closed the transport stream"),
            All(&[
                Text("The underlying connection was closed"),
                Text("An unexpected error occurred on a send"),
            ]),
            Text("fatal alert: protocol_version"),
            Text("fatal alert: handshake_failure"),
            Text("fatal alert: ProtocolVersion"),
            Text("fatal alert: HandshakeFailure"),
            Text("alert protocol version"),
            Text("alert handshake failure"),
            Text("TLSV1_ALERT_PROTOCOL_VERSION"),
            Text("SSLV3_ALERT_HANDSHAKE_FAILURE"),
            Text("gnutls_handshake() failed: Handshake failed"),
            Text("tls: protocol version not supported"),
            Text("tls: handshake failure"),
            Text("tls: server selected unsupported protocol version"),
            Text("[SSL: UNSUPPORTED_PROTOCOL]"),
            Text("SSL routines::unsupported protocol"),
            Text("SSL routines::no protocols available"),
            Text("No appropriate protocol (protocol is disabled"),
            Text("ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
            Text("SEC_E_ILLEGAL_MESSAGE"),
            Text("SEC_E_ALGORITHM_MISMATCH"),
            Text("0x80090326"),
            Text("0x80090331"),
        ],
        kind: Unavailable,
        summary: "client and server found no version and cipher of TLS that both accept; most servers require TLS 1.2 or later",
        remedy: Do(
            "in Windows PowerShell, run [Net.ServicePointManager]::SecurityProtocol = 'Tls12' before the request; for other programs on .NET Framework, set SchUseStrongCrypto and SystemDefaultTlsVersions to 1 in HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319; update an old Java, curl or OpenSSL. A client that knows TLS 1.2 may lack a client certificate that {host} requires, or a firewall ends the handshake",
        ),
        retry: Retry::Never,
    },
];
