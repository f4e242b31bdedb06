//! Knobs of GitHub Actions, which a scenario sets.
//!
//! The enum is exhaustive on purpose: a new variant must be handled by the code that reads it.

/// Knobs of GitHub Actions.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GitHubKnobs {
    /// Subject of the assertions.
    pub subject: GitHubSubject,
}

/// Subject of the assertions of GitHub Actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GitHubSubject {
    /// Names only, `repo:OWNER/REPO:ref:REF`.
    #[default]
    Names,
    /// Names with immutable IDs, `repo:OWNER@ID/REPO@ID:ref:REF`, as for repositories made since 15 July 2026.
    Ids,
    /// Names only, and the run is one of a pull request, which no federated credential accepts.
    PullRequest,
}
