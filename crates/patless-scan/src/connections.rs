//! Service connections that store what a package manager signs in with.

use crate::document::Document;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};

impl Document<'_> {
    /// Says how sure it is that a connection for packages stores a PAT: it has such a name, or the file speaks of a feed of Azure Artifacts. `None`: it is for another service, or named elsewhere.
    pub(crate) fn level_of_connection(&self, name: &str) -> Option<Level> {
        let lower = name.to_ascii_lowercase();
        let elsewhere = name.is_empty() || name.contains("${{") || name.contains("$(");
        let others = ["nuget.org", "npmjs", "github", "pypi.org"];
        if elsewhere
            || says(name) == Says::Foreign
            || others.iter().any(|word| lower.contains(word))
        {
            return None;
        }
        let feeds = ["pkgs.dev.azure.com", "pkgs.visualstudio.com"];
        let sure = says(name) == Says::Pat
            || of_azure_devops(name)
            || feeds.iter().any(|feed| self.mentions(feed));
        Some(if sure { Level::Warning } else { Level::Info })
    }
}
