//! Host `pkgs.dev.azure.com`, Azure Artifacts: a feed with packages of npm.

mod package;
mod published;
mod tarball;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;

use super::authentication::{Caller, caller, is_of_job};
use super::membership::{member, person_member};
use super::of_organizations::of_organizations;
use super::vss_error::Exception;
use crate::scenario::FeedAccess;
use crate::services::Shared;
use crate::services::feed::{FEED, npm_registry};
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::wire::{Request, Response};

use published::PUBLISHED;

routes! { AzureDevOps:
    /// Description of a package of npm.
    NPM_PACKAGE "/{organization}/_packaging/{feed}/npm/registry/{package}" => package;
    /// Archive of a version of a package.
    NPM_TARBALL "/{organization}/_packaging/{feed}/npm/registry/{package}/-/{file}" => archive;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
}

/// Handles a request for the description of a package.
async fn package(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    describe(&shared, &request).unwrap_or_else(|refusal| refusal)
}

/// Handles a request for an archive.
async fn archive(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    download(&shared, &request).unwrap_or_else(|refusal| refusal)
}

/// Describes a package if the caller may read the feed.
fn describe(shared: &Shared, request: &Request) -> Result<Response, Response> {
    readable(shared, request)?;
    let name = request.parameter("package");
    let registry = npm_registry(&shared.urls.azure_devops);
    package::document(name, &registry)
        .map(|document| Response::json(200, &document))
        .ok_or_else(|| not_found(name))
}

/// Returns the archive of a version if the caller may read the feed.
fn download(shared: &Shared, request: &Request) -> Result<Response, Response> {
    readable(shared, request)?;
    let file = request.parameter("file");
    let mut all = PUBLISHED.iter();
    let found = all.find(|it| it.name == request.parameter("package") && it.file() == file);
    let found = found.ok_or_else(|| not_found(file))?;
    Ok(Response::empty(200)
        .header("content-type", "application/octet-stream")
        .body(tarball::make(found)))
}

/// Checks that the feed exists and that the caller may read it.
fn readable(shared: &Shared, request: &Request) -> Result<(), Response> {
    if request.method != "GET" && request.method != "HEAD" {
        return Err(Response::empty(405).header("allow", "GET, HEAD"));
    }
    let reader = match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => None,
        Caller::Application(issued) => Some(member(shared, request, &issued)?.identity_id),
        Caller::Person(id) => Some(person_member(shared, request, id)?.identity_id),
    };
    let feed = request.parameter("feed");
    if !is_of_job(shared, request) || !feed.eq_ignore_ascii_case(FEED) {
        return Err(
            Exception::FeedNotFound.response(&format!("The feed with ID '{feed}' doesn't exist."))
        );
    }
    match (reader, shared.scenario.azure_devops.feed_access) {
        (Some(identity_id), FeedAccess::None) => {
            Err(Exception::FeedNeedsPermissions.response(&format!(
                "User '{identity_id}' lacks permission to complete this action. You need to have \
                 'ReadPackages'."
            )))
        }
        _ => Ok(()),
    }
}

fn not_found(what: &str) -> Response {
    Exception::PackageNotFound.response(&format!(
        "The package '{what}' is not in the feed '{FEED}'."
    ))
}
