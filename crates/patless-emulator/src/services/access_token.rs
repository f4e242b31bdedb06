//! Access tokens in their two shapes.

use serde_json::{Value, json};

use super::Shared;
use crate::keys::SigningKey;
use crate::scenario::AccessTokenShape;
use crate::wire::{base64url, random_text};
use crate::world::{Application, Issuer, Person};

/// What an access token says.
pub(super) struct Claims<'a> {
    /// Application that gets the token.
    pub(super) application: &'a Application,
    /// Resource in the spelling of the request.
    pub(super) audience: &'a str,
    /// Time of issue, in seconds since 1970.
    pub(super) issued_at_s: i64,
    /// Lifetime in seconds.
    pub(super) lifetime_s: i64,
}

/// Makes an access token of the application itself. `None` means that there is no signing key.
pub(super) fn make(shared: &Shared, claims: &Claims<'_>) -> Option<String> {
    match shared.scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => Some(opaque()),
        AccessTokenShape::JwtShaped => of_application(claims),
    }
}

/// Makes an access token of a person who signed in with the application. `None` means that there is no signing key.
pub(super) fn make_for_person(
    shared: &Shared,
    person: &Person,
    claims: &Claims<'_>,
) -> Option<String> {
    match shared.scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => Some(opaque()),
        AccessTokenShape::JwtShaped => of_person(person, claims),
    }
}

/// Makes five parts, like those of an encrypted token: header, key, nonce, ciphertext and tag.
///
/// Only the header can be decoded, and it has no information about the token.
fn opaque() -> String {
    let header = json!({
        "alg": "RSA-OAEP-256",
        "enc": "A256GCM",
        "kid": random_text(20),
        "typ": "JWT",
        "zip": "DEF",
    });
    format!(
        "{}.{}.{}.{}.{}",
        base64url(header.to_string().as_bytes()),
        random_text(256),
        random_text(12),
        random_text(CIPHERTEXT_BYTES),
        random_text(16),
    )
}

/// Makes a signed token of the application itself.
fn of_application(claims: &Claims<'_>) -> Option<String> {
    let service_principal_id = claims.application.service_principal_id;
    let mut all = common(claims);
    all["appidacr"] = json!("2");
    all["idp"] = all["iss"].clone();
    all["oid"] = json!(service_principal_id);
    all["sub"] = json!(service_principal_id);
    SigningKey::of(Issuer::Entra)?.signed_jwt(&all)
}

/// Makes a signed token of a person who signed in with the application.
fn of_person(person: &Person, claims: &Claims<'_>) -> Option<String> {
    let mut all = common(claims);
    all["appidacr"] = json!("0");
    all["name"] = json!(person.name);
    all["oid"] = json!(person.object_id);
    all["scp"] = json!("user_impersonation");
    all["sub"] = json!(random_text(32));
    all["upn"] = json!(person.principal_name);
    SigningKey::of(Issuer::Entra)?.signed_jwt(&all)
}

/// Makes the claims that all access tokens have: those of version 1.0, which Azure DevOps still uses.
fn common(claims: &Claims<'_>) -> Value {
    let &Claims {
        application,
        audience,
        issued_at_s,
        lifetime_s,
    } = claims;
    let tenant_id = application.tenant_id;
    json!({
        "aud": audience,
        "iss": format!("https://sts.windows.net/{tenant_id}/"),
        "iat": issued_at_s,
        "nbf": issued_at_s,
        "exp": issued_at_s + lifetime_s,
        "aio": random_text(40),
        "appid": application.client_id,
        "rh": format!("1.{}.", random_text(24)),
        "tid": tenant_id,
        "uti": random_text(16),
        "ver": "1.0",
    })
}

/// Size that makes the token about 1.4 KB long.
const CIPHERTEXT_BYTES: usize = 660;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_token_has_five_parts_and_a_realistic_size() {
        let token = opaque();
        assert_eq!(token.split('.').count(), 5);
        assert!(token.split('.').all(|part| !part.is_empty()));
        assert!((1300..1500).contains(&token.len()), "{}", token.len());
    }
}
