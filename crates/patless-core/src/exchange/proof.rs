//! The proof of an application's identity that is sent to Entra.

use std::sync::Arc;

use url::form_urlencoded::Serializer;

use super::device_secret::DeviceSecret;
use crate::assertion::{Assertion, UnverifiedClaims};
use crate::secret::ClientSecret;
use crate::source::client_certificate::assertion::ClientAssertion;

/// How an application proves its identity.
#[derive(Clone)]
pub(crate) enum Proof {
    /// With an assertion of an issuer that one of its federated credentials names.
    Assertion(Arc<Assertion>),
    /// With the sign-in of a user, whom a device code was shown to.
    DeviceCode(Arc<DeviceSecret>),
    /// Not at all: a device code is asked for.
    None,
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
            Self::DeviceCode(_) => "device code",
            Self::None => "request for a device code",
            Self::Certificate(_) => CERTIFICATE,
            Self::Secret(_) => "client secret",
        }
    }

    /// The assertion of an issuer, if it is one.
    pub(crate) fn assertion(&self) -> Option<&Arc<Assertion>> {
        match self {
            Self::Assertion(assertion) => Some(assertion),
            Self::Certificate(_) | Self::DeviceCode(_) | Self::None | Self::Secret(_) => None,
        }
    }

    /// The grant type. `None` where no token is asked for yet.
    pub(super) const fn grant_type(&self) -> Option<&'static str> {
        match self {
            Self::Assertion(_) | Self::Certificate(_) | Self::Secret(_) => {
                Some("client_credentials")
            }
            Self::DeviceCode(_) => Some(DEVICE_CODE),
            Self::None => None,
        }
    }

    /// Returns whether the scope is already settled by the proof.
    pub(super) const fn has_scope(&self) -> bool {
        matches!(self, Self::DeviceCode(_))
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
            Self::DeviceCode(code) => code.expose(),
            Self::None => "",
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
            Self::DeviceCode(code) => {
                form.append_pair("device_code", code.expose());
            }
            Self::None => {}
            // As above.
            Self::Secret(secret) => {
                form.append_pair("client_secret", secret.expose());
            }
        }
    }
}

/// RFC 8628 §3.4.
const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// What a client certificate is called.
pub(super) const CERTIFICATE: &str = "client certificate";

/// RFC 7523 §2.2.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
