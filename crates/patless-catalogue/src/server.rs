//! Who answered, and with what.

/// Who answered.
///
/// The set is closed: these are the servers that a step speaks to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Server {
    /// Azure DevOps, asked for an assertion.
    Assertion,
    /// Azure DevOps, used with an access token.
    Target,
    /// Entra, asked for an access token.
    Token,
}

/// What an answer held.
///
/// The set is closed: `Any` takes what is neither.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Anything.
    Any,
    /// Nothing, or nothing that is known.
    Empty,
    /// A page.
    Html,
}
