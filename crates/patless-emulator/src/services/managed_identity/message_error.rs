//! Errors of App Service, which Azure Machine Learning repeats here: a status, a message and a correlation ID.
//!
//! The shape is that of App Service. What Azure Machine Learning really sends is not known.

use serde_json::json;

use super::grant::Denial;
use crate::wire::{Response, random_guid};

/// Makes an error response.
pub(super) fn refusal(status: u16, message: &str) -> Response {
    let body = json!({
        "statusCode": status,
        "message": message,
        "correlationId": random_guid(),
    });
    Response::json(status, &body)
}

/// Refuses a request that gets no access token.
///
/// App Service does not tell that the resource is wrong. It answers 500, says a comment in the source of MSAL for Python
/// (`_obtain_token_on_app_service`).
pub(super) fn denied(denial: &Denial) -> Response {
    match denial {
        Denial::IdentityNotFound => refusal(
            400,
            "No User Assigned or Delegated Managed Identity found for specified \
             ClientId/ResourceId/PrincipalId.",
        ),
        Denial::ResourceMissing => refusal(400, "Required query variable 'resource' is missing"),
        Denial::ResourceUnknown(_) => refusal(
            500,
            "An unexpected error occurred while fetching the access token.",
        ),
    }
}
