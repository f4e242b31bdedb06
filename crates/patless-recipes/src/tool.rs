//! The tools that there are recipes for, by name.

use std::fmt;
use std::str::FromStr;

/// A tool.
///
/// The enum is closed: whoever matches on it has to say something about each tool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tool {
    /// git, and whatever runs it, such as `terraform init` and `pip install git+https://…`.
    Git,
    /// Renovate, on repositories of Azure DevOps.
    Renovate,
    /// `tfx` (tfx-cli), which publishes extensions of Azure DevOps and uploads tasks.
    Tfx,
    /// `vsce`, which publishes extensions of Visual Studio Code.
    Vsce,
    /// `az devops`, `az repos`, `az pipelines`, `az boards` and `az artifacts`: the extension azure-devops of Azure CLI.
    AzDevops,
}

/// A text is the name of no tool.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no recipe with this name; there are: {}", Tool::list())]
pub struct UnknownTool;

impl Tool {
    /// Every tool, in the order of the help.
    pub const ALL: [Self; 5] = [
        Self::Git,
        Self::Renovate,
        Self::Tfx,
        Self::Vsce,
        Self::AzDevops,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Git => "git",
            Self::Renovate => "renovate",
            Self::Tfx => "tfx",
            Self::Vsce => "vsce",
            Self::AzDevops => "az-devops",
        }
    }

    /// Whether its recipe cannot do without an organization.
    pub fn needs_organization(self) -> bool {
        self == Self::Renovate
    }

    /// All names, for a message.
    fn list() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Tool {
    type Err = UnknownTool;

    /// Reads a name, in upper or lower case.
    fn from_str(text: &str) -> Result<Self, UnknownTool> {
        let mut all = Self::ALL.into_iter();
        all.find(|tool| tool.as_str().eq_ignore_ascii_case(text))
            .ok_or(UnknownTool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_is_found_by_its_name() {
        for tool in Tool::ALL {
            assert_eq!(tool.to_string().parse(), Ok(tool));
            assert_eq!(tool.to_string().to_uppercase().parse(), Ok(tool));
        }
    }

    #[test]
    fn another_name_is_told_those_that_there_are() {
        let error = "svn".parse::<Tool>().unwrap_err().to_string();
        assert!(
            error.contains("git, renovate, tfx, vsce, az-devops"),
            "{error}"
        );
    }
}
