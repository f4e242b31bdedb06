//! Publication of an extension: its first version, and the next ones.

use std::sync::Arc;

use axum::extract::State;

use super::super::gallery_state::{Extension, Version};
use super::super::vss_error::Exception;
use super::access::{Permission, check};
use super::description::describe;
use super::package::Package;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

/// Handles a request to publish a new extension.
pub(super) async fn create(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if request.method != "POST" {
        return Response::empty(405).header("allow", "POST");
    }
    first_version(&shared, &request).unwrap_or_else(|refusal| refusal)
}

fn first_version(shared: &Shared, request: &Request) -> Result<Response, Response> {
    // Otherwise, an invalid credential would be refused for the package.
    super::access::profile(shared, request)?;
    let package = package(request)?;
    permitted(shared, request, &package.publisher, Permission::Create)?;
    if shared
        .gallery
        .extension(&package.publisher, &package.name)
        .is_some()
    {
        return Err(exists(&package));
    }
    let extension = Extension::new(
        &package.publisher,
        &package.name,
        &package.display_name,
        version(shared, &package),
    );
    let response = Response::json(201, &describe(shared, &extension));
    shared.gallery.add(extension);
    Ok(response)
}

/// Publishes the next version of an extension.
pub(super) fn next_version(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let publisher = request.parameter("publisher");
    let name = request.parameter("extension");
    permitted(shared, request, publisher, Permission::Update)?;
    let package = package(request)?;
    let is_of_path = package.publisher.eq_ignore_ascii_case(publisher)
        && package.name.eq_ignore_ascii_case(name);
    if !is_of_path {
        return Err(invalid());
    }
    let current = shared
        .gallery
        .extension(publisher, name)
        .ok_or_else(|| not_found(publisher, name))?;
    if current
        .versions
        .iter()
        .any(|it| it.number == package.version)
    {
        return Err(exists(&package));
    }
    let version = version(shared, &package);
    let extension = shared.gallery.change(publisher, name, |it| {
        it.versions.insert(0, version);
        it.display_name.clone_from(&package.display_name);
    });
    let extension = extension.ok_or_else(|| not_found(publisher, name))?;
    Ok(Response::json(200, &describe(shared, &extension)))
}

/// Checks that the caller may publish, and that the name of the publisher is not reserved for Microsoft.
fn permitted(
    shared: &Shared,
    request: &Request,
    publisher: &str,
    permission: Permission,
) -> Result<(), Response> {
    if check(shared, request, publisher, permission)?.is_reserved {
        // The words are known from failed jobs. The status is not, except that it is neither 401 nor 403.
        return Err(Exception::CorporateAccount.response(
            "You need to be logged in with your Microsoft corporate credentials to perform this action.",
        ));
    }
    Ok(())
}

/// Reads the package in a request.
fn package(request: &Request) -> Result<Package, Response> {
    Package::read(&request.body).ok_or_else(invalid)
}

/// Makes the version of a package, published now.
fn version(shared: &Shared, package: &Package) -> Version {
    Version {
        number: package.version.clone(),
        published_at_s: shared.clock(ServiceName::AzureDevOps).now_s(),
    }
}

fn invalid() -> Response {
    Exception::InvalidPackage.response("Extension package is malformed/corrupted")
}

fn exists(package: &Package) -> Response {
    Exception::ExtensionVersionExists.response(&format!(
        "The extension '{}.{}' already exists in version {}.",
        package.publisher, package.name, package.version,
    ))
}

/// Refuses a request about an extension that does not exist, or that the caller may not see.
pub(super) fn not_found(publisher: &str, name: &str) -> Response {
    Exception::ExtensionNotFound.response(&format!(
        "The extension '{publisher}.{name}' does not exist.",
    ))
}
