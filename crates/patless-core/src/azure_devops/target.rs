//! The target of an access token: the URL of an organization, a project or a repository.

use std::fmt;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::environment::{Environment, EnvironmentError};
use crate::origin::loopback::{Loopback, is_loopback};
use crate::origin::{secure_url, services_organization};
use crate::source::connection::organization::collection_url;
use patless_catalogue::text::one_line;

/// An organization of Azure DevOps, a project or a repository, by its URL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// The organization's URL. Its path ends with a slash.
    organization: Url,
    /// The project as the URL spells it, percent-encoded.
    project: Option<String>,
    /// The repository as the URL spells it, percent-encoded. Never without a project.
    repository: Option<String>,
}

/// The text is not the URL of anything in Azure DevOps.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{text:?} is not the URL of an organization, a project or a repository of Azure DevOps")]
pub struct InvalidTarget {
    text: String,
}

impl InvalidTarget {
    /// Keeps the text without user information: the URL of a clone may contain a personal access token there.
    fn new(text: &str) -> Self {
        let host = text.rsplit('@').next().unwrap_or_default();
        let (address, _) = host.split_once('?').unwrap_or((host, ""));
        Self {
            text: one_line(address, 200),
        }
    }
}

impl Target {
    /// Reads `https://dev.azure.com/{organization}[/{project}[/_git/{repository}]]`, the same at
    /// `https://{organization}.visualstudio.com`, or the address of a clone, in which a user name is ignored.
    ///
    /// An access token is sent there, so no other host is accepted, except loopback where that is allowed.
    pub fn parse(text: &str, loopback: Loopback) -> Result<Self, InvalidTarget> {
        let invalid = || InvalidTarget::new(text);
        let url = secure_url("target", text, loopback).map_err(|_| invalid())?;
        let by_host = url
            .host_str()
            .is_some_and(|host| host.ends_with(".visualstudio.com"));
        let is_here = is_loopback(&url) && loopback.counts();
        if services_organization(&url).is_none() && !is_here {
            return Err(invalid());
        }
        let segments = url.path_segments().into_iter().flatten();
        let mut segments = segments.filter(|segment| !segment.is_empty()).peekable();
        let mut organization = url.clone();
        organization.set_query(None);
        organization.set_path("/");
        if by_host {
            // An older form of the same address.
            segments.next_if(|segment| segment.eq_ignore_ascii_case("DefaultCollection"));
        } else {
            let name = segments.next().ok_or_else(invalid)?;
            organization.set_path(&format!("/{name}/"));
        }
        let path: Vec<_> = segments.collect();
        let (project, repository) = match path.as_slice() {
            [] => (None, None),
            // The default repository has the project's name, and its URL leaves the project out.
            ["_git", repository, ..] => (Some(*repository), Some(*repository)),
            [project, "_git", repository, ..] => (Some(*project), Some(*repository)),
            [project, ..] if !project.starts_with('_') => (Some(*project), None),
            _ => return Err(invalid()),
        };
        Ok(Self {
            organization,
            project: project.map(str::to_owned),
            repository: repository.map(str::to_owned),
        })
    }

    /// The organization of the running job. `None` outside a job of Azure DevOps Services.
    ///
    /// # Errors
    /// As [`Job::from_environment`](crate::Job::from_environment), where the collection's URL is not the job's own.
    pub fn of_job(environment: &Environment) -> Result<Option<Self>, EnvironmentError> {
        let url = collection_url(environment)?;
        Ok(Self::parse(url.as_str(), Loopback::of_job(environment)).ok())
    }

    /// The project, as its URL spells it. `None`: the organization as a whole.
    pub fn project(&self) -> Option<&str> {
        self.project.as_deref()
    }

    /// The project's name or id, decoded. `None`: the organization as a whole.
    pub fn project_name(&self) -> Option<String> {
        let project = percent_decode_str(self.project()?);
        Some(project.decode_utf8_lossy().into_owned())
    }

    /// The repository, as its URL spells it. `None`: the project or the organization as a whole.
    pub fn repository(&self) -> Option<&str> {
        self.repository.as_deref()
    }

    /// The organization's name, as its URL spells it.
    pub fn organization_name(&self) -> &str {
        let url = &self.organization;
        let name = url
            .host_str()
            .and_then(|host| host.strip_suffix(".visualstudio.com"));
        name.unwrap_or_else(|| url.path().trim_matches('/'))
    }

    /// The organization's URL, with a slash at the end.
    pub fn organization(&self) -> &Url {
        &self.organization
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.organization)?;
        if let Some(project) = &self.project {
            f.write_str(project)?;
        }
        match &self.repository {
            Some(repository) => write!(f, "/_git/{repository}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organization_has_one_name_in_every_form() {
        for text in [
            "https://dev.azure.com/acme/web",
            "https://acme.visualstudio.com/DefaultCollection/web",
            "https://localhost:8443/acme/web/_git/site",
        ] {
            assert_eq!(
                Target::parse(text, Loopback::Counts)
                    .unwrap()
                    .organization_name(),
                "acme",
                "{text}"
            );
        }
    }

    #[test]
    fn every_form_of_an_address_is_read() {
        for (text, expected) in [
            ("https://dev.azure.com/acme", "https://dev.azure.com/acme/"),
            (
                "https://dev.azure.com/acme/My%20Project/",
                "https://dev.azure.com/acme/My%20Project",
            ),
            (
                "https://acme@dev.azure.com/acme/web/_git/site",
                "https://dev.azure.com/acme/web/_git/site",
            ),
            (
                "https://dev.azure.com/acme/_git/web?version=GBmain",
                "https://dev.azure.com/acme/web/_git/web",
            ),
            (
                "https://acme.visualstudio.com/DefaultCollection/web/_git/site",
                "https://acme.visualstudio.com/web/_git/site",
            ),
            (
                "https://acme.visualstudio.com",
                "https://acme.visualstudio.com/",
            ),
            (
                "https://localhost:4430/acme/Web",
                "https://localhost:4430/acme/Web",
            ),
        ] {
            let target = Target::parse(text, Loopback::Counts).unwrap();
            assert_eq!(target.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_project_is_decoded() {
        for (text, expected) in [
            (
                "https://dev.azure.com/acme/My%20Project",
                Some("My Project"),
            ),
            ("https://dev.azure.com/acme/%E4%B8%96%25", Some("世%")),
            ("https://dev.azure.com/acme", None),
        ] {
            let target = Target::parse(text, Loopback::Refused).unwrap();
            assert_eq!(target.project_name().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_token_in_the_address_of_a_clone_is_not_repeated() {
        let error = Target::parse(
            "https://x:sekret@github.com/acme/web?t=sekret",
            Loopback::Refused,
        )
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("\"github.com/acme/web\" is not"),
            "{error}"
        );
    }

    #[test]
    fn a_token_goes_to_this_machine_only_where_that_counts() {
        for text in ["https://localhost:4430/acme", "http://127.0.0.1/acme/web"] {
            assert!(Target::parse(text, Loopback::Counts).is_ok(), "{text}");
            assert!(Target::parse(text, Loopback::Refused).is_err(), "{text}");
        }
    }

    #[test]
    fn a_token_goes_to_no_other_host() {
        for text in [
            "",
            "acme",
            "http://dev.azure.com/acme",
            "https://dev.azure.com",
            "https://dev.azure.com.evil.example/acme",
            "https://dev.azure.com@evil.example/acme",
            "https://dev.azure.com:8443/acme",
            "https://github.com/acme/web",
            "https://dev.azure.com/acme/_apis/projects",
            "git@ssh.dev.azure.com:v3/acme/web/site",
        ] {
            assert!(Target::parse(text, Loopback::Counts).is_err(), "{text}");
        }
    }
}
