//! Which resource of an organization is read: its host, its path, and what narrows it.

/// A resource of an organization, such as the service connections of a project.
///
/// Its parts are percent-encoded when it is read: no text in it is another path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Resource {
    pub(super) host: ResourceHost,
    pub(super) project: Option<String>,
    pub(super) path: Vec<String>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) version: &'static str,
}

/// The host of a resource. Azure DevOps Services has these for every organization.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ResourceHost {
    /// `dev.azure.com`, or the organization's own.
    Organization,
    /// `vssps.dev.azure.com`: identities and groups.
    Identities,
    /// `vsaex.dev.azure.com`: access levels.
    AccessLevels,
    /// `feeds.dev.azure.com`: the settings of feeds.
    Feeds,
    /// `vsrm.dev.azure.com`: classic releases.
    Releases,
    /// `marketplace.visualstudio.com`: publishers.
    Marketplace,
}

impl Resource {
    /// Names a resource by what follows `_apis`, in an API version such as `7.1`.
    pub fn new(host: ResourceHost, path: &[&str], version: &'static str) -> Self {
        Self {
            host,
            project: None,
            path: path.iter().map(|&part| part.to_owned()).collect(),
            query: Vec::new(),
            version,
        }
    }

    /// Takes the resource of one project, by name or id.
    #[must_use]
    pub fn of_project(mut self, project: &str) -> Self {
        self.project = Some(project.to_owned());
        self
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.query.push((name, value.to_owned()));
        self
    }
}
