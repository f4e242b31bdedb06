//! Standard error response of Azure Resource Manager.
//!
//! Shape: <https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#handling-errors>.

use serde_json::json;

use crate::wire::Response;

/// Makes an error response.
pub(super) fn response(status: u16, code: &str, message: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": message } });
    Response::json(status, &body)
}

/// Refuses a credential.
pub(super) fn unauthorized(code: &str, message: &str) -> Response {
    let challenge = format!("Bearer error=\"invalid_token\", error_description=\"{message}\"");
    response(401, code, message).header("www-authenticate", &challenge)
}
