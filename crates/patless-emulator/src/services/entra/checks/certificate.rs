//! Checks of an assertion that an application signed with the key of its own certificate.
//!
//! The claims are those of
//! <https://learn.microsoft.com/entra/identity-platform/certificate-credentials> and of RFC 7523, section 3. The messages
//! of thumbprint, certificate, audience and time were captured. For the rest, AADSTS50027 is the nearest documented code.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jsonwebtoken::Algorithm;

use super::validity::check_time;
use crate::client_certificates::{CertifiedKey, ThumbprintHash};
use crate::scenario::AssertionReplay;
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::wire::UnverifiedJwt;
use crate::world::Application;

/// Checks an assertion whose issuer is the application.
pub(super) fn check(
    shared: &Shared,
    tenant: &str,
    application: &Application,
    jwt: &UnverifiedJwt<'_>,
) -> Result<(), Refusal> {
    let algorithm = algorithm(jwt)?;
    let certificate = certificate(application, jwt)?;
    if !certificate.has_signed(jwt.text, algorithm) {
        return Err(bad_signature(
            "The key was used, but the signature does not match.",
        ));
    }
    if let Some(leaf) = jwt.first_of_header("x5c")
        && STANDARD.decode(leaf).ok().as_ref() != Some(&certificate.der)
    {
        return Err(bad_signature("The key was not found."));
    }
    check_parties(application, jwt)?;
    check_audience(shared, tenant, application, jwt)?;
    check_lifetime(jwt)?;
    check_time(shared, jwt, EARLY_S)?;
    check_id(shared, application, jwt)
}

/// Returns the algorithm, which must be one for RSA keys.
fn algorithm(jwt: &UnverifiedJwt<'_>) -> Result<Algorithm, Refusal> {
    match jwt.header("alg") {
        "PS256" => Ok(Algorithm::PS256),
        "RS256" => Ok(Algorithm::RS256),
        other => Err(Refusal::invalid_request(
            5_002_738,
            format!(
                "'{other}' is not a supported signature algorithm. Supported signature algorithms \
                 are: 'RS256, PS256'",
            ),
        )),
    }
}

/// Finds the registered certificate by the thumbprint in the header. It must be valid now.
fn certificate(
    application: &Application,
    jwt: &UnverifiedJwt<'_>,
) -> Result<&'static CertifiedKey, Refusal> {
    let (hash, text) = match (jwt.header("x5t#S256"), jwt.header("x5t")) {
        ("", "") => {
            return Err(invalid(
                "No certificate thumbprint specified in token header.",
            ));
        }
        ("", sha1) => (ThumbprintHash::Sha1, sha1),
        (sha256, _) => (ThumbprintHash::Sha256, sha256),
    };
    let thumbprint = decoded(text);
    let shown: String = thumbprint.iter().map(|it| format!("{it:02X}")).collect();
    let see = format!(
        "Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured \
         keys for app Id '{}'.]",
        application.client_id,
    );
    let mut registered = application.certificates.iter();
    let found = registered
        .find_map(|it| CertifiedKey::of(*it).filter(|key| key.has_thumbprint(&thumbprint, hash)));
    let found = found.ok_or_else(|| {
        Refusal::invalid_client(
            700_027,
            format!(
                "The certificate with identifier used to sign the client assertion is not \
                 registered on application. [Reason - The key was not found., Thumbprint of key \
                 used by client: '{shown}', {see}",
            ),
        )
    })?;
    if found.is_current {
        return Ok(found);
    }
    Err(Refusal::invalid_client(
        700_027,
        format!(
            "The certificate with identifier used to sign the client assertion is expired on \
             application. [Reason - The key used is expired., Thumbprint of key used by client: \
             '{shown}', Found key '{}', {see}",
            found.validity,
        ),
    ))
}

/// Decodes a thumbprint. Some clients write it in the standard alphabet, and some pad it.
fn decoded(text: &str) -> Vec<u8> {
    let text = text.replace('+', "-").replace('/', "_");
    THUMBPRINT.decode(text).unwrap_or_default()
}

/// Checks that the application speaks of itself.
fn check_parties(application: &Application, jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    let client_id = application.client_id.to_string();
    let is_own = |name| jwt.claim(name).eq_ignore_ascii_case(&client_id);
    if is_own("iss") && is_own("sub") {
        return Ok(());
    }
    Err(Refusal::invalid_client(
        700_021,
        format!(
            "Client assertion application identifier doesn't match 'client_id' parameter. \
             {SEE_ALSO}",
        ),
    ))
}

/// Checks that the assertion is for the token endpoint of the tenant.
fn check_audience(
    shared: &Shared,
    tenant: &str,
    application: &Application,
    jwt: &UnverifiedJwt<'_>,
) -> Result<(), Refusal> {
    let host = &shared.urls.authority_host;
    let tenant_id = application.tenant_id.to_string();
    let audience = jwt.claim("aud");
    let is_endpoint =
        [tenant, tenant_id.as_str()].map(|it| format!("{host}{it}/oauth2/v2.0/token") == audience);
    if is_endpoint.contains(&true) {
        return Ok(());
    }
    Err(Refusal::invalid_client(
        700_023,
        format!("Client assertion audience claim does not match Realm issuer. {SEE_ALSO}"),
    ))
}

/// Checks that the assertion says until when it is valid, and that this is not too far away.
///
/// Without `nbf`, the time of issue counts, if there is one.
fn check_lifetime(jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    let until_s = jwt
        .time("exp")
        .ok_or_else(|| invalid("The claim 'exp' is missing or not a number."))?;
    let from_s = jwt.time("nbf").or_else(|| jwt.time("iat"));
    let from_s = from_s.ok_or_else(|| invalid("The claim 'nbf' is missing or not a number."))?;
    if until_s.saturating_sub(from_s) > LONGEST_LIFETIME_S {
        return Err(invalid("The lifetime of the client assertion is too long."));
    }
    Ok(())
}

/// Checks that the assertion has an ID, which no assertion before it had.
fn check_id(
    shared: &Shared,
    application: &Application,
    jwt: &UnverifiedJwt<'_>,
) -> Result<(), Refusal> {
    let id = jwt.claim("jti");
    if id.is_empty() {
        return Err(invalid("The claim 'jti' is missing."));
    }
    let client_id = application.client_id.to_string();
    let is_new = shared.entra.assertion_ids.note(&client_id, id);
    match shared.scenario.entra.assertion_replay {
        AssertionReplay::Refused if !is_new => Err(invalid("The claim 'jti' was used before.")),
        AssertionReplay::Refused | AssertionReplay::Accepted => Ok(()),
    }
}

/// Makes the refusal of a signature.
fn bad_signature(reason: &str) -> Refusal {
    Refusal::invalid_client(
        700_027,
        format!("Client assertion contains an invalid signature. [Reason - {reason}]"),
    )
}

/// Makes the refusal of an assertion that is not as it must be.
fn invalid(reason: &str) -> Refusal {
    Refusal::invalid_request(50027, format!("Invalid JWT token. {reason}"))
}

/// How much later than now an assertion may begin, in seconds. MSAL for Node rounds up, so that its assertions begin in
/// the next second.
const EARLY_S: i64 = 300;
/// Longest lifetime of a client assertion: one day. Microsoft recommends 5 to 10 minutes, and its libraries use up to 30.
const LONGEST_LIFETIME_S: i64 = 86_400;
const SEE_ALSO: &str = "Review the documentation at \
                        https://learn.microsoft.com/entra/identity-platform/certificate-credentials .";
const THUMBPRINT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
