//! Checks of the assertion.

use super::validity::check_time;
use super::{certificate, federation};
use crate::keys::SigningKey;
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::wire::UnverifiedJwt;
use crate::world::{Application, GITHUB_ISSUER, Issuer, KUBERNETES_ISSUER};

/// Checks an assertion: one that the application made itself against its certificates, any other one against its
/// federated credentials.
///
/// The federated credentials are checked before the signature, so a forged assertion of an unknown issuer is refused
/// for its issuer.
pub(super) fn check(
    shared: &Shared,
    tenant: &str,
    application: &Application,
    assertion: &str,
) -> Result<(), Refusal> {
    let jwt = parsed(assertion)?;
    let client_id = application.client_id.to_string();
    let is_own = |name| jwt.claim(name).eq_ignore_ascii_case(&client_id);
    if is_own("iss") || (is_own("sub") && !application.certificates.is_empty()) {
        return certificate::check(shared, tenant, application, &jwt);
    }
    check_algorithm(&jwt)?;
    federation::check(shared, application, &jwt)?;
    check_signature(&jwt)?;
    check_time(shared, &jwt, 0)
}

/// Decodes the assertion.
fn parsed(assertion: &str) -> Result<UnverifiedJwt<'_>, Refusal> {
    let jwt = UnverifiedJwt::new(assertion).ok_or_else(|| {
        Refusal::invalid_request(
            50027,
            "Invalid JWT token. Token format not valid.".to_owned(),
        )
    })?;
    // Tokens of Kubernetes have no type.
    let kind = jwt.header("typ");
    if !kind.is_empty() && !kind.eq_ignore_ascii_case("JWT") {
        return Err(Refusal::invalid_request(
            5_002_727,
            "Invalid JWT header type specified, must be 'JWT' or 'http://openid.net/specs/jwt/1.0'."
                .to_owned(),
        ));
    }
    Ok(jwt)
}

/// Checks the algorithm of an assertion that somebody else issued.
fn check_algorithm(jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
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
    Ok(())
}

/// Returns the key of an issuer.
fn key_of(issuer: &str) -> Option<&'static SigningKey> {
    if issuer == GITHUB_ISSUER {
        SigningKey::github()
    } else if issuer.starts_with(KUBERNETES_ISSUER) {
        SigningKey::kubernetes()
    } else if issuer.starts_with("https://vstoken.dev.azure.com/") {
        SigningKey::of(Issuer::AzureDevOps)
    } else {
        SigningKey::of(Issuer::Entra)
    }
}

/// Checks the signature with the issuer's key. Its key ID must be that of the assertion.
fn check_signature(jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    let key = key_of(jwt.claim("iss")).filter(|key| key.kid() == jwt.header("kid"));
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
