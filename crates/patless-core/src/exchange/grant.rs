//! The grant that is sent to Entra for an access token: application, proof and scope.

use url::form_urlencoded;
use zeroize::Zeroizing;

use super::proof::Proof;
use crate::scope::Scope;
use crate::source::application::Application;
use patless_catalogue::identifiers::ServiceConnectionId;

/// A grant: client credentials, or a device code, or the request for one.
#[derive(Clone, Copy)]
pub(crate) struct Grant<'a> {
    pub(crate) application: &'a Application,
    pub(crate) proof: &'a Proof,
    pub(crate) scope: &'a Scope,
    /// The service connection that the proof belongs to. `None` if it is of another source.
    pub(crate) connection: Option<ServiceConnectionId>,
}

impl Grant<'_> {
    /// Writes the form. The proof goes into it, and into no URL and no header; the buffer is wiped after sending.
    pub(super) fn form(&self) -> Zeroizing<Vec<u8>> {
        // Large enough that the buffer is never moved, which would leave a copy of the proof behind.
        let capacity = 1_024 + 3 * self.proof.expose().len();
        let mut form = form_urlencoded::Serializer::new(String::with_capacity(capacity));
        form.append_pair("client_id", &self.application.client().to_string());
        if !self.proof.has_scope() {
            form.append_pair("scope", self.scope.as_str());
        }
        if let Some(grant_type) = self.proof.grant_type() {
            form.append_pair("grant_type", grant_type);
        }
        self.proof.write(&mut form);
        Zeroizing::new(form.finish().into_bytes())
    }
}
