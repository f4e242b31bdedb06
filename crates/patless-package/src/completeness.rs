//! How complete a package is: one for trying out, or one that is published.

/// Which platforms must be in the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Completeness {
    /// The host's, and what was asked for: for trying out.
    Partial,
    /// All five, static on Linux: what is published.
    All,
}
