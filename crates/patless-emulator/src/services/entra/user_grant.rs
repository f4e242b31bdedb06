//! Access tokens for a user: the device code grant, and the refresh token that comes with it.

use serde_json::{Value, json};

use super::checks::{self, UserRequest};
use super::device_codes::{DeviceGrant, PollRefusal};
use super::refusal::{Refusal, Trace};
use crate::keys::SigningKey;
use crate::services::Shared;
use crate::services::access_token::{self, Claims};
use crate::wire::{Form, Request, Response, base64url, random_text};
use crate::world::{Application, Issuer, Person};

/// Grant type of the device code flow (RFC 8628, section 3.4).
pub(super) const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// Grant type of a refresh token (RFC 6749, section 6).
pub(super) const REFRESH_TOKEN: &str = "refresh_token";

/// Answers a poll with a device code.
pub(super) fn of_device_code(
    shared: &Shared,
    request: &Request,
    trace: &Trace,
) -> Result<Response, Refusal> {
    let form = request.form();
    let application = checks::approve_user_client(shared, request)?;
    let code = checks::required(&form, "device_code")?;
    let DeviceGrant { scope, .. } = shared
        .entra
        .device_codes
        .poll(code, application.client_id, shared.uptime())
        .map_err(refused)?;
    success(shared, &form, application, &scope, trace)
}

/// Answers a request with a refresh token.
pub(super) fn of_refresh_token(
    shared: &Shared,
    request: &Request,
    trace: &Trace,
) -> Result<Response, Refusal> {
    let form = request.form();
    let application = checks::approve_user_client(shared, request)?;
    let refresh_token = checks::required(&form, "refresh_token")?;
    if !shared.issued.has_refresh_token(refresh_token) {
        return Err(Refusal::bad_request(
            "invalid_grant",
            9_002_313,
            "Invalid request. Request is malformed or invalid.".to_owned(),
        ));
    }
    let scope = checks::required(&form, "scope")?;
    success(shared, &form, application, scope, trace)
}

/// Issues an access token for the user, and what else the scope asks for.
fn success(
    shared: &Shared,
    form: &Form,
    application: &Application,
    scope: &str,
    trace: &Trace,
) -> Result<Response, Refusal> {
    let request = checks::approve_user(shared, application, scope)?;
    let lifetime_s = shared.scenario.entra.lifetime_of_access_tokens_s();
    let claims = Claims {
        application,
        audience: &request.audience,
        issued_at_s: trace.time_s,
        lifetime_s,
    };
    let access_token =
        access_token::make_for_person(shared, request.user, &claims).ok_or_else(no_key)?;
    shared.issued.note_user_token(
        &access_token,
        request.user.object_id,
        request.resource.id,
        trace.time_s + lifetime_s,
    );
    let mut body = json!({
        "token_type": "Bearer",
        "scope": format!("{}/user_impersonation {}/.default", request.audience, request.audience),
        "expires_in": lifetime_s,
        "ext_expires_in": lifetime_s,
        "access_token": access_token,
    });
    let wants = |name: &str| scope.split(' ').any(|it| it == name);
    if wants("offline_access") {
        let refresh_token = format!("1.{}", random_text(REFRESH_TOKEN_BYTES));
        shared.issued.note_refresh_token(&refresh_token);
        body["refresh_token"] = json!(refresh_token);
    }
    if wants("openid") {
        let claims = id_claims(&request, trace.time_s);
        let key = SigningKey::of(Issuer::Entra).ok_or_else(no_key)?;
        let id_token = key.signed_jwt(&claims).ok_or_else(no_key)?;
        shared.issued.note_secret(&id_token);
        body["id_token"] = json!(id_token);
    }
    if form.field("client_info") == Some("1") {
        body["client_info"] = json!(client_info(request.user));
    }
    Ok(Response::json(200, &body))
}

/// Makes the claims of the user's ID token.
fn id_claims(request: &UserRequest<'_>, now_s: i64) -> Value {
    let user = request.user;
    let tenant_id = user.tenant_id;
    json!({
        "aud": request.application.client_id,
        "iss": format!("https://login.microsoftonline.com/{tenant_id}/v2.0"),
        "iat": now_s,
        "nbf": now_s,
        "exp": now_s + ID_TOKEN_LIFETIME_S,
        "name": user.name,
        "oid": user.object_id,
        "preferred_username": user.principal_name,
        "rh": format!("1.{}.", random_text(24)),
        "sub": random_text(32),
        "tid": tenant_id,
        "uti": random_text(16),
        "ver": "2.0",
    })
}

/// Makes the account's ID in the form that MSAL asks for with `client_info=1`.
fn client_info(user: &Person) -> String {
    let info = json!({ "uid": user.object_id, "utid": user.tenant_id });
    base64url(info.to_string().as_bytes())
}

/// Makes the refusal of a poll.
///
/// The errors are those of RFC 8628 and of Microsoft's documentation. The codes of `slow_down` and of
/// `authorization_declined` were never captured: they are those of the nearest documented state.
fn refused(refusal: PollRefusal) -> Refusal {
    let (error, code, text) = match refusal {
        PollRefusal::Pending => (
            "authorization_pending",
            70016,
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
        ),
        PollRefusal::SlowDown => (
            "slow_down",
            70016,
            "OAuth 2.0 device flow error. Authorization is pending. Poll less often.",
        ),
        PollRefusal::Expired => (
            "expired_token",
            70020,
            "The provided value for the input parameter 'device_code' is not valid. This device \
             code has expired.",
        ),
        PollRefusal::Declined => (
            "authorization_declined",
            65004,
            "User declined to consent to access the app.",
        ),
        PollRefusal::Unknown => (
            "bad_verification_code",
            70018,
            "The provided value for the input parameter 'device_code' is not valid.",
        ),
    };
    Refusal::bad_request(error, code, text.to_owned())
}

/// Makes the refusal if the emulator has no key.
fn no_key() -> Refusal {
    Refusal::bad_request(
        "server_error",
        90033,
        "A transient error has occurred. Please try again.".to_owned(),
    )
}

const ID_TOKEN_LIFETIME_S: i64 = 3600;
const REFRESH_TOKEN_BYTES: usize = 300;
