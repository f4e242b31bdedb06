//! The proof of an application's identity that is sent to Entra.

use std::sync::Arc;

use url::form_urlencoded::Serializer;

use crate::assertion::{Assertion, UnverifiedClaims};
use crate::source::client_certificate::assertion::ClientAssertion;
use crate::source::client_secret::ClientSecret;

/// How an application proves its identity.
#[derive(Clone)]
pub(crate) enum Proof {
    /// With an assertion of an issuer that one of its federated credentials names.
    Assertion(Arc<Assertion>),
    /// With an assertion that it signed with the key of a client certificate.
    Certificate(Arc<ClientAssertion>),
    /// With a client secret.
    Secret(Arc<ClientSecret>),
}

impl Proof {
    /// What it is, for messages.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Assertion(_) => "assertion",
            Self::Certificate(_) => CERTIFICATE,
            Self::Secret(_) => "client secret",
        }
    }

    /// The assertion of an issuer, if it is one.
    pub(crate) fn assertion(&self) -> Option<&Arc<Assertion>> {
        match self {
            Self::Assertion(assertion) => Some(assertion),
            Self::Certificate(_) | Self::Secret(_) => None,
        }
    }

    /// The claims of the assertion. None are set if it is no assertion.
    pub(crate) fn claims(&self) -> UnverifiedClaims {
        let claims = self.assertion().map(|it| it.claims().clone());
        claims.unwrap_or_default()
    }

    /// Exposes what is secret: to the search of the answer.
    pub(super) fn expose(&self) -> &str {
        match self {
            Self::Assertion(assertion) => assertion.expose(),
            Self::Certificate(assertion) => assertion.expose(),
            Self::Secret(secret) => secret.expose(),
        }
    }

    /// Writes the fields of the form.
    pub(super) fn write(&self, form: &mut Serializer<'_, String>) {
        match self {
            Self::Assertion(_) | Self::Certificate(_) => {
                form.append_pair("client_assertion_type", JWT_BEARER);
                // The form is wiped after sending.
                form.append_pair("client_assertion", self.expose());
            }
            // As above.
            Self::Secret(secret) => {
                form.append_pair("client_secret", secret.expose());
            }
        }
    }
}

/// What a client certificate is called.
pub(super) const CERTIFICATE: &str = "client certificate";

/// RFC 7523 §2.2.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
