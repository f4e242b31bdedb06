//! Host `dev.azure.com`: its routes and their handlers.
//!
//! It also serves the hosts of profiles, identities and access levels and the Marketplace, each in a file of its own. Here
//! they share one port with it, because a client that is given an organization on loopback uses that port for all of them.

mod api_version;
mod assertion;
mod authentication;
mod connection_data;
pub(super) mod counters;
pub(crate) mod gallery_state;
mod git_refs;
mod headers;
pub(crate) mod knobs;
mod membership;
mod of_organizations;
mod oidc_token;
mod organization;
mod project;
mod repository;
mod subject;
mod users;
mod vss_error;

pub mod app_vssps;
pub mod gallery;
pub mod vsaex;
pub mod vssps;

use axum::Router;

use of_organizations::of_organizations;

use super::routes::routes;
use super::service::Service;

// Paths are in lower case, because this host ignores their case.
routes! { AzureDevOps:
    /// Assertions of a job.
    OIDC_TOKEN "/{organization}/{project}/_apis/distributedtask/hubs/{hub}/plans/{plan}/jobs/{job}/oidctoken" => oidc_token::handle;
    /// Home page of the organization.
    ORGANIZATION "/{organization}" => organization::handle;
    /// Identity of the caller.
    CONNECTION_DATA "/{organization}/_apis/connectiondata" => connection_data::handle;
    /// Description of a project.
    PROJECT "/{organization}/_apis/projects/{project}" => project::handle;
    /// Description of a Git repository.
    REPOSITORY "/{organization}/{project}/_apis/git/repositories/{repository}" => repository::handle;
    /// Refs of a Git repository.
    GIT_REFS "/{organization}/{project}/_git/{repository}/info/refs" => git_refs::handle;
    /// Locations in the gallery of extensions, of which an organization has none.
    NO_GALLERY "/{organization}/_apis/gallery" => gallery::none;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
        .merge(app_vssps::router(service))
        .merge(vssps::router(service))
        .merge(vsaex::router(service))
        .merge(gallery::router(service))
}
