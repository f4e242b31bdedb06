//! Owns the way from a path to the code that answers it.

use super::{ServiceName, State, azure_devops, entra, vstoken};
use crate::wire::{Answer, Request};

/// Endpoint that a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Assertions of Azure DevOps.
    OidcToken,
    /// Connection data of Azure DevOps.
    ConnectionData,
    /// Home page of the organization.
    Organization,
    /// Description of a project.
    Project,
    /// Description of a Git repository.
    Repository,
    /// Refs of a Git repository.
    GitRefs,
    /// Discovery documents of the issuer host.
    Vstoken,
    /// Sign-in page.
    SignIn,
    /// Access tokens of Entra.
    Token,
    /// Discovery documents of Entra.
    EntraDiscovery,
    /// Nothing that is emulated.
    Unknown,
}

impl Endpoint {
    /// Finds the endpoint of a path.
    pub(super) fn of(service: ServiceName, request: &Request) -> Self {
        let path = request.path();
        match service {
            ServiceName::AzureDevOps => azure_devops::endpoint(&path),
            ServiceName::Vstoken => vstoken::endpoint(&path),
            ServiceName::Entra => entra::endpoint(&path),
        }
    }

    /// Answers a request for this endpoint.
    pub(super) fn answer(self, service: ServiceName, state: &State, request: &Request) -> Answer {
        match self {
            Self::OidcToken => azure_devops::oidc_token(state, request),
            Self::ConnectionData => azure_devops::connection_data(state, request),
            Self::Organization => azure_devops::organization(state, request),
            Self::Project => azure_devops::project(state, request),
            Self::Repository => azure_devops::repository(state, request),
            Self::GitRefs => azure_devops::git_refs(state, request),
            Self::Vstoken => vstoken::answer(state, request),
            Self::SignIn => vstoken::sign_in(),
            Self::Token => entra::token(state, request),
            Self::EntraDiscovery => entra::discovery(state, request),
            Self::Unknown => Answer::text(
                404,
                &format!(
                    "patless-emulator: {} {} is not emulated by the service {service}\n",
                    request.method, request.target,
                ),
            ),
        }
    }
}
