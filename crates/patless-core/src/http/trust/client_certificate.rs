//! Reads the agent's client certificate: `AGENT_CLIENTCERT` and `AGENT_CLIENTCERTKEY`.

use std::time::Duration;

use rustls::{Error as TlsError, InconsistentKeys};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use url::{Origin, Url};

use crate::certificates::encoding::{UnusableFile, certificates, private_key};
use crate::certificates::read;
use crate::environment::Environment;
use crate::environment::variables::{AGENT_CLIENTCERT, AGENT_CLIENTCERTKEY};
use crate::http::error::NetworkError;
use crate::http::proxy::ProxySettings;

/// The certificate that the agent was configured with (`--sslclientcert`), and its key.
pub(super) struct ClientCertificate {
    /// The file of the certificate.
    pub(super) path: String,
    /// The certificate itself, then those of the CAs between it and a root.
    pub(super) chain: Vec<CertificateDer<'static>>,
    pub(super) key: PrivateKeyDer<'static>,
}

const CERTIFICATE: &str = AGENT_CLIENTCERT.name();
const KEY: &str = AGENT_CLIENTCERTKEY.name();

impl ClientCertificate {
    /// Reads both files. `None` if neither is named. `limit` returns how long the next file may take.
    pub(super) async fn from_environment(
        environment: &Environment,
        limit: impl Fn() -> Duration,
    ) -> Result<Option<Self>, NetworkError> {
        let path = environment.variable(&AGENT_CLIENTCERT);
        let (path, key_path) = match (path, environment.variable(&AGENT_CLIENTCERTKEY)) {
            (None, None) => return Ok(None),
            (Some(path), Some(key_path)) => (path, key_path),
            (Some(path), None) => {
                return Err(refused(
                    CERTIFICATE,
                    path,
                    UnusableFile::Alone { other: KEY },
                ));
            }
            (None, Some(path)) => {
                let error = UnusableFile::Alone { other: CERTIFICATE };
                return Err(refused(KEY, path, error));
            }
        };
        let chain = read(path, limit(), certificates)
            .await
            .map_err(|error| refused(CERTIFICATE, path, error))?;
        let key = read(key_path, limit(), private_key)
            .await
            .map_err(|error| refused(KEY, key_path, error))?;
        Ok(Some(Self {
            path: path.to_owned(),
            chain,
            key,
        }))
    }

    /// Refuses a proxy on the way to `server` that would receive the certificate as well.
    pub(super) fn refuse_proxy_on_the_way_to(
        &self,
        server: &Origin,
        proxy: Option<&ProxySettings>,
    ) -> Result<(), NetworkError> {
        let server = Url::parse(&server.ascii_serialization()).ok();
        let proxy = server.and_then(|server| proxy?.on_the_way_to(&server));
        match proxy.filter(|proxy| proxy.is_reached_over_tls()) {
            Some(proxy) => Err(NetworkError::ProxySeesCertificate {
                proxy: proxy.name(),
                variable: CERTIFICATE,
                path: self.path.clone(),
            }),
            None => Ok(()),
        }
    }

    /// The error for a certificate and a key that cannot be used together.
    pub(super) fn refused(&self) -> impl FnOnce(TlsError) -> NetworkError + use<> {
        let path = self.path.clone();
        move |error| {
            let error = match error {
                TlsError::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                    UnusableFile::Mismatch { key: KEY }
                }
                other => UnusableFile::Tls(other),
            };
            refused(CERTIFICATE, &path, error)
        }
    }
}

fn refused(variable: &'static str, path: &str, error: UnusableFile) -> NetworkError {
    let path = path.to_owned();
    match error {
        UnusableFile::EncryptedKey => NetworkError::EncryptedKey { variable, path },
        error => NetworkError::ClientCertificate {
            variable,
            path,
            source: Box::new(error),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFICATE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    async fn taken(variables: &[(&str, &str)]) -> Result<Option<ClientCertificate>, NetworkError> {
        let limit = || Duration::from_secs(10);
        ClientCertificate::from_environment(&Environment::fixed(variables), limit).await
    }

    async fn refusal(variables: &[(&str, &str)]) -> NetworkError {
        match taken(variables).await {
            Err(error) => error,
            Ok(_) => panic!("it was taken"),
        }
    }

    #[tokio::test]
    async fn neither_file_is_no_certificate_and_one_alone_is_an_error() {
        assert!(taken(&[]).await.unwrap().is_none());
        for variable in [CERTIFICATE, KEY] {
            let error = refusal(&[(variable, CERTIFICATE_FILE)]).await;
            assert!(error.to_string().contains(variable), "{error}");
        }
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_used_is_named() {
        for (certificate, key, culprit) in [
            ("/no/such.pem", CERTIFICATE_FILE, CERTIFICATE),
            (CERTIFICATE_FILE, "/no/such.pem", KEY),
            (CERTIFICATE_FILE, CERTIFICATE_FILE, KEY),
        ] {
            let error = refusal(&[(CERTIFICATE, certificate), (KEY, key)]).await;
            assert!(error.to_string().starts_with(culprit), "{error}");
        }
    }

    #[tokio::test]
    async fn a_key_with_a_password_is_refused_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key.pem");
        for header in [
            "-----BEGIN ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED",
        ] {
            std::fs::write(&file, header).unwrap();
            let key = file.to_str().unwrap();
            let error = refusal(&[(CERTIFICATE, CERTIFICATE_FILE), (KEY, key)]).await;
            assert!(
                matches!(error, NetworkError::EncryptedKey { .. }),
                "{error}"
            );
        }
    }
}
