//! A private key, and the certificate that belongs to it.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use aws_lc_rs::signature::KeyPair as _;
use jsonwebtoken::EncodingKey;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::{ObjectIdentifier, OctetStringRef, UintRef};
use x509_cert::spki::AlgorithmIdentifierRef;

use super::contents::Contents;
use super::elements::Elements;
use super::unusable::Unusable;

/// A key and its certificates.
pub(super) struct Pair {
    /// Wiped when it is dropped.
    pub(super) key: EncodingKey,
    /// The certificate of the key, then the others.
    pub(super) chain: Vec<CertificateDer<'static>>,
    not_before: SystemTime,
    not_after: SystemTime,
}

impl Pair {
    /// Reads PEM or PKCS #12. Which of several certificates belongs to the key shows by its public key.
    pub(super) fn read(bytes: &mut Vec<u8>, password: Option<&str>) -> Result<Self, Unusable> {
        let Contents {
            mut certificates,
            key,
        } = Contents::read(bytes, password)?;
        let key = rsa_key(&key)?;
        let bits = modulus_bits(key)?;
        if !(2_048..=8_192).contains(&bits) {
            return Err(Unusable::KeySize { bits });
        }
        let pair = RsaKeyPair::from_der(key).map_err(|_| Unusable::Malformed)?;
        let public = pair.public_key().as_ref();
        let parsed = certificates.iter().map(|it| Certificate::from_der(it));
        let parsed: Vec<_> = parsed.collect::<Result<_, _>>()?;
        let place = parsed.iter().position(|certificate| {
            let info = certificate.tbs_certificate().subject_public_key_info();
            info.subject_public_key.as_bytes() == Some(public)
        });
        let place = place.ok_or(Unusable::Mismatch)?;
        let validity = parsed[place].tbs_certificate().validity();
        let own = certificates.remove(place);
        certificates.insert(0, own);
        Ok(Self {
            key: EncodingKey::from_rsa_der(key),
            chain: certificates,
            not_before: UNIX_EPOCH + validity.not_before.to_unix_duration(),
            not_after: UNIX_EPOCH + validity.not_after.to_unix_duration(),
        })
    }

    /// Checks that the certificate is valid at a time.
    pub(super) fn check(&self, now: SystemTime) -> Result<(), Unusable> {
        if now > self.not_after {
            return Err(Unusable::Expired(self.not_after));
        }
        if now < self.not_before {
            return Err(Unusable::NotYetValid(self.not_before));
        }
        Ok(())
    }

    /// The DER of the certificate of the key.
    pub(super) fn own(&self) -> &[u8] {
        self.chain.first().map_or(&[], |own| own)
    }
}

/// The `RSAPrivateKey` (RFC 8017, appendix A.1.2) in a key.
///
/// Entra names no algorithm for other keys: <https://learn.microsoft.com/entra/identity-platform/certificate-credentials>.
fn rsa_key<'a>(key: &'a PrivateKeyDer<'_>) -> Result<&'a [u8], Unusable> {
    match key {
        PrivateKeyDer::Pkcs1(key) => Ok(key.secret_pkcs1_der()),
        PrivateKeyDer::Pkcs8(key) => {
            let mut info = Elements::of(key.secret_pkcs8_der())?;
            let _version: u32 = info.next()?;
            let algorithm: AlgorithmIdentifierRef<'_> = info.next()?;
            if algorithm.oid != RSA_ENCRYPTION {
                return Err(Unusable::KeyType);
            }
            let key: &OctetStringRef = info.next()?;
            Ok(key.as_bytes())
        }
        _ => Err(Unusable::KeyType),
    }
}

/// The size of an `RSAPrivateKey`.
fn modulus_bits(key: &[u8]) -> Result<usize, Unusable> {
    let mut key = Elements::of(key)?;
    let _version: u32 = key.next()?;
    let modulus: UintRef<'_> = key.next()?;
    let bytes = modulus.as_bytes();
    let unused = bytes.first().map_or(0, |byte| byte.leading_zeros());
    Ok(8 * bytes.len() - unused as usize)
}

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
