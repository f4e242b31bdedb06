//! Router of a service: its routes, wrapped in the layers that all services share.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response as HttpResponse;
use tower::ServiceExt as _;

use super::layers::{buffering, date, journal};
use super::managed_identity::{app_service, arc, cloud_shell, imds, machine_learning};
use super::service::Service;
use super::{
    ServiceName, azure_devops, entra, github, not_emulated, resource_manager, routing_path, vstoken,
};

/// Complete router of a service.
#[derive(Clone)]
pub(super) struct ReadyRouter {
    router: Router,
    /// Rewrites the path of a request to the form that the routes expect.
    ///
    /// This happens outside the router, because the layers of a router run after routing.
    with_routing_path: fn(Request) -> Request,
}

impl ReadyRouter {
    /// Makes the router of a service.
    pub(super) fn new(service: &Service) -> Self {
        let router = routes(service)
            .fallback(not_emulated::handle)
            .layer(from_fn_with_state(service.clone(), journal::record))
            .layer(from_fn(buffering::buffer))
            .layer(from_fn_with_state(service.clone(), date::add))
            .with_state(service.clone());
        Self {
            router,
            with_routing_path: match service.name {
                ServiceName::AzureDevOps | ServiceName::ResourceManager | ServiceName::GitHub => {
                    routing_path::without_case
                }
                _ => routing_path::with_case,
            },
        }
    }

    /// Responds to a request.
    pub(super) async fn respond(&self, request: Request) -> HttpResponse {
        let request = (self.with_routing_path)(request);
        let Ok(response) = self.router.clone().oneshot(request).await;
        response
    }
}

/// Makes the routes of a service.
fn routes(service: &Service) -> Router<Service> {
    match service.name {
        ServiceName::AzureDevOps => azure_devops::router(service),
        ServiceName::Entra => entra::router(service),
        ServiceName::Vstoken => vstoken::router(service),
        ServiceName::ResourceManager => resource_manager::router(service),
        ServiceName::GitHub => github::router(service),
        ServiceName::Imds => imds::router(service),
        ServiceName::AppService => app_service::router(service),
        ServiceName::Arc => arc::router(service),
        ServiceName::MachineLearning => machine_learning::router(service),
        ServiceName::CloudShell => cloud_shell::router(service),
    }
}
