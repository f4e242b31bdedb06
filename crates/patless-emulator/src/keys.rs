//! Owns the keys that the issuers sign with.
//!
//! A key takes a third of a second to make in a debug build.
//! It is therefore made when it is first used, and once in a process.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize, SigningKey as _,
};
use serde_json::{Value, json};

use crate::wire::base64url;
use crate::world::Issuer;

/// RSA key of an issuer, with the certificate that it is published in.
pub(crate) struct SigningKey {
    key: KeyPair,
    certificate: Vec<u8>,
    thumbprint: String,
}

impl SigningKey {
    /// Returns the key of an issuer. `None` means that the system could not make one.
    pub(crate) fn of(issuer: Issuer) -> Option<&'static Self> {
        match issuer {
            Issuer::AzureDevOps => AZURE_DEVOPS_KEY.as_ref(),
            Issuer::Entra => ENTRA_KEY.as_ref(),
        }
    }

    /// Makes a key of 2048 bits.
    fn generate(name: &str) -> Option<Self> {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).ok()?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        let certificate = params.self_signed(&key).ok()?.der().to_vec();
        let thumbprint = digest(&SHA1_FOR_LEGACY_USE_ONLY, &certificate);
        Some(Self {
            key,
            thumbprint: base64url(thumbprint.as_ref()),
            certificate,
        })
    }

    /// Returns the key ID. As at Microsoft, it is the thumbprint of the certificate.
    pub(crate) fn kid(&self) -> &str {
        &self.thumbprint
    }

    /// Returns the SHA-1 thumbprint of the certificate.
    pub(crate) fn x5t(&self) -> &str {
        &self.thumbprint
    }

    /// Signs with RS256.
    pub(crate) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        self.key.sign(message).ok()
    }

    /// Tells whether a signature is this key's.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.key.der_bytes())
            .verify(message, signature)
            .is_ok()
    }

    /// Writes the public key as a JSON Web Key.
    pub(crate) fn jwk(&self) -> Value {
        let [modulus, exponent] = public_numbers(self.key.der_bytes());
        json!({
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": self.kid(),
            "x5t": self.x5t(),
            "n": base64url(modulus),
            "e": base64url(exponent),
            "x5c": [STANDARD.encode(&self.certificate)],
        })
    }
}

/// Cuts modulus and exponent out of an RSA public key of 2048 bits.
///
/// The DER form has a fixed layout at this size: a sequence of an integer of 257 bytes, the first
/// of which is zero, and an integer of 3 bytes.
fn public_numbers(der: &[u8]) -> [&[u8]; 2] {
    let modulus = der.get(9..265).unwrap_or_default();
    let exponent = der.get(267..).unwrap_or_default();
    [modulus, exponent]
}

static AZURE_DEVOPS_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("vstoken.dev.azure.com"));
static ENTRA_KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::generate("accounts.accesscontrol.windows.net"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_signature_is_verified() {
        let key = SigningKey::of(Issuer::Entra).unwrap();
        let signature = key.sign(b"message").unwrap();
        assert!(key.verifies(b"message", &signature));
        assert!(!key.verifies(b"other message", &signature));
    }

    #[test]
    fn published_numbers_have_the_size_of_the_key() {
        let jwk = SigningKey::of(Issuer::Entra).unwrap().jwk();
        assert_eq!(jwk["n"].as_str().unwrap().len(), 342);
        assert_eq!(jwk["e"], "AQAB");
    }
}
