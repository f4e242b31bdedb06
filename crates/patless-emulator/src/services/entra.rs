//! Owns `login.microsoftonline.com`.

mod access_token;
mod asked_for;
mod checks;
mod discovery;
mod refusal;
mod token;

pub(super) use discovery::answer as discovery;
pub(super) use token::answer as token;

use super::endpoint::Endpoint;

/// Finds the endpoint of a path.
pub(super) fn endpoint(path: &[&str]) -> Endpoint {
    match path {
        [_, "oauth2", "v2.0", "token"] => Endpoint::Token,
        [_, "v2.0", ".well-known", "openid-configuration"]
        | [_, "discovery", "v2.0", "keys"]
        | [_, "discovery", "keys"]
        | ["common", "discovery", "instance"] => Endpoint::EntraDiscovery,
        _ => Endpoint::Unknown,
    }
}
