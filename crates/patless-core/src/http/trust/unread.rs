//! Owns the variables by which other tools are given a CA, and which are not read here.

use std::io;

use rustls::{CertificateError, Error as TlsError};

use crate::environment::Environment;

/// The variables of Python, Node.js, curl and OpenSSL. Their files were named for those tools, so that they are not trusted
/// here; but whoever wonders why a CA is unknown should hear of it.
const VARIABLES: &[&str] = &[
    "REQUESTS_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "CURL_CA_BUNDLE",
    #[cfg(all(unix, not(target_os = "macos")))]
    "SSL_CERT_DIR",
];

/// Lists those that are set.
pub(super) fn unread_variables(environment: &Environment) -> Vec<&'static str> {
    let is_set = |name: &&str| environment.variable(name).is_some();
    VARIABLES.iter().copied().filter(is_set).collect()
}

/// The server's certificate is of an unknown CA, and a file of CAs was named in a variable that is not read here.
#[derive(Debug, thiserror::Error)]
#[error(
    "{text} ({} set, but not read here: name the file of CA certificates in SSL_CERT_FILE)",
    are(variables)
)]
pub(super) struct UnknownCa {
    /// What the TLS library said.
    text: String,
    /// The variables that are set.
    variables: Vec<&'static str>,
}

impl UnknownCa {
    /// Reads an error of TLS. `None` where it is about something else, or no such variable is set.
    pub(super) fn of(error: &io::Error, variables: &[&'static str]) -> Option<Self> {
        let is_unknown = matches!(
            error.get_ref()?.downcast_ref()?,
            TlsError::InvalidCertificate(CertificateError::UnknownIssuer)
        );
        (is_unknown && !variables.is_empty()).then(|| Self {
            text: error.to_string(),
            variables: variables.to_vec(),
        })
    }
}

fn are(variables: &[&str]) -> String {
    let verb = if variables.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", variables.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown_issuer() -> io::Error {
        let error = TlsError::InvalidCertificate(CertificateError::UnknownIssuer);
        io::Error::new(io::ErrorKind::InvalidData, error)
    }

    #[test]
    fn variables_that_are_set_are_mentioned_with_what_the_library_said() {
        let environment = Environment::fixed(&[
            ("NODE_EXTRA_CA_CERTS", "/a.pem"),
            ("REQUESTS_CA_BUNDLE", "/b.pem"),
            ("SSL_CERT_FILE", "/c.pem"),
        ]);
        let variables = unread_variables(&environment);
        let text = UnknownCa::of(&unknown_issuer(), &variables)
            .unwrap()
            .to_string();
        assert_eq!(
            text,
            "invalid peer certificate: UnknownIssuer (REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS are set, but not read here: \
             name the file of CA certificates in SSL_CERT_FILE)"
        );
    }

    #[test]
    fn nothing_is_said_of_other_errors_or_where_no_variable_is_set() {
        assert!(UnknownCa::of(&unknown_issuer(), &[]).is_none());
        let expired = TlsError::InvalidCertificate(CertificateError::Expired);
        for other in [io::Error::other(expired), io::Error::other("something")] {
            assert!(UnknownCa::of(&other, &["CURL_CA_BUNDLE"]).is_none());
        }
    }
}
