//! Git repositories of the project, with their first commits.

use std::io;
use std::path::Path;

use uuid::Uuid;

use super::git_repository::{Commit, GitRepository};
use crate::world::{GADGETS, World};

/// Repositories by their IDs.
#[derive(Debug)]
pub(crate) struct GitRepositories(Vec<(Uuid, GitRepository)>);

impl GitRepositories {
    /// Names the repositories of the world, in a folder of the emulator. They do not exist yet. `registry` is the URL of the
    /// feed.
    pub(crate) fn new(folder: &Path, world: &World, registry: &str) -> Self {
        let repositories = world.repositories.iter().map(|it| {
            let commits = if it.name == GADGETS {
                gadgets(registry)
            } else {
                widgets()
            };
            let folder = folder.join(&it.name).with_extension("git");
            (it.id, GitRepository::new(folder, commits))
        });
        Self(repositories.collect())
    }

    /// Returns the folder of a repository, which is made now if it does not exist. This blocks.
    pub(crate) fn folder(&self, id: Uuid) -> io::Result<&Path> {
        let found = self.0.iter().find(|(it, _)| *it == id);
        let (_, found) = found.ok_or(io::ErrorKind::NotFound)?;
        found.folder()
    }
}

/// Commits of a repository with some history.
fn widgets() -> Vec<Commit> {
    vec![
        Commit::new("README.md", "# Widgets\n", "Start"),
        Commit::new("widget.txt", "round\n", "Add a widget"),
        Commit::new("widget.txt", "square\n", "Change the widget"),
    ]
}

/// Commits of a repository that uses the older version of a package of the feed.
fn gadgets(registry: &str) -> Vec<Commit> {
    vec![
        Commit::new("package.json", PACKAGE, "Use gears"),
        Commit::new("renovate.json", &renovate(registry), "Use Renovate"),
    ]
}

const PACKAGE: &str = r#"{
  "name": "gadgets",
  "private": true,
  "dependencies": {
    "acme-gears": "1.0.0"
  }
}
"#;

/// Makes the settings of Renovate.
///
/// The feed would be in `.npmrc`, but Renovate ignores one that names `localhost`. The dashboard would be a work item.
fn renovate(registry: &str) -> String {
    format!(
        r#"{{
  "extends": ["config:recommended", ":disableDependencyDashboard"],
  "packageRules": [{{ "matchDatasources": ["npm"], "registryUrls": ["{registry}"] }}]
}}
"#
    )
}
