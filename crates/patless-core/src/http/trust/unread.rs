//! Finds variables that name a CA for other tools, for a hint in errors about an unknown CA.

#[cfg(all(unix, not(target_os = "macos")))]
use crate::environment::variables::SSL_CERT_DIR;
use crate::environment::variables::{CURL_CA_BUNDLE, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE};
use crate::environment::{Environment, Variable};

/// The variables of Python, Node.js, curl and OpenSSL. Their files are meant for those tools, so they are not trusted
/// here; but an error about an unknown CA mentions them.
const VARIABLES: &[&Variable] = &[
    &REQUESTS_CA_BUNDLE,
    &NODE_EXTRA_CA_CERTS,
    &CURL_CA_BUNDLE,
    #[cfg(all(unix, not(target_os = "macos")))]
    &SSL_CERT_DIR,
];

/// Those that are set.
#[derive(Debug)]
pub(in crate::http) struct Unread(Vec<&'static str>);

/// Finds those that are set.
pub(super) fn unread_variables(environment: &Environment) -> Unread {
    let is_set = |it: &&&Variable| environment.variable(it).is_some();
    let set = VARIABLES.iter().filter(is_set);
    Unread(set.map(|it| it.name()).collect())
}

impl Unread {
    /// Adds a hint to an error about an unknown CA.
    pub(in crate::http) fn added_to(&self, text: &str) -> String {
        let verb = match self.0.len() {
            0 => return text.to_owned(),
            1 => "is",
            _ => "are",
        };
        let variables = self.0.join(", ");
        format!(
            "{text} ({variables} {verb} set, but not read here: name the file of CA certificates in SSL_CERT_FILE)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_are_set_are_mentioned_with_what_the_library_said() {
        let environment = Environment::fixed(&[
            ("NODE_EXTRA_CA_CERTS", "/a.pem"),
            ("REQUESTS_CA_BUNDLE", "/b.pem"),
            ("SSL_CERT_FILE", "/c.pem"),
        ]);
        let text = unread_variables(&environment).added_to("UnknownIssuer");
        assert_eq!(
            text,
            "UnknownIssuer (REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS are set, but not read here: name the file of CA \
             certificates in SSL_CERT_FILE)"
        );
    }

    #[test]
    fn nothing_is_said_where_no_variable_is_set() {
        let unread = unread_variables(&Environment::fixed(&[]));
        assert_eq!(unread.added_to("text"), "text");
    }
}
