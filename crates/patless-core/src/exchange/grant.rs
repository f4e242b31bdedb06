//! The grant that is sent to Entra for an access token: assertion, client and scope.

use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::assertion::Assertion;
use crate::scope::Scope;
use crate::source::connection::endpoint::ServiceConnection;

/// A grant: client credentials with a federated credential.
#[derive(Clone, Copy)]
pub(crate) struct Grant<'a> {
    pub(crate) connection: &'a ServiceConnection,
    pub(crate) assertion: &'a Assertion,
    pub(crate) scope: &'a Scope,
}

impl Grant<'_> {
    /// Writes the form. The assertion goes into it, and into no URL and no header; the buffer is wiped after sending.
    pub(super) fn form(&self) -> Zeroizing<Vec<u8>> {
        // Large enough that the buffer is never moved, which would leave a copy of the assertion behind.
        let capacity = 1_024 + 3 * self.assertion.expose().len();
        let form = form_urlencoded::Serializer::new(String::with_capacity(capacity))
            .append_pair("client_id", &self.connection.client().to_string())
            .append_pair("scope", self.scope.as_str())
            .append_pair("grant_type", "client_credentials")
            .append_pair(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            )
            .append_pair("client_assertion", self.assertion.expose())
            .finish();
        Zeroizing::new(form.into_bytes())
    }
}
