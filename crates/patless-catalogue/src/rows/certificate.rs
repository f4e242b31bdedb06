//! Certificates of servers, and client certificates.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of proxies and connections, because reports about certificates often mention a
/// failed connection as well.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ExpiredCertificate,
        patterns: &[
            Text("certificate expired"),
            Text("certificate has expired"),
            Text("CERT_HAS_EXPIRED"),
            Text("certificate not valid yet"),
            Text("certificate is not yet valid"),
            Text("certificate has expired or is not yet valid"),
        ],
        kind: Unavailable,
        summary: "the server's certificate has expired, or the clock of this machine is wrong",
        remedy: Do(
            "check the agent's clock first; then renew the certificate of the proxy or server that presents it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongHostCertificate,
        patterns: &[
            Text("certificate not valid for name"),
            Text("NotValidForName"),
            Text("ERR_TLS_CERT_ALTNAME_INVALID"),
            Text("Hostname mismatch"),
            Text("RemoteCertificateNameMismatch"),
            Text("no alternative certificate subject name matches"),
            All(&[Text("x509: certificate is valid for"), Text("not")]),
        ],
        kind: Unavailable,
        summary: "the certificate is for another host, so another server answered",
        remedy: Do(
            "look for a proxy or a DNS entry that redirects the connection to another server",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoCertificateInFile,
        patterns: &[
            Text("NO_CERTIFICATE_OR_CRL_FOUND"),
            Text("no certificate or crl found"),
        ],
        kind: Configuration,
        summary: "the configured file of CA certificates contains no PEM certificate",
        remedy: Do(
            "set REQUESTS_CA_BUNDLE (or SSL_CERT_FILE) to a PEM file; to convert a DER file (.cer, .der): openssl x509 -inform der -in CA.cer -out CA.pem",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownCa,
        patterns: &[
            Text("UnknownIssuer"),
            Text("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
            Text("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
            Text("SELF_SIGNED_CERT_IN_CHAIN"),
            Text("DEPTH_ZERO_SELF_SIGNED_CERT"),
            Text("CERTIFICATE_VERIFY_FAILED"),
            Text("unable to get local issuer certificate"),
            Text("self-signed certificate in certificate chain"),
            Text("self signed certificate in certificate chain"),
            Text("certificate problem: self-signed certificate"),
            Text("certificate problem: self signed certificate"),
            Text("reason: self-signed certificate"),
            Text("Error: self-signed certificate"),
            Text("certificate signed by unknown authority"),
            Text("PKIX path building failed"),
            Text("UntrustedRoot"),
            Text("PartialChain"),
            Text("server certificate verification failed"),
        ],
        kind: Unavailable,
        summary: "the server's certificate was issued by a CA that this machine does not trust",
        remedy: Do(
            "if your proxy decrypts TLS, add its CA certificate to the agent (--sslcacert), or name it in a variable: SSL_CERT_FILE=/path/to/ca.pem",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BadCertificate,
        patterns: &[
            Text("invalid peer certificate"),
            Text("The SSL connection could not be established"),
            Text("SSL certificate problem"),
        ],
        kind: Unavailable,
        summary: "the server's certificate is not valid",
        remedy: Do("check the certificate that the agent receives: a proxy may have replaced it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClientCertificateWanted,
        patterns: &[
            Ours("Azure DevOps requires a client certificate"),
            Text("CertificateRequired"),
            Text("certificate required"),
            Text("CERTIFICATE_REQUIRED"),
            Text("No required SSL certificate was sent"),
            Text("The SSL certificate error"),
        ],
        kind: Unavailable,
        summary: "the server requires a client certificate, and got none that it accepts",
        remedy: Do(
            "configure the agent with --sslclientcert, --sslclientcertkey and --sslclientcertarchive; Patless presents the certificate only to the server of the job's organization",
        ),
        retry: Retry::Never,
    },
];
