//! Router of a service: its routes, and around them what all services have in common.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceExt;
use tower::util::MapRequest;

use super::layers::{date, journal, received};
use super::service::Service;
use super::{ServiceName, azure_devops, entra, not_emulated, routing_path, vstoken};

/// Router that is ready to answer, behind the function that writes each path as the routes expect it.
///
/// The function stands around the router, because layers of a router run after a route was found.
pub(super) type ReadyRouter = MapRequest<Router, fn(Request) -> Request>;

/// Makes the router of a service.
pub(super) fn router(service: &Service) -> ReadyRouter {
    let with_paths: fn(Request) -> Request = match service.name {
        ServiceName::AzureDevOps => routing_path::without_case,
        ServiceName::Entra | ServiceName::Vstoken => routing_path::with_case,
    };
    routes(service)
        .fallback(not_emulated::answer)
        .layer(from_fn_with_state(service.clone(), journal::record))
        .layer(from_fn(received::read))
        .layer(from_fn_with_state(service.clone(), date::add))
        .with_state(service.clone())
        .map_request(with_paths)
}

/// Makes the routes of a service.
fn routes(service: &Service) -> Router<Service> {
    match service.name {
        ServiceName::AzureDevOps => azure_devops::router(service),
        ServiceName::Entra => entra::router(service),
        ServiceName::Vstoken => vstoken::router(service),
    }
}
