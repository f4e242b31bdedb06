//! Access tokens in their two shapes.

use serde_json::{Value, json};

use super::checks::{Approved, UserRequest};
use crate::keys::SigningKey;
use crate::scenario::AccessTokenShape;
use crate::services::Shared;
use crate::wire::{base64url, random_text};
use crate::world::Issuer;

/// Makes an access token. `None` means that there is no signing key.
pub(super) fn make(shared: &Shared, approved: &Approved<'_>, now_s: i64) -> Option<String> {
    match shared.scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => Some(opaque()),
        AccessTokenShape::JwtShaped => jwt_shaped(shared, approved, now_s),
    }
}

/// Makes an access token for a user. `None` means that there is no signing key.
pub(super) fn for_user(shared: &Shared, request: &UserRequest<'_>, now_s: i64) -> Option<String> {
    match shared.scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => Some(opaque()),
        AccessTokenShape::JwtShaped => {
            let user = request.user;
            let mut claims = claims(shared, now_s);
            claims["aud"] = json!(request.audience);
            claims["appid"] = json!(request.application.client_id);
            claims["appidacr"] = json!("0");
            claims["name"] = json!(user.name);
            claims["oid"] = json!(user.object_id);
            claims["scp"] = json!("user_impersonation");
            claims["sub"] = json!(random_text(32));
            claims["upn"] = json!(user.principal_name);
            SigningKey::of(Issuer::Entra)?.signed_jwt(&claims)
        }
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
fn jwt_shaped(shared: &Shared, approved: &Approved<'_>, now_s: i64) -> Option<String> {
    let service_principal_id = approved.application.service_principal_id;
    let mut claims = claims(shared, now_s);
    claims["aud"] = json!(approved.audience);
    claims["appid"] = json!(approved.application.client_id);
    claims["appidacr"] = json!("2");
    claims["idp"] = claims["iss"].clone();
    claims["oid"] = json!(service_principal_id);
    claims["sub"] = json!(service_principal_id);
    SigningKey::of(Issuer::Entra)?.signed_jwt(&claims)
}

/// Makes the claims that all access tokens have.
fn claims(shared: &Shared, now_s: i64) -> Value {
    let tenant_id = shared.world.tenant.id;
    json!({
        "iss": format!("https://sts.windows.net/{tenant_id}/"),
        "iat": now_s,
        "nbf": now_s,
        "exp": now_s + shared.scenario.entra.lifetime_of_access_tokens_s(),
        "aio": random_text(40),
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
