//! Requests a device code, with which a user signs in on another device.
//!
//! Wire: RFC 8628 §3.1 and §3.2,
//! <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code>.

use std::time::Duration;

use patless_catalogue::Server;
use reqwest::StatusCode;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::device_secret::DeviceSecret;
use super::grant::Grant;
use super::rejection::Presented;
use super::request::{post, refusal, seconds};
use crate::error::{Misconfigured, TokenError, Unreadable};
use crate::http::{HttpClient, Response};

/// A device code.
pub(crate) struct DeviceCode {
    /// The half that is sent to Entra.
    pub(crate) secret: DeviceSecret,
    /// The half that the user enters: letters, digits and hyphens.
    pub(crate) user_code: String,
    /// The page where it is entered, as Entra says.
    pub(crate) page: Url,
    /// How long it can be entered.
    pub(crate) expires_in: Duration,
    /// The least time between two requests for the token.
    pub(crate) interval: Duration,
}

/// The fields that are kept. `message` is not: it is words of a server, for a terminal.
#[derive(Deserialize)]
struct Reply {
    device_code: Option<Zeroizing<String>>,
    user_code: Option<String>,
    verification_uri: Option<String>,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
    #[serde(default, deserialize_with = "seconds")]
    interval: Option<u64>,
}

/// Requests a device code for the application and the scope of `grant`, once.
pub(crate) async fn request_device_code(
    http: &HttpClient,
    grant: Grant<'_>,
    limit: Duration,
) -> Result<DeviceCode, TokenError> {
    let url = grant.application.device_code_endpoint();
    let url = url.map_err(|error| TokenError::Misconfigured(Misconfigured::from(error)))?;
    let presented = Presented {
        grant,
        correlation_id: &Uuid::new_v4().to_string(),
    };
    let answer = post(http, &url, &presented, limit).await?;
    if answer.status == StatusCode::OK && answer.is_json() {
        let missing = |missing| Unreadable::Missing {
            server: Server::Token,
            missing,
            request_id: Some(presented.correlation_id.to_owned()),
        };
        return read(&answer).map_err(|what| missing(what).into());
    }
    Err(refusal(&answer, &presented))
}

/// Reads the code.
///
/// # Errors
/// What is missing or malformed.
fn read(answer: &Response) -> Result<DeviceCode, &'static str> {
    let reply: Reply = answer.json_object().ok_or("a JSON object")?;
    let secret = reply.device_code.and_then(DeviceSecret::parse);
    let is_code = |code: &String| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=LONGEST_USER_CODE).contains(&code.len()) && code.chars().all(fits)
    };
    let page = reply.verification_uri.as_deref();
    let lives = reply.expires_in.filter(|&seconds| seconds > 0);
    let lives = lives.ok_or("an expires_in")?.min(LONGEST_LIFE_S);
    let interval = reply.interval.unwrap_or(INTERVAL_S);
    Ok(DeviceCode {
        secret: secret.ok_or("a device_code")?,
        user_code: reply.user_code.filter(is_code).ok_or("a user_code")?,
        page: page
            .and_then(|it| Url::parse(it).ok())
            .ok_or("a verification_uri")?,
        expires_in: Duration::from_secs(lives),
        interval: Duration::from_secs(interval.clamp(1, LONGEST_INTERVAL_S)),
    })
}

/// The interval if Entra names none (RFC 8628 §3.2).
const INTERVAL_S: u64 = 5;
/// The longest interval that is believed.
const LONGEST_INTERVAL_S: u64 = 60;
/// How long a code is waited for at most, whatever Entra says. It says 900.
const LONGEST_LIFE_S: u64 = 1_800;
/// The longest code that a person is asked to enter. Entra's have nine characters.
const LONGEST_USER_CODE: usize = 32;
