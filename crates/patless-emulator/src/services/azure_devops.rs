//! Owns `dev.azure.com`.

mod api_version;
mod assertion;
mod authentication;
mod connection_data;
mod git_refs;
mod headers;
mod membership;
mod oidc_token;
mod organization;
mod project;
mod repository;
mod vss_error;

pub(super) use connection_data::answer as connection_data;
pub(super) use git_refs::answer as git_refs;
pub(super) use oidc_token::answer as oidc_token;
pub(super) use organization::answer as organization;
pub(super) use project::answer as project;
pub(super) use repository::answer as repository;

use super::endpoint::Endpoint;
use crate::world::ORGANIZATION_NAME;

/// Finds the endpoint of a path. Paths have no case.
pub(super) fn endpoint(path: &[&str]) -> Endpoint {
    let lower: Vec<String> = path.iter().map(|it| it.to_ascii_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    match lower.as_slice() {
        [
            ORGANIZATION_NAME,
            _,
            "_apis",
            "distributedtask",
            "hubs",
            _,
            "plans",
            _,
            "jobs",
            _,
            "oidctoken",
        ] => Endpoint::OidcToken,
        [ORGANIZATION_NAME] => Endpoint::Organization,
        [ORGANIZATION_NAME, "_apis", "connectiondata"] => Endpoint::ConnectionData,
        [ORGANIZATION_NAME, "_apis", "projects", _] => Endpoint::Project,
        [ORGANIZATION_NAME, _, "_apis", "git", "repositories", _] => Endpoint::Repository,
        [ORGANIZATION_NAME, _, "_git", _, "info", "refs"] => Endpoint::GitRefs,
        _ => Endpoint::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_has_no_case() {
        let path = ["acme", "_apis", "connectionData"];
        assert_eq!(endpoint(&path), Endpoint::ConnectionData);
        assert_eq!(
            endpoint(&["ACME", "_APIS", "CONNECTIONDATA"]),
            Endpoint::ConnectionData
        );
    }

    #[test]
    fn other_organization_is_unknown() {
        assert_eq!(
            endpoint(&["other", "_apis", "connectionData"]),
            Endpoint::Unknown
        );
    }
}
