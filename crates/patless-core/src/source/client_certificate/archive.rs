//! Opens PKCS #12 archives (RFC 7292), also known as `.pfx` and `.p12`.

use aws_lc_rs::{digest, hmac};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use x509_cert::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::contents::Contents;
use super::derivation::{Purpose, derive};
use super::elements::Elements;
use super::encrypted_key;
use super::encryption::{Password, decrypt, rounds};
use super::unusable::Unusable;

/// Opens an archive, and takes its certificates and its first private key.
pub(super) fn open(archive: &[u8], password: Option<&str>) -> Result<Contents, Unusable> {
    let Some(password) = password else {
        let opened = match open_with(archive, &Password::of_text("")) {
            Err(Unusable::PasswordWrong) => open_with(archive, &Password::none()),
            other => other,
        };
        return opened.map_err(|error| match error {
            Unusable::PasswordWrong => Unusable::PasswordMissing,
            other => other,
        });
    };
    open_with(archive, &Password::of_text(password))
}

fn open_with(archive: &[u8], password: &Password<'_>) -> Result<Contents, Unusable> {
    let mut pfx = Elements::of(archive)?;
    let _version: u32 = pfx.next()?;
    let (kind, content) = content_info(&mut pfx.next_sequence()?)?;
    // The other kind, a signature with a public key, is of no use here.
    if kind != DATA {
        return Err(Unusable::Encryption);
    }
    let safes = bytes(content)?;
    if !pfx.is_at_end() {
        verify(pfx.next_sequence()?, safes, password)?;
    }
    let mut found = Found::default();
    let mut safes = Elements::of(safes)?;
    while !safes.is_at_end() {
        let (kind, content) = content_info(&mut safes.next_sequence()?)?;
        match kind {
            DATA => found.take_bags(bytes(content)?, password)?,
            ENCRYPTED_DATA => found.take_bags(&decrypted(content, password)?, password)?,
            _ => return Err(Unusable::Encryption),
        }
    }
    match (found.certificates, found.key) {
        (certificates, None) if certificates.is_empty() => Err(Unusable::Neither),
        (_, None) => Err(Unusable::NoKey),
        (certificates, Some(_)) if certificates.is_empty() => Err(Unusable::NoCertificate),
        (certificates, Some(key)) => Ok(Contents { certificates, key }),
    }
}

/// `ContentInfo`: what kind of content it is, and the content.
fn content_info<'a>(info: &mut Elements<'a>) -> Result<(ObjectIdentifier, &'a [u8]), Unusable> {
    Ok((info.next()?, info.next_tagged()?))
}

/// The bytes of an octet string.
fn bytes(der: &[u8]) -> Result<&[u8], Unusable> {
    let element: AnyRef<'_> = AnyRef::from_der(der)?;
    let string: &OctetStringRef = element.decode_as()?;
    Ok(string.as_bytes())
}

/// `EncryptedData` (RFC 5652 §8).
fn decrypted(der: &[u8], password: &Password<'_>) -> Result<Zeroizing<Vec<u8>>, Unusable> {
    let mut data = Elements::of(der)?;
    let _version: u32 = data.next()?;
    let mut info = data.next_sequence()?;
    let _kind: ObjectIdentifier = info.next()?;
    let algorithm = info.next()?;
    decrypt(&algorithm, info.next_tagged()?, password)
}

/// Verifies that the archive is as it was written with this password (`MacData`).
fn verify(mut mac: Elements<'_>, safes: &[u8], password: &Password<'_>) -> Result<(), Unusable> {
    let mut info = mac.next_sequence()?;
    let algorithm: AlgorithmIdentifierRef<'_> = info.next()?;
    let expected: &OctetStringRef = info.next()?;
    let salt: &OctetStringRef = mac.next()?;
    let rounds = rounds(if mac.is_at_end() { 1 } else { mac.next()? })?;
    let (hash, algorithm) = match algorithm.oid {
        SHA_1 => (
            &digest::SHA1_FOR_LEGACY_USE_ONLY,
            hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        ),
        SHA_256 => (&digest::SHA256, hmac::HMAC_SHA256),
        SHA_384 => (&digest::SHA384, hmac::HMAC_SHA384),
        SHA_512 => (&digest::SHA512, hmac::HMAC_SHA512),
        _ => return Err(Unusable::Encryption),
    };
    let (password, salt) = (password.utf_16.as_slice(), salt.as_bytes());
    let length = hash.output_len();
    let key = derive(Purpose::Mac, password, salt, rounds, hash, length);
    let key = hmac::Key::new(algorithm, &key);
    let verified = hmac::verify(&key, safes, expected.as_bytes());
    verified.map_err(|_| Unusable::PasswordWrong)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    certificates: Vec<CertificateDer<'static>>,
    key: Option<Zeroizing<PrivateKeyDer<'static>>>,
}

impl Found {
    /// Takes what `SafeContents` hold. Bags of other kinds are ignored, and so are attributes.
    fn take_bags(&mut self, der: &[u8], password: &Password<'_>) -> Result<(), Unusable> {
        let mut bags = Elements::of(der)?;
        while !bags.is_at_end() {
            let mut bag = bags.next_sequence()?;
            let kind: ObjectIdentifier = bag.next()?;
            let value = bag.next_tagged()?;
            match kind {
                CERTIFICATE_BAG => {
                    let mut certificate = Elements::of(value)?;
                    let kind: ObjectIdentifier = certificate.next()?;
                    if kind == X509_CERTIFICATE {
                        let der = bytes(certificate.next_tagged()?)?;
                        self.certificates.push(der.to_vec().into());
                    }
                }
                KEY_BAG if self.key.is_none() => self.key = Some(encrypted_key::pkcs_8(value)),
                ENCRYPTED_KEY_BAG if self.key.is_none() => {
                    self.key = Some(encrypted_key::open(value, password)?);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.6");
const KEY_BAG: ObjectIdentifier = oid("1.2.840.113549.1.12.10.1.1");
const ENCRYPTED_KEY_BAG: ObjectIdentifier = oid("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier = oid("1.2.840.113549.1.12.10.1.3");
const X509_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.22.1");
const SHA_1: ObjectIdentifier = oid("1.3.14.3.2.26");
const SHA_256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
