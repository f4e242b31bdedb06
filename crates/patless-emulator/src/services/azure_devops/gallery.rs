//! Host `marketplace.visualstudio.com`: the gallery of extensions, as `tfx` and `vsce` call it.

mod access;
mod description;
mod extension;
mod locations;
mod members;
mod package;
mod publication;
mod sharing;

pub(super) use locations::none;

use axum::Router;
use axum::middleware::from_fn_with_state;

use super::headers;
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;

routes! { AzureDevOps:
    /// Locations of the gallery's resources.
    LOCATIONS "/_apis/gallery" => locations::gallery;
    /// Locations of the resources for roles.
    ROLE_LOCATIONS "/_apis/securityroles" => locations::roles;
    /// Members of a publisher, with their roles.
    MEMBERS "/_apis/securityroles/scopes/gallery.publisher/roleassignments/resources/{publisher}" => members::handle;
    /// Publication of a new extension.
    EXTENSIONS "/_apis/gallery/extensions" => publication::create;
    /// Extension: its description, its next version, its end.
    EXTENSION "/_apis/gallery/publishers/{publisher}/extensions/{extension}" => extension::handle;
    /// Organization that an extension is shared with.
    SHARING "/_apis/gallery/publishers/{publisher}/extensions/{extension}/accounts/{account}" => sharing::handle;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    let routes = routes().route_layer(from_fn_with_state(service.clone(), headers::add_ids));
    faults::wrap(routes, service)
}
