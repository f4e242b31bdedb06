//! Assertion that a client presented to Entra, beside what Entra expected of it: claims only, never the signed text.

use crate::world::FederatedCredential;

/// Claims of an assertion that a client presented.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PresentedAssertion {
    /// Claim `iss`. Empty if there is none.
    pub issuer: String,
    /// Claim `sub`. Empty if there is none.
    pub subject: String,
    /// Claim `aud`. Empty if there is none.
    pub audience: String,
    /// Claim `exp`, in seconds since 1970. `None` means that there is none.
    pub expires_at_s: Option<i64>,
    /// What Entra expected.
    pub expectation: Expectation,
}

/// What Entra expects of an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expectation {
    /// The claims of one of the application's federated credentials.
    Federated {
        /// The one that has the most claims in common with the assertion.
        nearest: FederatedCredential,
        /// Number of federated credentials that the application has.
        count: usize,
    },
    /// Nothing: the application has no federated credential.
    NoFederatedCredential,
    /// The signature of one of the application's certificates, because the application issued the assertion itself.
    Certificate,
    /// Nothing: the tenant has no application with the client ID of the request.
    UnknownClient,
}
