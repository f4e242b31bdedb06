//! Access tokens in their two shapes.

use serde_json::json;

use super::Shared;
use crate::keys::SigningKey;
use crate::scenario::AccessTokenShape;
use crate::wire::{base64url, random_text};
use crate::world::{Application, Issuer};

/// What an access token says.
pub(super) struct Claims<'a> {
    /// Application whose token it is.
    pub(super) application: &'a Application,
    /// Resource in the spelling of the request.
    pub(super) audience: &'a str,
    /// Time of issue, in seconds since 1970.
    pub(super) issued_at_s: i64,
    /// Lifetime in seconds.
    pub(super) lifetime_s: i64,
}

/// Makes an access token. `None` means that there is no signing key.
pub(super) fn make(shared: &Shared, claims: &Claims<'_>) -> Option<String> {
    match shared.scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => Some(opaque()),
        AccessTokenShape::JwtShaped => jwt_shaped(claims),
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

/// Makes a signed token with the claims of version 1.0, which Azure DevOps still uses.
fn jwt_shaped(claims: &Claims<'_>) -> Option<String> {
    let &Claims {
        application,
        audience,
        issued_at_s,
        lifetime_s,
    } = claims;
    let tenant_id = application.tenant_id;
    let issuer = format!("https://sts.windows.net/{tenant_id}/");
    let service_principal_id = application.service_principal_id;
    let claims = json!({
        "aud": audience,
        "iss": issuer,
        "iat": issued_at_s,
        "nbf": issued_at_s,
        "exp": issued_at_s + lifetime_s,
        "aio": random_text(40),
        "appid": application.client_id,
        "appidacr": "2",
        "idp": issuer,
        "oid": service_principal_id,
        "rh": format!("1.{}.", random_text(24)),
        "sub": service_principal_id,
        "tid": tenant_id,
        "uti": random_text(16),
        "ver": "1.0",
    });
    SigningKey::of(Issuer::Entra)?.signed_jwt(&claims)
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
