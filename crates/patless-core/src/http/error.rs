//! The errors in the network settings: proxy, trusted CAs, client certificate.

use std::error::Error;

use patless_catalogue::{Cause, ErrorKind};

use super::proxy::invalid::InvalidProxy;
use super::trust::brought::Brought;
use crate::certificates::encoding::UnusableFile;
use crate::environment::EnvironmentError;
use crate::named_file::FileError;

/// The network settings are not valid. No request was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// A printed line or the sources may have chosen a certificate authority that would be trusted.
    #[error(
        "{variable} names a certificate authority that may come from the job itself ({why}): {path}"
    )]
    BroughtAuthority {
        /// The variable.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// Why it may come from the job.
        why: Brought,
    },
    /// The file of additional CA certificates cannot be read. Typically a path that exists on another machine only.
    #[error("{variable} names a file of CA certificates that cannot be used: {path}")]
    CaFile {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// What went wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The HTTP library rejects its settings.
    #[error("the built-in HTTP library cannot be used: {reason}")]
    Client {
        /// The library's message.
        reason: String,
    },
    /// The agent's client certificate cannot be read.
    #[error("{variable} names a client certificate that cannot be used: {path}")]
    ClientCertificate {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// What went wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The private key of the agent's client certificate is encrypted.
    #[error("{variable} names an encrypted private key: {path}")]
    EncryptedKey {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// The list of the job's variables cannot be read.
    #[error(transparent)]
    Environment(#[from] EnvironmentError),
    /// The CA certificates of the machine were not read in time. Typically the file system does not respond.
    #[error("the CA certificates of this machine cannot be used")]
    MachineStore {
        /// What went wrong with them.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The configured proxy cannot be used. Its URL is not shown, as it may hold a password.
    #[error("the proxy setting {variable} cannot be used")]
    Proxy {
        /// The variable that holds the setting.
        variable: &'static str,
        /// What is wrong with it.
        source: InvalidProxy,
    },
    /// The proxy uses TLS and would receive the agent's client certificate, which is not for it.
    #[error(
        "the proxy {proxy} uses TLS and would receive the client certificate in {variable}: {path}"
    )]
    ProxySeesCertificate {
        /// The proxy's host, with its port.
        proxy: String,
        /// The variable that names the file of the certificate.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// The TLS library supports no safe protocol version.
    #[error("the built-in TLS library cannot be used")]
    Tls(#[source] rustls::Error),
}

impl NetworkError {
    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::BroughtAuthority { .. } => Cause::BroughtAuthority,
            Self::CaFile { source, .. }
            | Self::ClientCertificate { source, .. }
            | Self::MachineStore { source } => cause_of_file(source.as_ref()),
            Self::Client { .. } | Self::Tls(_) => Cause::InternalError,
            Self::EncryptedKey { .. } => Cause::EncryptedClientKey,
            Self::Environment(error) => error.cause(),
            Self::Proxy { .. } => Cause::ProxySetting,
            Self::ProxySeesCertificate { .. } => Cause::WrongEnvironment,
        }
    }
}

/// What is wrong with a file that a variable names.
fn cause_of_file(error: &(dyn Error + Send + Sync + 'static)) -> Cause {
    let file = match error.downcast_ref() {
        Some(UnusableFile::Pkcs7 | UnusableFile::Pkcs12) => return Cause::CertificateArchive,
        Some(UnusableFile::File(file)) => Some(file),
        _ => error.downcast_ref(),
    };
    file.map_or(Cause::WrongEnvironment, FileError::cause)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use patless_catalogue::explain;

    use super::*;

    /// Everything that can be wrong with a file, and the cause.
    fn faults() -> Vec<(FileError, Cause)> {
        let limit = Duration::from_secs(5);
        vec![
            (FileError::NotInTime { limit }, Cause::FileNotReadInTime),
            (FileError::NoLength, Cause::NotARegularFile),
            (FileError::Elsewhere, Cause::NotARegularFile),
            (
                FileError::NotRegular { what: "a pipe" },
                Cause::NotARegularFile,
            ),
            (
                FileError::TooLarge { limit_bytes: 1024 },
                Cause::WrongEnvironment,
            ),
            (
                io::Error::from(io::ErrorKind::NotFound).into(),
                Cause::WrongEnvironment,
            ),
        ]
    }

    #[test]
    fn what_is_wrong_with_a_file_is_the_cause_and_its_words_are_explained() {
        let of_files = faults()
            .into_iter()
            .map(|(error, cause)| (UnusableFile::from(error), cause));
        let archives = [UnusableFile::Pkcs7, UnusableFile::Pkcs12];
        let archives = archives.map(|error| (error, Cause::CertificateArchive));
        for (source, cause) in of_files.chain(archives) {
            let text = source.to_string();
            let error = NetworkError::CaFile {
                variable: "SSL_CERT_FILE",
                path: "/ca.pem".to_owned(),
                source: Box::new(source),
            };
            assert_eq!(error.cause(), cause, "{text}");
            let explained = explain(&format!("{error}: {text}")).map(|it| it.cause);
            let expected = Some(cause).filter(|cause| !cause.is_general());
            assert_eq!(explained, expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_files_of_the_machine_is_the_cause() {
        for (source, cause) in faults() {
            let source = Box::new(source);
            assert_eq!(NetworkError::MachineStore { source }.cause(), cause);
        }
    }
}
