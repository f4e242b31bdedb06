//! `login.microsoftonline.com`.

mod access_token;
mod checks;
pub(super) mod counters;
mod discovery;
pub(crate) mod knobs;
mod refusal;
mod refusal_by_code;
mod token;

use axum::Router;

use super::layers::faults;
use super::routes::routes;
use super::service::Service;

routes! { Entra:
    /// Access tokens.
    TOKEN "/{tenant}/oauth2/v2.0/token" => token::handle;
    /// Configuration of a tenant, or of all.
    CONFIGURATION "/{tenant}/v2.0/.well-known/openid-configuration" => discovery::configuration;
    /// Keys that assertions and access tokens are signed with.
    KEYS "/{tenant}/discovery/v2.0/keys" => discovery::keys;
    /// The same keys, where version 1 has them.
    KEYS_OF_V1 "/{tenant}/discovery/keys" => discovery::keys;
    /// Metadata of the cloud.
    INSTANCE "/common/discovery/instance" => discovery::instance;
}

/// Makes the router of the host.
pub(super) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}
