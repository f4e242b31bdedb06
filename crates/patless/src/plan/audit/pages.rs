//! The pages on which what was found can be changed.

use url::Url;

/// The pages of an organization.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pages<'a> {
    /// The organization's URL.
    organization: &'a Url,
}

impl<'a> Pages<'a> {
    pub(super) fn of(organization: &'a Url) -> Self {
        Self { organization }
    }

    /// The page of a service connection. Projects are named by their ids.
    pub(super) fn connection(self, project: &str, id: &str) -> String {
        let path = [project, "_settings", "adminservices"];
        self.page(&path, &[("resourceId", id)])
    }

    /// The page of a variable group.
    pub(super) fn group(self, project: &str, id: u64) -> String {
        let query = [
            ("itemType", "VariableGroups"),
            ("view", "VariableGroupView"),
            ("variableGroupId", &id.to_string()),
        ];
        self.page(&[project, "_library"], &query)
    }

    /// The page of a pipeline.
    pub(super) fn pipeline(self, project: &str, id: u64) -> String {
        let query = [("definitionId", &*id.to_string())];
        self.page(&[project, "_build"], &query)
    }

    /// The page of a classic release.
    pub(super) fn release(self, project: &str, id: u64) -> String {
        let query = [("definitionId", &*id.to_string())];
        self.page(&[project, "_release"], &query)
    }

    /// The page of the service hooks of a project.
    pub(super) fn hooks(self, project: Option<&str>) -> String {
        match project {
            Some(project) => self.page(&[project, "_settings", "serviceHooks"], &[]),
            None => self.page(&[], &[]),
        }
    }

    /// The organization's own.
    pub(super) fn organization(self) -> &'a Url {
        self.organization
    }

    fn page(self, path: &[&str], query: &[(&str, &str)]) -> String {
        let mut url = self.organization.clone();
        // Cannot fail on a URL that has a host.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url.to_string()
    }
}
