//! Owns what is taken from a file of certificates or keys.

use rustls_pki_types::pem::{Error as PemError, PemObject};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::named_file::FileError;

/// Takes the certificates of a PEM file.
pub(super) fn certificates(
    bytes: &mut Vec<u8>,
) -> Result<Vec<CertificateDer<'static>>, UnusableFile> {
    let pem: Vec<_> = CertificateDer::pem_slice_iter(bytes).collect::<Result<_, _>>()?;
    if pem.is_empty() {
        return Err(UnusableFile::NoCertificate { instead: "" });
    }
    Ok(pem)
}

/// Takes the private key of a PEM file.
pub(super) fn private_key(bytes: &mut Vec<u8>) -> Result<PrivateKeyDer<'static>, UnusableFile> {
    if ENCRYPTED.into_iter().any(|mark| holds(bytes, mark)) {
        return Err(UnusableFile::EncryptedKey);
    }
    match PrivateKeyDer::from_pem_slice(bytes) {
        Ok(key) => Ok(key),
        Err(PemError::NoItemsFound) => Err(UnusableFile::NoKey { instead: "" }),
        Err(error) => Err(error.into()),
    }
}

/// Why a file that was read cannot be used, or why it was not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum UnusableFile {
    /// A certificate without a key, or a key without a certificate.
    #[error("{other} is not set")]
    Alone {
        /// The variable that would name the other one.
        other: &'static str,
    },
    /// It holds a private key that has a password.
    #[error("it holds a private key that is encrypted")]
    EncryptedKey,
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Key and certificate are not of each other.
    #[error("it is not of the private key in {key}")]
    Mismatch {
        /// The variable that names the file of the key.
        key: &'static str,
    },
    /// It holds no certificate.
    #[error("it holds no certificate{instead}")]
    NoCertificate {
        /// What it holds instead.
        instead: &'static str,
    },
    /// It holds no private key.
    #[error("it holds no private key{instead}")]
    NoKey {
        /// What it holds instead.
        instead: &'static str,
    },
    /// It is PEM with a fault. What the file holds is not shown: it may be any file.
    #[error("its PEM is broken: {fault}")]
    Pem {
        /// The fault.
        fault: &'static str,
    },
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

/// What stands in a PEM file whose key has a password: PKCS #8 (RFC 7468 §11), and the older form of OpenSSL.
const ENCRYPTED: [&[u8]; 2] = [b"BEGIN ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED"];

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}
