//! Host `dev.azure.com`: its routes and their handlers.
//!
//! It also serves the hosts of profiles, identities and access levels and the Marketplace, each in a file of its own. Here
//! they share one port with it, because a client that is given an organization on loopback uses that port for all of them.

mod api_version;
mod assertion;
pub(in crate::services) mod authentication;
mod branches;
mod connection_data;
pub(super) mod counters;
pub(crate) mod gallery_state;
mod git;
mod git_backend;
mod groups;
mod headers;
mod items;
pub(crate) mod knobs;
mod membership;
mod of_organizations;
mod oidc_token;
mod organization;
mod pipeline_permissions;
mod project;
mod pull_request;
mod pull_request_labels;
mod pull_requests;
mod repositories;
mod repository;
mod resource_areas;
mod resource_locations;
mod service_connections;
mod stored_pages;
mod stored_things;
mod subject;
mod users;
mod vss_error;
mod work_items;

pub mod app_vssps;
pub mod feeds;
pub mod gallery;
pub mod pkgs;
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
    /// Projects of the organization.
    PROJECTS "/{organization}/_apis/projects" => stored_things::projects;
    /// Variable groups of a project.
    VARIABLE_GROUPS "/{organization}/{project}/_apis/distributedtask/variablegroups" => stored_things::variable_groups;
    /// Pipelines of a project.
    DEFINITIONS "/{organization}/{project}/_apis/build/definitions" => stored_things::definitions;
    /// Classic releases of a project, on the host `vsrm.dev.azure.com`.
    RELEASE_DEFINITIONS "/{organization}/{project}/_apis/release/definitions" => stored_things::releases;
    /// Subscriptions of service hooks.
    HOOK_SUBSCRIPTIONS "/{organization}/_apis/hooks/subscriptions" => stored_things::hooks;
    /// Description of a project.
    PROJECT "/{organization}/_apis/projects/{project}" => project::handle;
    /// Locations of all resources.
    ALL_RESOURCE_LOCATIONS "/{organization}/_apis" => resource_locations::handle;
    /// Locations of the resources of an area.
    RESOURCE_LOCATIONS "/{organization}/_apis/{area}" => resource_locations::handle;
    /// Hosts of the areas.
    RESOURCE_AREAS "/{organization}/_apis/resourceareas" => resource_areas::handle;
    /// Git repositories of the organization.
    REPOSITORIES "/{organization}/_apis/git/repositories" => repositories::handle;
    /// Git repositories of a project.
    REPOSITORIES_OF_PROJECT "/{organization}/{project}/_apis/git/repositories" => repositories::handle;
    /// File of a Git repository.
    GIT_ITEMS "/{organization}/_apis/git/repositories/{repository}/items" => items::handle;
    /// Pull requests of a Git repository.
    PULL_REQUESTS "/{organization}/_apis/git/repositories/{repository}/pullrequests" => pull_requests::handle;
    /// Pull requests of a Git repository, by the project too.
    PULL_REQUESTS_OF_PROJECT "/{organization}/{project}/_apis/git/repositories/{repository}/pullrequests" => pull_requests::handle;
    /// Pull request.
    PULL_REQUEST "/{organization}/_apis/git/repositories/{repository}/pullrequests/{pullrequest}" => pull_request::handle;
    /// Labels of a pull request.
    PULL_REQUEST_LABELS "/{organization}/_apis/git/repositories/{repository}/pullrequests/{pullrequest}/labels" => pull_request_labels::handle;
    /// Service connections of a project.
    SERVICE_CONNECTIONS "/{organization}/{project}/_apis/serviceendpoint/endpoints" => service_connections::list;
    /// Service connection of a project, by its ID.
    SERVICE_CONNECTION "/{organization}/{project}/_apis/serviceendpoint/endpoints/{connection}" => service_connections::one;
    /// Pipelines that may use a service connection.
    PIPELINE_PERMISSIONS "/{organization}/{project}/_apis/pipelines/pipelinepermissions/endpoint/{connection}" => pipeline_permissions::handle;
    /// Query for work items.
    WORK_ITEM_QUERY "/{organization}/_apis/wit/wiql" => work_items::query;
    /// Query for work items of a project.
    WORK_ITEM_QUERY_OF_PROJECT "/{organization}/{project}/_apis/wit/wiql" => work_items::query;
    /// Description of a Git repository.
    REPOSITORY "/{organization}/{project}/_apis/git/repositories/{repository}" => repository::handle;
    /// Refs of a Git repository.
    GIT_REFS "/{organization}/{project}/_git/{repository}/info/refs" => git::handle;
    /// Fetch from a Git repository.
    GIT_UPLOAD_PACK "/{organization}/{project}/_git/{repository}/git-upload-pack" => git::handle;
    /// Push to a Git repository.
    GIT_RECEIVE_PACK "/{organization}/{project}/_git/{repository}/git-receive-pack" => git::handle;
    /// Locations in the gallery of extensions, of which an organization has none.
    NO_GALLERY "/{organization}/_apis/gallery" => gallery::none;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
        .merge(app_vssps::router(service))
        .merge(vssps::router(service))
        .merge(vsaex::router(service))
        .merge(pkgs::router(service))
        .merge(feeds::router(service))
        .merge(gallery::router(service))
}
