//! What can be wrong with the settings of the network: proxy, trusted CAs, client certificate.

use super::proxy::invalid::InvalidProxy;
use super::trust::brought::Brought;
use crate::ErrorKind;
use crate::environment::EnvironmentError;

/// The network cannot be used as it is set up. Nothing was requested.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// We would trust a certificate authority that a printed line or the sources may have chosen.
    #[error(
        "{variable} names a certificate authority that the job may have brought ({why}): {path}"
    )]
    BroughtAuthority {
        /// The variable.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// What speaks for it.
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
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The HTTP library does not take its settings.
    #[error("the built-in HTTP library cannot be used: {reason}")]
    Client {
        /// What the library said.
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
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The key of the agent's client certificate has a password.
    #[error("{variable} names a private key that is encrypted: {path}")]
    EncryptedKey {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// The list of the job's variables cannot be read.
    #[error(transparent)]
    Environment(#[from] EnvironmentError),
    /// The CA certificates of the machine were not read in time. Typically a file system that does not answer.
    #[error("the CA certificates of this machine cannot be used")]
    MachineStore {
        /// What went wrong with them.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The proxy that is set cannot be used. Its URL is not shown, as it may hold a password.
    #[error("the proxy setting {variable} cannot be used")]
    Proxy {
        /// The variable that holds the setting.
        variable: &'static str,
        /// What is wrong with it.
        source: InvalidProxy,
    },
    /// The proxy is reached over TLS and would be shown the agent's client certificate, which is not for it.
    #[error(
        "the proxy {proxy} is reached over TLS and would be shown the client certificate in {variable}: {path}"
    )]
    ProxySeesCertificate {
        /// The proxy's host, with its port.
        proxy: String,
        /// The variable that names the file of the certificate.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// The TLS library supports nothing that is safe.
    #[error("the built-in TLS library cannot be used")]
    Tls(#[source] rustls::Error),
}

impl NetworkError {
    /// Tells the kind: the settings are a matter of configuration.
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Client { .. } | Self::Tls(_) => ErrorKind::Internal,
            Self::Environment(error) => error.kind(),
            _ => ErrorKind::Configuration,
        }
    }
}
