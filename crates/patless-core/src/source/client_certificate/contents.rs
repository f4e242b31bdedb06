//! Takes certificates and a private key from bytes: PEM in any order, or PKCS #12.

use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

use super::archive;
use super::encrypted_key;
use super::unusable::Unusable;
use crate::certificates::der::Der;
use crate::certificates::encoding::{self, UnusableFile};

/// What a file holds.
pub(super) struct Contents {
    /// In the order of the file. At least one.
    pub(super) certificates: Vec<CertificateDer<'static>>,
    pub(super) key: Zeroizing<PrivateKeyDer<'static>>,
}

impl Contents {
    /// Reads the bytes. Their byte order marks are removed.
    pub(super) fn read(bytes: &mut Vec<u8>, password: Option<&str>) -> Result<Self, Unusable> {
        if Der::of(bytes) == Some(Der::Pkcs12) {
            return archive::open(bytes, password);
        }
        let certificates = encoding::certificates(bytes);
        let key = match encoding::private_key(bytes) {
            Ok(key) => Ok(Zeroizing::new(key)),
            Err(UnusableFile::EncryptedKey) => Ok(encrypted_key::in_pem(bytes, password)?),
            Err(error) => Err(error),
        };
        match (certificates, key) {
            (Ok(certificates), Ok(key)) => Ok(Self { certificates, key }),
            (Ok(_), Err(UnusableFile::NoKey { .. })) => Err(Unusable::NoKey),
            (Err(UnusableFile::NoCertificate { .. }), Ok(_)) => Err(Unusable::NoCertificate),
            (Err(UnusableFile::NoCertificate { .. }), Err(UnusableFile::NoKey { .. })) => {
                Err(Unusable::Neither)
            }
            (Err(error), _) | (_, Err(error)) => Err(error.into()),
        }
    }
}
