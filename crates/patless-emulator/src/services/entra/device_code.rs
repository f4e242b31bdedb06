//! Route of the device code endpoint (RFC 8628, section 3.1).

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::checks::{self, UserRequest};
use super::device_codes::DeviceGrant;
use super::refusal::Refusal;
use super::traced;
use crate::services::Shared;
use crate::wire::{Request, Response, random_bytes, random_text};

/// Handles a request for a device code.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    traced::respond(&shared, &request, |_| issue(&shared, &request))
}

/// Issues a device code, and the code that the user types.
fn issue(shared: &Shared, request: &Request) -> Result<Response, Refusal> {
    let UserRequest {
        application, scope, ..
    } = checks::approve_device_code(shared, request)?;
    let device_code = random_text(DEVICE_CODE_BYTES);
    let grant = DeviceGrant {
        client_id: application.client_id,
        scope,
    };
    shared
        .entra
        .device_codes
        .add(&device_code, grant, shared.uptime());
    shared.issued.note_secret(&device_code);
    let user_code = user_code();
    let knobs = &shared.scenario.entra.device_code;
    Ok(Response::json(
        200,
        &json!({
            "user_code": user_code,
            "device_code": device_code,
            "verification_uri": VERIFICATION_URI,
            "expires_in": knobs.lifetime_s,
            "interval": knobs.interval_s,
            "message": format!(
                "To sign in, use a web browser to open the page {VERIFICATION_URI} and enter the \
                 code {user_code} to authenticate.",
            ),
        }),
    ))
}

/// Makes the code that the user types.
fn user_code() -> String {
    let bytes = random_bytes(USER_CODE_LENGTH).into_iter();
    let letters = bytes.map(|it| USER_CODE_LETTERS[usize::from(it) % USER_CODE_LETTERS.len()]);
    letters.map(char::from).collect()
}

const VERIFICATION_URI: &str = "https://microsoft.com/devicelogin";
const DEVICE_CODE_BYTES: usize = 150;
const USER_CODE_LENGTH: usize = 9;
/// Letters and digits that are not mistaken for others.
const USER_CODE_LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
