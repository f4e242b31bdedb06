//! The application whose access tokens Entra issues: its tenant and client id, and the host that is asked.

use url::Url;

use crate::assertion::UnverifiedClaims;
use crate::authority::{Authority, ForeignAuthority};
use crate::cloud::Cloud;
use patless_catalogue::identifiers::{ClientId, TenantId};

/// An application (or managed identity) in a tenant, as Entra knows it.
#[derive(Clone, Debug)]
pub struct Application {
    tenant: TenantId,
    client: ClientId,
    authority: Authority,
    cloud: Cloud,
}

impl Application {
    /// An application of this tenant, at this authority host.
    pub(crate) fn new(
        tenant: TenantId,
        client: ClientId,
        authority: Authority,
        cloud: Cloud,
    ) -> Self {
        Self {
            tenant,
            client,
            authority,
            cloud,
        }
    }

    /// The tenant that is asked for tokens.
    pub fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    /// The application (client) id.
    pub fn client(&self) -> ClientId {
        self.client
    }

    /// The cloud that it is in.
    pub fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// Entra's URL, to open a connection before there is a request. `None` if only an assertion can show whether it may be
    /// sent there.
    pub fn trusted_authority_host(&self) -> Option<&Url> {
        self.authority.trusted()
    }

    /// The authority host for messages.
    pub(crate) fn authority_name(&self) -> String {
        self.authority.name()
    }

    /// The token endpoint for a proof with these claims, `{authority host}/{tenant}/oauth2/v2.0/token`. A proof that is no
    /// assertion has none.
    ///
    /// Source: <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.
    ///
    /// # Errors
    /// The proof must not be sent there. There is no other way to get the URL.
    pub(crate) fn token_endpoint(
        &self,
        claims: &UnverifiedClaims,
    ) -> Result<Url, ForeignAuthority> {
        self.endpoint(claims, "token")
    }

    /// The endpoint of device codes, `{authority host}/{tenant}/oauth2/v2.0/devicecode`.
    ///
    /// # Errors
    /// The host is not known to be Entra's.
    pub(crate) fn device_code_endpoint(&self) -> Result<Url, ForeignAuthority> {
        self.endpoint(&UnverifiedClaims::default(), "devicecode")
    }

    /// Returns whether a page is on the authority host, or on another one of Entra's.
    pub(crate) fn is_at_authority(&self, page: &Url) -> bool {
        self.authority.has(page)
    }

    fn endpoint(&self, claims: &UnverifiedClaims, name: &str) -> Result<Url, ForeignAuthority> {
        let mut url = self.authority.for_assertion(claims)?.clone();
        // An https or http URL always has path segments.
        if let Ok(mut path) = url.path_segments_mut() {
            let tenant = self.tenant.to_string();
            path.pop_if_empty()
                .extend([tenant.as_str(), "oauth2", "v2.0", name]);
        }
        Ok(url)
    }
}
