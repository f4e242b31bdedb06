//! What a token is to be for: each purpose needs other rights in Azure DevOps.

use std::fmt;

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

/// A group that every project has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ProjectGroup {
    /// Pushes, and opens pull requests.
    Contributors,
    /// Reads.
    Readers,
}

impl Purpose {
    /// The name, as on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Renovate => "renovate",
            Self::Git => "git",
            Self::Feeds => "feeds",
            Self::Tests => "tests",
        }
    }

    /// The group that the identity has to be in. `None`: none.
    pub(crate) fn group(self) -> Option<ProjectGroup> {
        match self {
            Self::Renovate | Self::Git => Some(ProjectGroup::Contributors),
            Self::Tests => Some(ProjectGroup::Readers),
            Self::Publish | Self::Feeds => None,
        }
    }

    /// The access level that is enough.
    pub(crate) fn license(self) -> License {
        match self {
            Self::Publish => License::Stakeholder,
            _ => License::Basic,
        }
    }
}

/// The lowest access level that is enough.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum License {
    /// Anything that a user has.
    Stakeholder,
    /// Basic or more: repositories and feeds.
    Basic,
}

impl License {
    /// The name on the wire.
    pub(crate) fn on_the_wire(self) -> &'static str {
        match self {
            Self::Stakeholder => "stakeholder",
            Self::Basic => "express",
        }
    }
}

impl fmt::Display for License {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stakeholder => "Stakeholder",
            Self::Basic => "Basic",
        })
    }
}

impl ProjectGroup {
    /// The name, as people see it in English.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Contributors => "Contributors",
            Self::Readers => "Readers",
        }
    }

    /// The name on the wire, in an entitlement.
    pub(crate) fn on_the_wire(self) -> &'static str {
        match self {
            Self::Contributors => "projectContributor",
            Self::Readers => "projectReader",
        }
    }

    /// Whether a group of this name may do as much.
    pub(crate) fn is_met_by(self, name: &str) -> bool {
        let more: &[&str] = match self {
            Self::Contributors => &["Contributors"],
            Self::Readers => &["Readers", "Contributors", "Build Administrators"],
        };
        let all = more.iter().chain(&[
            "Project Administrators",
            "Project Collection Administrators",
        ]);
        all.into_iter().any(|it| it.eq_ignore_ascii_case(name))
    }
}
