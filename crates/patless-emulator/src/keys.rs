//! Signing keys of the issuers.
//!
//! In a debug build, generating a key takes a third of a second. So a key is generated on first use, and only once per
//! process.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, RSAKeyParameters};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};

use crate::wire::base64url;
use crate::world::Issuer;

/// RSA key of an issuer, with the certificate that publishes it.
pub(crate) struct SigningKey {
    key: EncodingKey,
    public: RSAKeyParameters,
    certificate: Vec<u8>,
    thumbprint: String,
}

impl SigningKey {
    /// Returns the key of an issuer. `None` means that no key could be generated.
    pub(crate) fn of(issuer: Issuer) -> Option<&'static Self> {
        match issuer {
            Issuer::AzureDevOps => AZURE_DEVOPS_KEY.as_ref(),
            Issuer::Entra => ENTRA_KEY.as_ref(),
        }
    }

    /// Returns the key of GitHub Actions. `None` means that no key could be generated.
    pub(crate) fn github() -> Option<&'static Self> {
        GITHUB_KEY.as_ref()
    }

    /// Returns the key of the Kubernetes cluster. `None` means that no key could be generated.
    pub(crate) fn kubernetes() -> Option<&'static Self> {
        KUBERNETES_KEY.as_ref()
    }

    /// Generates a key of 2048 bits.
    fn generate(name: &str) -> Option<Self> {
        let pair = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).ok()?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        let certificate = params.self_signed(&pair).ok()?.der().to_vec();
        let thumbprint = digest(&SHA1_FOR_LEGACY_USE_ONLY, &certificate);
        Some(Self {
            key: encoding_key(&pair)?,
            public: public_numbers(&pair)?,
            thumbprint: base64url(thumbprint.as_ref()),
            certificate,
        })
    }

    /// Returns the key ID. As with Microsoft's keys, it is the SHA-1 thumbprint of the certificate.
    pub(crate) fn kid(&self) -> &str {
        &self.thumbprint
    }

    /// Signs claims with RS256. `None` means that signing failed.
    pub(crate) fn signed_jwt(&self, claims: &Value) -> Option<String> {
        let header = Header {
            x5t: Some(self.thumbprint.clone()),
            kid: Some(self.thumbprint.clone()),
            ..Header::new(Algorithm::RS256)
        };
        jsonwebtoken::encode(&header, claims, &self.key).ok()
    }

    /// Signs claims with RS256, with the two header fields that Kubernetes sends: no type, no thumbprint.
    pub(crate) fn signed_kubernetes_jwt(&self, claims: &Value) -> Option<String> {
        let header = Header {
            typ: None,
            kid: Some(self.thumbprint.clone()),
            ..Header::new(Algorithm::RS256)
        };
        jsonwebtoken::encode(&header, claims, &self.key).ok()
    }

    /// Returns whether this key signed a JWT. The claims are not checked.
    pub(crate) fn has_signed(&self, jwt: &str) -> bool {
        signature_matches(&self.public, jwt, Algorithm::RS256)
    }

    /// Writes the public key as a JSON Web Key.
    pub(crate) fn jwk(&self) -> Value {
        json!({
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": self.thumbprint,
            "x5t": self.thumbprint,
            "n": self.public.n,
            "e": self.public.e,
            "x5c": [STANDARD.encode(&self.certificate)],
        })
    }
}

/// Returns the private key of a pair, as jsonwebtoken needs it.
fn encoding_key(pair: &KeyPair) -> Option<EncodingKey> {
    let pkcs8 = pair.serialize_der();
    Some(EncodingKey::from_rsa_der(pkcs8.get(PKCS8_PREFIX_BYTES..)?))
}

/// Returns the public key of an RSA pair of 2048 bits.
pub(crate) fn public_numbers(pair: &KeyPair) -> Option<RSAKeyParameters> {
    let jwk = Jwk::from_encoding_key(&encoding_key(pair)?, Algorithm::RS256).ok()?;
    match jwk.algorithm {
        AlgorithmParameters::RSA(public) => Some(public),
        _ => None,
    }
}

/// Returns whether the private key of a public key signed a JWT. Neither header nor claims are checked.
///
/// Some clients pad the parts of a JWT. The padding of the signed parts is signed too.
pub(crate) fn signature_matches(
    public: &RSAKeyParameters,
    jwt: &str,
    algorithm: Algorithm,
) -> bool {
    let Some((signed, signature)) = jwt.rsplit_once('.') else {
        return false;
    };
    let signature = signature.trim_end_matches('=');
    DecodingKey::from_rsa_components(&public.n, &public.e)
        .and_then(|key| jsonwebtoken::crypto::verify(signature, signed.as_bytes(), &key, algorithm))
        .unwrap_or(false)
}

/// Length of the PKCS#8 header before the key in PKCS#1, which jsonwebtoken needs.
///
/// For this key size, the DER layout is fixed: a sequence, a version, the algorithm, and the head of an octet string.
const PKCS8_PREFIX_BYTES: usize = 26;

static AZURE_DEVOPS_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("vstoken.dev.azure.com"));
static ENTRA_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("accounts.accesscontrol.windows.net"));
static GITHUB_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("token.actions.githubusercontent.com"));
static KUBERNETES_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("oic.prod-aks.azure.com"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_signature_is_verified() {
        let [own, other] =
            [Issuer::Entra, Issuer::AzureDevOps].map(|it| SigningKey::of(it).unwrap());
        let jwt = own.signed_jwt(&json!({ "sub": "a" })).unwrap();
        assert!(own.has_signed(&jwt));
        assert!(!other.has_signed(&jwt));
    }

    #[test]
    fn signature_of_other_claims_is_rejected() {
        let key = SigningKey::of(Issuer::Entra).unwrap();
        let [jwt, other] = ["a", "b"].map(|it| key.signed_jwt(&json!({ "sub": it })).unwrap());
        let (signed, _) = jwt.rsplit_once('.').unwrap();
        let (_, signature) = other.rsplit_once('.').unwrap();
        assert!(!key.has_signed(&format!("{signed}.{signature}")));
    }

    #[test]
    fn expired_claims_and_claims_without_time_are_accepted() {
        let key = SigningKey::of(Issuer::Entra).unwrap();
        for claims in [
            json!({}),
            json!({ "exp": 1, "nbf": 9_999_999_999_i64, "aud": "x" }),
        ] {
            let jwt = key.signed_jwt(&claims).unwrap();
            assert!(key.has_signed(&jwt), "{claims}");
        }
    }

    #[test]
    fn published_numbers_have_the_size_of_the_key() {
        let jwk = SigningKey::of(Issuer::Entra).unwrap().jwk();
        assert_eq!(jwk["n"].as_str().unwrap().len(), 342);
        assert_eq!(jwk["e"], "AQAB");
    }
}
