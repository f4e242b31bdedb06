//! Host `management.azure.com`, Azure Resource Manager: what Azure CLI asks when somebody signs in.

mod arm_error;
mod caller;
mod cloud;
mod subscriptions;
mod tenants;

pub(crate) use cloud::endpoints;

use axum::Router;

use super::layers::faults;
use super::routes::routes;
use super::service::Service;

routes! { ResourceManager:
    /// Endpoints of the cloud. Anyone may read them.
    CLOUD "/metadata/endpoints" => cloud::handle;
    /// Subscriptions that the caller may read.
    SUBSCRIPTIONS "/subscriptions" => subscriptions::list;
    /// One subscription.
    SUBSCRIPTION "/subscriptions/{subscription}" => subscriptions::get;
    /// Tenants in which the caller has an account.
    TENANTS "/tenants" => tenants::handle;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}
