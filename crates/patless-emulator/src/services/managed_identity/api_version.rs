//! Check of the query parameter `api-version`.

use crate::wire::Request;

/// Checks the API version of a request. The error is a message for the client.
pub(super) fn check(request: &Request, supported: &[&str]) -> Result<(), String> {
    match request.query("api-version") {
        None | Some("") => Err("Required query variable 'api-version' is missing".to_owned()),
        Some(version) if supported.contains(&version) => Ok(()),
        Some(version) => Err(format!(
            "The requested API version '{version}' is not supported"
        )),
    }
}
