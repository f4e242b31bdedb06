//! Files that TLS libraries are told to use: CA certificates, and a log of keys.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of certificates: without the file, no certificate is trusted.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::KeyLogFile,
        patterns: &[All(&[
            Any(&[Text("create_urllib3_context"), Text("keylog_filename")]),
            Text("FileNotFoundError"),
        ])],
        kind: Configuration,
        summary: "the variable SSLKEYLOGFILE names a file in a folder that does not exist, and Python tries to write it for every TLS connection",
        remedy: Do("unset SSLKEYLOGFILE, or create the folder that the message names"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoCertificateInFile,
        patterns: &[
            Text("NO_CERTIFICATE_OR_CRL_FOUND"),
            Text("no certificate or crl found"),
            Text("[X509] PEM lib"),
            All(&[
                Text("Ignoring extra certs from"),
                Any(&[Text("PEM routines"), Text("no start line")]),
            ]),
        ],
        kind: Configuration,
        summary: "the configured file of CA certificates contains no PEM certificate",
        remedy: Do(
            "set the tool's variable to a PEM file: REQUESTS_CA_BUNDLE (az, pip), NODE_EXTRA_CA_CERTS (Node.js), SSL_CERT_FILE (Patless, Go); to convert a DER file (.cer, .der): openssl x509 -inform der -in CA.cer -out CA.pem",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CaFileNotFound,
        patterns: &[
            Text("Could not find a suitable TLS CA certificate bundle"),
            Text("error setting certificate verify locations"),
            Text("error setting certificate file"),
            Text("error adding trust anchors from file"),
            Text("curl: (77)"),
            Text("trustAnchors parameter must be non-empty"),
            All(&[
                Text("Ignoring extra certs from"),
                Any(&[Text("system library"), Text("No such file or directory")]),
            ]),
            All(&[
                Text("load_verify_locations"),
                Any(&[Text("No such file or directory"), Text("Errno 2")]),
            ]),
        ],
        kind: Configuration,
        summary: "the file of CA certificates that this tool is told to use does not exist, or cannot be read",
        remedy: Do(
            "correct or remove the setting that names it: REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE (az, pip and other Python programs), CURL_CA_BUNDLE or SSL_CERT_FILE (curl), git config --show-origin http.sslCAInfo (git), NODE_EXTRA_CA_CERTS (Node.js), javax.net.ssl.trustStore or the JVM's own cacerts (Java). An update of az may have moved its own file; in a container job, the path must exist in the container",
        ),
        retry: Retry::Never,
    },
];
