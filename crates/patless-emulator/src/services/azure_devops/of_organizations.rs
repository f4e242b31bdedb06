//! Layers of the routes that have the name of an organization in their paths.

use axum::Router;
use axum::extract::{Request as HttpRequest, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response as HttpResponse};

use super::headers;
use crate::services::layers::faults;
use crate::services::not_emulated;
use crate::services::service::Service;
use crate::wire::Request;

/// Adds the layers of routes that have the organization in their paths.
pub(super) fn of_organizations(routes: Router<Service>, service: &Service) -> Router<Service> {
    let routes = routes.route_layer(from_fn_with_state(service.clone(), headers::add_ids));
    faults::wrap(routes, service)
        .route_layer(from_fn_with_state(service.clone(), known_organization))
}

/// Passes on requests to the emulated organizations. Others are not emulated.
async fn known_organization(
    State(service): State<Service>,
    request: Request,
    http_request: HttpRequest,
    next: Next,
) -> HttpResponse {
    let named = request.parameter("organization");
    if service.shared.world.organization_named(named).is_some() {
        return next.run(http_request).await;
    }
    not_emulated::handle(State(service), request)
        .await
        .into_response()
}
