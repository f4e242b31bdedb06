//! Reads certificates and keys in PEM, with any byte order mark, and in DER.

use rustls_pki_types::pem::{Error as PemError, PemObject};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use super::der::Der;
use crate::named_file::FileError;

/// Reads the certificates of a file.
pub(crate) fn certificates(
    bytes: &mut Vec<u8>,
) -> Result<Vec<CertificateDer<'static>>, UnusableFile> {
    remove_marks(bytes);
    let pem: Vec<_> = CertificateDer::pem_slice_iter(bytes).collect::<Result<_, _>>()?;
    if !pem.is_empty() {
        return Ok(pem);
    }
    match Der::of(bytes) {
        Some(Der::Certificate) => Ok(vec![CertificateDer::from(bytes.clone())]),
        Some(Der::Pkcs12) => Err(UnusableFile::Pkcs12),
        Some(Der::Pkcs7) => Err(UnusableFile::Pkcs7),
        _ if holds(bytes, b"-----BEGIN PKCS7-----") => Err(UnusableFile::Pkcs7),
        _ => Err(UnusableFile::NoCertificate {
            instead: if holds(bytes, PRIVATE_KEY) || PrivateKeyDer::try_from(&bytes[..]).is_ok() {
                ", but a private key"
            } else {
                ", neither PEM nor DER"
            },
        }),
    }
}

/// Reads the private key of a file: PKCS #8, PKCS #1 or SEC 1.
pub(crate) fn private_key(bytes: &mut Vec<u8>) -> Result<PrivateKeyDer<'static>, UnusableFile> {
    remove_marks(bytes);
    if ENCRYPTED.into_iter().any(|mark| holds(bytes, mark)) {
        return Err(UnusableFile::EncryptedKey);
    }
    match PrivateKeyDer::from_pem_slice(bytes) {
        Ok(key) => return Ok(key),
        Err(PemError::NoItemsFound) => {}
        Err(error) => return Err(error.into()),
    }
    match Der::of(bytes) {
        Some(Der::EncryptedKey) => Err(UnusableFile::EncryptedKey),
        Some(Der::Pkcs12) => Err(UnusableFile::Pkcs12),
        form => match PrivateKeyDer::try_from(&bytes[..]) {
            Ok(key) => Ok(key.clone_key()),
            Err(_) => Err(UnusableFile::NoKey {
                instead: if form == Some(Der::Certificate) || holds(bytes, CERTIFICATE) {
                    ", but a certificate"
                } else {
                    ", neither PEM nor DER"
                },
            }),
        },
    }
}

/// Why a file that was read cannot be used, or why it was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UnusableFile {
    /// A certificate without a key, or a key without a certificate.
    #[error("{other} is not set")]
    Alone {
        /// The variable that would name the other one.
        other: &'static str,
    },
    /// It contains an encrypted private key.
    #[error("it contains an encrypted private key")]
    EncryptedKey,
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Key and certificate do not match.
    #[error("it does not match the private key in {key}")]
    Mismatch {
        /// The variable that names the file of the key.
        key: &'static str,
    },
    /// It holds no certificate.
    #[error("it contains no certificate{instead}")]
    NoCertificate {
        /// What it holds instead.
        instead: &'static str,
    },
    /// It holds no private key.
    #[error("it contains no private key{instead}")]
    NoKey {
        /// What it holds instead.
        instead: &'static str,
    },
    /// It is malformed PEM. The content is not shown: it may be any file.
    #[error("its PEM is broken: {fault}")]
    Pem {
        /// The fault.
        fault: &'static str,
    },
    /// It is a PKCS #12 archive: certificates and keys, encrypted.
    #[error("it is a PKCS #12 archive (.pfx, .p12), which is not supported")]
    Pkcs12,
    /// It is a PKCS #7 file.
    #[error("it is a PKCS #7 file (.p7b), which is not supported")]
    Pkcs7,
    /// The TLS library cannot use it.
    #[error(transparent)]
    Tls(rustls::Error),
}

impl From<PemError> for UnusableFile {
    fn from(error: PemError) -> Self {
        let fault = match error {
            PemError::Base64Decode(_) => "a section is not base64",
            PemError::IllegalSectionStart { .. } => "a BEGIN line is malformed",
            PemError::MissingSectionEnd { .. } => "an END line is missing",
            _ => "it cannot be read",
        };
        Self::Pem { fault }
    }
}

const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";
const PRIVATE_KEY: &[u8] = b"PRIVATE KEY-----";
/// The marks of an encrypted key in a PEM file: PKCS #8 (RFC 7468 §11), and the older form of OpenSSL.
const ENCRYPTED: [&[u8]; 2] = [b"BEGIN ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED"];

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// Removes byte order marks: a line with one before `-----BEGIN` begins no section, so that its certificate would be missing.
///
/// UTF-8 may have them within, where files were put together. PEM is ASCII, so that of UTF-16, as PowerShell's `>` writes it,
/// each second byte is left. In place: there is no second copy of a key.
fn remove_marks(bytes: &mut Vec<u8>) {
    if UTF_16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        bytes.drain(..2);
        bytes.retain(|&byte| byte != 0);
    }
    if !holds(bytes, UTF_8_MARK) {
        return;
    }
    let (mut kept, mut place) = (0, 0);
    while place < bytes.len() {
        if bytes[place..].starts_with(UTF_8_MARK) {
            place += UTF_8_MARK.len();
        } else {
            bytes[kept] = bytes[place];
            (kept, place) = (kept + 1, place + 1);
        }
    }
    bytes.truncate(kept);
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine};
    use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};

    use super::*;

    /// One certificate.
    const PEM: &str = include_str!("../../tests/ca.pem");

    fn der_of(pem: &str) -> Vec<u8> {
        let lines = pem.lines().filter(|line| !line.starts_with("-----"));
        BASE64_STANDARD.decode(lines.collect::<String>()).unwrap()
    }

    fn utf_16(text: &str, encode: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(encode).collect()
    }

    /// The errors for a file as certificates, and for the same file as a key.
    fn refusals(bytes: &[u8]) -> [String; 2] {
        let certificates = certificates(&mut bytes.to_vec()).unwrap_err();
        let key = private_key(&mut bytes.to_vec()).unwrap_err();
        [certificates.to_string(), key.to_string()]
    }

    #[test]
    fn a_certificate_is_the_same_in_every_form() {
        let der = der_of(PEM);
        for mut bytes in [
            PEM.as_bytes().to_vec(),
            der.clone(),
            format!("\u{feff}{PEM}").into_bytes(),
            utf_16(PEM, u16::to_le_bytes),
            utf_16(PEM, u16::to_be_bytes),
        ] {
            let found = certificates(&mut bytes).unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].as_ref(), der);
        }
    }

    #[test]
    fn marks_between_files_that_were_put_together_hide_no_certificate() {
        let mut bytes = format!("{PEM}\u{feff}{PEM}\u{feff}\u{feff}{PEM}").into_bytes();
        assert_eq!(certificates(&mut bytes).unwrap().len(), 3);
    }

    #[test]
    fn a_private_key_is_the_same_in_every_form() {
        let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let pem = pair.serialize_pem();
        for mut bytes in [
            pem.clone().into_bytes(),
            pair.serialize_der(),
            format!("\u{feff}{pem}").into_bytes(),
            utf_16(&pem, u16::to_le_bytes),
            format!("{PEM}{pem}").into_bytes(),
        ] {
            let key = private_key(&mut bytes).unwrap();
            assert_eq!(key.secret_der(), pair.serialize_der());
        }
    }

    #[test]
    fn what_is_in_the_file_instead_is_told() {
        let key = KeyPair::generate().unwrap();
        let but_key = "it contains no certificate, but a private key";
        for bytes in [key.serialize_pem().into_bytes(), key.serialize_der()] {
            assert_eq!(
                certificates(&mut bytes.clone()).unwrap_err().to_string(),
                but_key
            );
        }
        let but_certificate = "it contains no private key, but a certificate";
        for bytes in [PEM.as_bytes().to_vec(), der_of(PEM)] {
            assert_eq!(
                private_key(&mut bytes.clone()).unwrap_err().to_string(),
                but_certificate
            );
        }
        for bytes in [
            "",
            "0 text",
            "\u{feff}",
            "-----BEGIN TRUSTED CERTIFICATE-----\n-----END TRUSTED CERTIFICATE-----\n",
        ] {
            let neither = [
                "it contains no certificate, neither PEM nor DER",
                "it contains no private key, neither PEM nor DER",
            ];
            assert_eq!(refusals(bytes.as_bytes()), neither, "{bytes}");
        }
    }

    /// The heads are those that OpenSSL writes.
    #[test]
    fn archives_and_encrypted_keys_are_told_by_their_head() {
        let pkcs_12 = b"\x30\x82\x09\xd3\x02\x01\x03\x30\x82\x09\x89\x06\x09";
        for text in refusals(pkcs_12) {
            assert!(text.starts_with("it is a PKCS #12 archive"), "{text}");
        }
        let pkcs_7 = b"\x30\x82\x05\x5f\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82";
        for bytes in [&pkcs_7[..], b"-----BEGIN PKCS7-----\n-----END PKCS7-----\n"] {
            let text = certificates(&mut bytes.to_vec()).unwrap_err().to_string();
            assert!(text.starts_with("it is a PKCS #7 file"), "{text}");
        }
        let pkcs_8 = b"\x30\x81\xec\x30\x57\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d\x30\x4a";
        for bytes in [&pkcs_8[..], b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n"] {
            let error = private_key(&mut bytes.to_vec()).unwrap_err();
            assert!(matches!(error, UnusableFile::EncryptedKey), "{error}");
        }
    }

    #[test]
    fn a_fault_of_pem_is_told_without_what_the_file_holds() {
        let end = "-----END CERTIFICATE-----";
        for (text, fault) in [
            (
                "-----BEGIN sekret\n",
                "its PEM is broken: a BEGIN line is malformed",
            ),
            (
                "-----BEGIN CERTIFICATE-----\nsekret",
                "its PEM is broken: an END line is missing",
            ),
            (
                &format!("-----BEGIN CERTIFICATE-----\n?sekret?\n{end}\n"),
                "its PEM is broken: a section is not base64",
            ),
        ] {
            let error = certificates(&mut text.as_bytes().to_vec()).unwrap_err();
            assert_eq!(error.to_string(), fault);
        }
    }

    #[test]
    fn no_beginning_of_a_file_panics() {
        let pair = KeyPair::generate().unwrap();
        for bytes in [
            der_of(PEM),
            pair.serialize_der(),
            PEM.into(),
            vec![0x30, 0xff],
        ] {
            for end in 0..bytes.len() {
                let _ = certificates(&mut bytes[..end].to_vec());
                let _ = private_key(&mut bytes[..end].to_vec());
            }
        }
    }
}
