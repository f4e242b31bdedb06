//! Why a client certificate cannot be used.

use std::time::SystemTime;

use patless_catalogue::Cause;

use crate::certificates::encoding::UnusableFile;
use crate::named_file::FileError;
use crate::source::error::Broken;
use crate::source::name::SourceName;

/// Why a client certificate cannot be used. Nothing of what the file holds is shown: it may be any file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unusable {
    /// The archive, or what it holds, does not have the form that it should have.
    #[error("its content is malformed")]
    Malformed,
    /// It is encrypted, or protected against changes, with an algorithm that is not supported.
    #[error("it is encrypted in a way that is not supported")]
    Encryption,
    /// The certificate is too old.
    #[error("its certificate expired on {}", httpdate::fmt_http_date(*.0))]
    Expired(SystemTime),
    /// It cannot be read, or holds no valid PEM.
    #[error(transparent)]
    File(#[from] UnusableFile),
    /// The size of the RSA key.
    #[error("its RSA key has {bits} bits, but only 2048 to 8192 can be used")]
    KeySize {
        /// The size.
        bits: usize,
    },
    /// It is a key for another algorithm, such as ECDSA.
    #[error("its private key is not an RSA key, which Entra requires")]
    KeyType,
    /// No certificate belongs to the key.
    #[error("its private key belongs to none of its certificates")]
    Mismatch,
    /// There is neither.
    #[error("it contains neither a certificate nor a private key, in PEM or PKCS #12")]
    Neither,
    /// There is a key only.
    #[error("it contains a private key, but no certificate")]
    NoCertificate,
    /// There are certificates only.
    #[error("it contains a certificate, but no private key")]
    NoKey,
    /// The certificate is for later, or the clock is slow.
    #[error("its certificate is not valid before {}", httpdate::fmt_http_date(*.0))]
    NotYetValid(SystemTime),
    /// It is protected with a password.
    #[error("it is protected with a password, and none is given")]
    PasswordMissing,
    /// It is protected with another password.
    #[error("the given password does not open it")]
    PasswordWrong,
    /// The key does not sign.
    #[error("its private key cannot sign")]
    Signature,
}

impl From<FileError> for Unusable {
    fn from(error: FileError) -> Self {
        Self::File(error.into())
    }
}

impl From<x509_cert::der::Error> for Unusable {
    /// What the parser says is of no use to people.
    fn from(_: x509_cert::der::Error) -> Self {
        Self::Malformed
    }
}

impl Unusable {
    /// What is wrong.
    pub(crate) fn cause(&self) -> Cause {
        match self {
            Self::Encryption => Cause::UnsupportedEncryption,
            Self::Expired(_) => Cause::ClientCertificateExpired,
            Self::File(UnusableFile::File(error)) => error.cause(),
            Self::File(UnusableFile::Pkcs7) => Cause::CertificateArchive,
            Self::File(_) | Self::Malformed | Self::Neither => Cause::NotAClientCertificate,
            Self::KeySize { .. } | Self::KeyType => Cause::UnsupportedKey,
            Self::Mismatch => Cause::KeyOfOtherCertificate,
            Self::NoCertificate => Cause::KeyWithoutCertificate,
            Self::NoKey => Cause::CertificateWithoutKey,
            Self::NotYetValid(_) => Cause::ClientCertificateNotYetValid,
            Self::PasswordMissing => Cause::CertificatePasswordMissing,
            Self::PasswordWrong => Cause::CertificatePasswordWrong,
            Self::Signature => Cause::InternalError,
        }
    }

    /// The error of the source. `place` is what holds the certificate.
    pub(super) fn broken(&self, place: &str) -> Broken {
        let reason = format!("the client certificate in {place} cannot be used: {self}");
        Broken::new(SourceName::ClientCertificate, self.cause(), reason)
    }
}
