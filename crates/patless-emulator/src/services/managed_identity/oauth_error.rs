//! Errors of the Azure Instance Metadata Service and of Azure Arc, in the shape of OAuth.

use serde_json::json;

use super::grant::Denial;
use crate::wire::Response;

/// Refuses a request with a parameter or a header that is wrong or missing.
pub(super) fn invalid_request(description: &str) -> Response {
    refusal("invalid_request", description)
}

/// Refuses a request without the header `Metadata`, with the error that Microsoft documents for it:
/// <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling>.
pub(super) fn no_metadata_header() -> Response {
    refusal("bad_request_102", "Required metadata header not specified")
}

/// Refuses a request that gets no access token.
pub(super) fn denied(denial: Denial) -> Response {
    match denial {
        Denial::IdentityNotFound => invalid_request("Identity not found"),
        Denial::ResourceMissing => invalid_request("Required query variable 'resource' is missing"),
        Denial::ResourceUnknown(message) => refusal("invalid_resource", &message),
    }
}

/// Makes the error response, whose status is 400.
fn refusal(error: &str, description: &str) -> Response {
    let body = json!({ "error": error, "error_description": description });
    Response::json(400, &body)
}
