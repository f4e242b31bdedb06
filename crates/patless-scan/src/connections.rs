//! Service connections that store what a package manager signs in with.

use crate::document::Document;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::yaml::Node;

impl Document<'_> {
    /// Returns the connection that most surely stores a PAT, of those that an input lists, and how sure that is. `None`: none of them does.
    pub(crate) fn connection_with_pat<'v>(&self, value: &'v Node) -> Option<(&'v str, Level)> {
        let names = value.text()?.split([',', '\n']).map(str::trim);
        names
            .filter_map(|name| Some((name, self.level_of_connection(name)?)))
            .max_by_key(|(_, level)| *level)
    }

    /// Says how sure it is that a connection for packages stores a PAT: it has such a name, or the file speaks of a feed of Azure Artifacts. `None`: it is for another service, or named elsewhere.
    fn level_of_connection(&self, name: &str) -> Option<Level> {
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
