//! Which server responded, and with what kind of body.

/// The server that responded.
///
/// The set is closed: a step connects to no other servers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Server {
    /// Azure DevOps, when an assertion is requested.
    Assertion,
    /// GitHub, when an assertion is requested.
    GitHub,
    /// The host of a managed identity, when an access token is requested.
    ManagedIdentity,
    /// Azure DevOps, when an access token is used.
    Target,
    /// Entra, when an access token is requested.
    Token,
}

/// The body of a response.
///
/// The set is closed: `Any` includes the other two.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Any body.
    Any,
    /// No body, or an unknown one.
    Empty,
    /// An HTML page.
    Html,
}
