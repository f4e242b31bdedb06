//! An application that proves its identity to Entra, and its proof.

use std::sync::Arc;

use url::Url;

use super::application::Application;
use super::client_certificate::ClientCertificate;
use super::issuer::Issuer;
use super::name::SourceName;
use crate::secret::ClientSecret;
use patless_catalogue::identifiers::ServiceConnectionId;

/// An application, and how it proves its identity.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    application: Application,
    credential: ClientCredential,
}

/// How an application proves its identity.
#[derive(Clone, Debug)]
pub(crate) enum ClientCredential {
    /// With assertions of an issuer that one of its federated credentials names.
    Assertions(Issuer),
    /// With assertions that it signs with the key of a client certificate.
    Certificate(Arc<ClientCertificate>),
    /// With a client secret.
    Secret(Arc<ClientSecret>),
}

impl Client {
    pub(crate) fn new(application: Application, credential: ClientCredential) -> Self {
        Self {
            application,
            credential,
        }
    }

    pub(crate) fn name(&self) -> SourceName {
        match &self.credential {
            ClientCredential::Assertions(issuer) => issuer.name(),
            ClientCredential::Certificate(_) => SourceName::ClientCertificate,
            ClientCredential::Secret(_) => SourceName::ClientSecret,
        }
    }

    pub(crate) fn application(&self) -> &Application {
        &self.application
    }

    pub(crate) fn credential(&self) -> &ClientCredential {
        &self.credential
    }

    /// The service connection that it belongs to. `None` if it is of another source.
    pub(crate) fn connection(&self) -> Option<ServiceConnectionId> {
        match &self.credential {
            ClientCredential::Assertions(issuer) => issuer.connection(),
            ClientCredential::Certificate(_) | ClientCredential::Secret(_) => None,
        }
    }

    /// The server that issues its assertions. `None` if none does.
    pub(crate) fn issuer_url(&self) -> Option<&Url> {
        match &self.credential {
            ClientCredential::Assertions(issuer) => issuer.url(),
            ClientCredential::Certificate(_) | ClientCredential::Secret(_) => None,
        }
    }
}
