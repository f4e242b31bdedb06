//! Check of an assertion against the federated credentials of an application.

use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::wire::{FEDERATION_AUDIENCE, FEDERATION_RESOURCE_ID, UnverifiedJwt};
use crate::world::{Application, FederatedCredential};

/// Checks that a federated credential matches the issuer, the subject and the audience of the assertion.
pub(super) fn check(
    shared: &Shared,
    application: &Application,
    jwt: &UnverifiedJwt<'_>,
) -> Result<(), Refusal> {
    let credentials = some_credentials(application)?;
    check_propagation(shared, jwt)?;
    let credentials = with_issuer(credentials, jwt)?;
    let credentials = with_subject(&credentials, jwt)?;
    check_audience(&credentials, jwt)
}

/// Returns the federated credentials, of which there must be at least one.
fn some_credentials(application: &Application) -> Result<&[FederatedCredential], Refusal> {
    let credentials = application.federated_credentials.as_slice();
    if credentials.is_empty() {
        return Err(Refusal::invalid_client(
            70025,
            format!(
                "The client '{}'({}) has no configured federated identity credentials.",
                application.client_id, application.name,
            ),
        ));
    }
    Ok(credentials)
}

/// Emulates a replica that does not see the federated credential yet.
fn check_propagation(shared: &Shared, jwt: &UnverifiedJwt<'_>) -> Result<(), Refusal> {
    if !shared.entra.propagation_fails() {
        return Ok(());
    }
    Err(Refusal::invalid_request(
        70021,
        format!(
            "No matching federated identity record found for presented assertion. Assertion \
             Issuer: '{}'. Assertion Subject: '{}'. Assertion Audience: '{}'. {SEE_ALSO}",
            jwt.claim("iss"),
            jwt.claim("sub"),
            jwt.claim("aud"),
        ),
    ))
}

/// Keeps the credentials with exactly the assertion's issuer.
fn with_issuer<'a>(
    credentials: &'a [FederatedCredential],
    jwt: &UnverifiedJwt<'_>,
) -> Result<Vec<&'a FederatedCredential>, Refusal> {
    let issuer = jwt.claim("iss");
    let kept: Vec<_> = credentials
        .iter()
        .filter(|it| it.issuer == issuer)
        .collect();
    if kept.is_empty() {
        return Err(no_match(700_211, "issuer", issuer));
    }
    Ok(kept)
}

/// Keeps the credentials with exactly the assertion's subject.
fn with_subject<'a>(
    credentials: &[&'a FederatedCredential],
    jwt: &UnverifiedJwt<'_>,
) -> Result<Vec<&'a FederatedCredential>, Refusal> {
    let subject = jwt.claim("sub");
    let kept: Vec<_> = credentials
        .iter()
        .copied()
        .filter(|it| it.subject == subject)
        .collect();
    if !kept.is_empty() {
        return Ok(kept);
    }
    let differs_in_case = credentials
        .iter()
        .any(|it| it.subject.to_lowercase() == subject.to_lowercase());
    if differs_in_case {
        return Err(Refusal::invalid_client(
            7_002_138,
            format!(
                "No matching federated identity record found for presented assertion subject \
                 '{subject}'. The subject matches with case-insensitive comparison, but not with \
                 case-sensitive comparison. {SEE_ALSO}",
            ),
        ));
    }
    Err(no_match(700_213, "subject", subject))
}

/// Checks the assertion's audience.
///
/// The resource ID matches the audience of federated credentials.
fn check_audience(
    credentials: &[&FederatedCredential],
    jwt: &UnverifiedJwt<'_>,
) -> Result<(), Refusal> {
    let presented = jwt.claim("aud");
    let audience = if presented == FEDERATION_RESOURCE_ID {
        FEDERATION_AUDIENCE
    } else {
        presented
    };
    if credentials.iter().any(|it| it.audience == audience) {
        return Ok(());
    }
    Err(no_match(700_212, "audience", presented))
}

/// Makes the refusal of an assertion that no federated credential matches.
fn no_match(code: u32, claim: &str, value: &str) -> Refusal {
    Refusal::invalid_client(
        code,
        format!(
            "No matching federated identity record found for presented assertion {claim} \
             '{value}'. {SEE_ALSO}",
        ),
    )
}

const SEE_ALSO: &str = "Check your federated identity credential Subject, Audience and Issuer \
                        against the presented assertion. \
                        https://learn.microsoft.com/entra/workload-id/workload-identity-federation";
