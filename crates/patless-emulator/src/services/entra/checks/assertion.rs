//! Checks of the assertion.

use super::federation;
use crate::clock::iso_time_precise;
use crate::keys::SigningKey;
use crate::services::entra::refusal::Refusal;
use crate::services::{ServiceName, Shared};
use crate::wire::UnverifiedJwt;
use crate::world::{Application, Issuer};

/// Checks an assertion against the federated credentials of an application.
///
/// The federated credentials are checked before the signature, so a forged assertion of an unknown issuer is refused
/// for its issuer.
pub(super) fn check(
    shared: &Shared,
    application: &Application,
    assertion: &str,
) -> Result<(), Refusal> {
    let jwt = parsed(assertion)?;
    federation::check(shared, application, &jwt)?;
    check_signature(&jwt)?;
    check_time(shared, &jwt)
}

/// Decodes the assertion.
fn parsed(assertion: &str) -> Result<UnverifiedJwt<'_>, Refusal> {
    let jwt = UnverifiedJwt::new(assertion).ok_or_else(|| {
        Refusal::invalid_request(
            50027,
            "Invalid JWT token. Token format not valid.".to_owned(),
        )
    })?;
    if !jwt.header("typ").eq_ignore_ascii_case("JWT") {
        return Err(Refusal::invalid_request(
            5_002_727,
            "Invalid JWT header type specified, must be 'JWT' or 'http://openid.net/specs/jwt/1.0'."
                .to_owned(),
        ));
    }
    let algorithm = jwt.header("alg");
    if algorithm != "RS256" {
        return Err(Refusal::invalid_request(
            5_002_738,
            format!(
                "'{algorithm}' is not a supported signature algorithm. Supported signature \
                 algorithms are: 'RS256, HS256'",
            ),
        ));
    }
    Ok(jwt)
}

/// Checks the signature with the issuer's key. Its key ID must be that of the assertion.
fn check_signature(jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    let issuer = if jwt
        .claim("iss")
        .starts_with("https://vstoken.dev.azure.com/")
    {
        Issuer::AzureDevOps
    } else {
        Issuer::Entra
    };
    let key = SigningKey::of(issuer).filter(|key| key.kid() == jwt.header("kid"));
    let reason = match key {
        None => "The key was not found.",
        Some(key) if key.has_signed(jwt.text) => return Ok(()),
        Some(_) => "The key was used, but the signature does not match.",
    };
    Err(Refusal::invalid_client(
        700_027,
        format!("Client assertion contains an invalid signature. [Reason - {reason}]"),
    ))
}

/// Checks that the assertion is valid now.
fn check_time(shared: &Shared, jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    let now_s = shared.clock(ServiceName::Entra).now_s();
    let from_s = jwt.time("nbf").unwrap_or_default();
    let until_s = jwt.time("exp").unwrap_or_default();
    if (from_s..until_s).contains(&now_s) {
        return Ok(());
    }
    Err(Refusal::invalid_client(
        700_024,
        format!(
            "Client assertion is not within its valid time range. Current time: {}, assertion \
             valid from {}, expiry time of assertion {}. Review the documentation at \
             https://learn.microsoft.com/entra/identity-platform/certificate-credentials .",
            iso_time_precise(now_s),
            iso_time_precise(from_s),
            iso_time_precise(until_s),
        ),
    ))
}
