//! What a token is to be for: each purpose needs other rights in Azure DevOps.

use clap::ValueEnum;

/// The purpose of a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Purpose {
    /// Publishing extensions to the Marketplace.
    Publish,
    /// Renovate: branches and pull requests.
    Renovate,
    /// Cloning, fetching and pushing with Git.
    Git,
    /// Packages of Azure Artifacts.
    Feeds,
    /// Tests that call Azure DevOps.
    Tests,
}
