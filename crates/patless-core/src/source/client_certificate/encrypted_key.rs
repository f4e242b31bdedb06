//! Opens private keys that are encrypted with a password (PKCS #8, RFC 5958 §3).

use base64::prelude::{BASE64_STANDARD, Engine};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use x509_cert::der::asn1::OctetStringRef;
use zeroize::Zeroizing;

use super::elements::Elements;
use super::encryption::{Password, decrypt};
use super::unusable::Unusable;

/// Opens the first encrypted key in PEM (RFC 7468 §11).
pub(super) fn in_pem(
    pem: &[u8],
    password: Option<&str>,
) -> Result<Zeroizing<PrivateKeyDer<'static>>, Unusable> {
    let password = password.ok_or(Unusable::PasswordMissing)?;
    let text = String::from_utf8_lossy(pem);
    // The older form of OpenSSL (`Proc-Type: 4,ENCRYPTED`) derives its key with MD5.
    let (_, rest) = text.split_once(BEGIN).ok_or(Unusable::Encryption)?;
    let (body, _) = rest.split_once(END).ok_or(Unusable::Malformed)?;
    let body: String = body.split_ascii_whitespace().collect();
    let der = BASE64_STANDARD.decode(body);
    let der = der.map_err(|_| Unusable::Malformed)?;
    open(&der, &Password::of_text(password))
}

/// Opens an `EncryptedPrivateKeyInfo`.
pub(super) fn open(
    der: &[u8],
    password: &Password<'_>,
) -> Result<Zeroizing<PrivateKeyDer<'static>>, Unusable> {
    let mut info = Elements::of(der)?;
    let algorithm = info.next()?;
    let encrypted: &OctetStringRef = info.next()?;
    let key = decrypt(&algorithm, encrypted.as_bytes(), password)?;
    Ok(pkcs_8(&key))
}

/// Wraps the DER of a key in PKCS #8.
pub(super) fn pkcs_8(der: &[u8]) -> Zeroizing<PrivateKeyDer<'static>> {
    let key = PrivatePkcs8KeyDer::from(der.to_vec());
    Zeroizing::new(PrivateKeyDer::from(key))
}

const BEGIN: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
const END: &str = "-----END ENCRYPTED PRIVATE KEY-----";
