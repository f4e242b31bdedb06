//! Host `login.microsoftonline.com`: its routes and their handlers.

mod assertion_ids;
mod checks;
pub(super) mod counters;
mod device_code;
mod device_codes;
mod discovery;
pub(crate) mod knobs;
mod refusal;
mod refusal_by_code;
mod token;
mod traced;
mod user_grant;

use axum::Router;

use super::layers::faults;
use super::routes::routes;
use super::service::Service;

routes! { Entra:
    /// Token endpoint.
    TOKEN "/{tenant}/oauth2/v2.0/token" => token::handle;
    /// Endpoint for device codes.
    DEVICE_CODE "/{tenant}/oauth2/v2.0/devicecode" => device_code::handle;
    /// Discovery document of a tenant, or of all tenants.
    CONFIGURATION "/{tenant}/v2.0/.well-known/openid-configuration" => discovery::configuration;
    /// Keys that verify assertions and access tokens.
    KEYS "/{tenant}/discovery/v2.0/keys" => discovery::keys;
    /// The same keys, at the path of version 1.
    KEYS_OF_V1 "/{tenant}/discovery/keys" => discovery::keys;
    /// Metadata of the cloud.
    INSTANCE "/common/discovery/instance" => discovery::instance;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}
