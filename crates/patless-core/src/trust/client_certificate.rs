//! Owns the agent's client certificate: `AGENT_CLIENTCERT` and `AGENT_CLIENTCERTKEY`, both PEM.

use std::error::Error;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

use crate::environment::{Environment, EnvironmentError};

/// The certificate that the agent was configured with (`--sslclientcert`), and its key.
pub(super) struct ClientCertificate {
    /// The file of the certificate.
    pub(super) path: String,
    /// The certificate itself, then those of the CAs between it and a root.
    pub(super) chain: Vec<CertificateDer<'static>>,
    pub(super) key: PrivateKeyDer<'static>,
}

const CERTIFICATE: &str = "AGENT_CLIENTCERT";
const KEY: &str = "AGENT_CLIENTCERTKEY";

/// What stands in a PEM file whose key has a password: PKCS #8 (RFC 7468 §11), and the older form of OpenSSL.
const ENCRYPTED: [&[u8]; 2] = [b"BEGIN ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED"];

type Refusal = Box<dyn Error + Send + Sync>;

impl ClientCertificate {
    /// Reads both files. `None` where neither is named.
    pub(super) fn from_environment(
        environment: &Environment,
    ) -> Result<Option<Self>, EnvironmentError> {
        let (path, key_path) = match (environment.variable(CERTIFICATE), environment.variable(KEY))
        {
            (None, None) => return Ok(None),
            (Some(path), Some(key_path)) => (path, key_path),
            (Some(path), None) => {
                return Err(refused(CERTIFICATE, path, format!("{KEY} is not set")));
            }
            (None, Some(path)) => {
                return Err(refused(KEY, path, format!("{CERTIFICATE} is not set")));
            }
        };
        Ok(Some(Self {
            path: path.to_owned(),
            chain: chain(path).map_err(|error| refused(CERTIFICATE, path, error))?,
            key: key(key_path)?,
        }))
    }

    /// What to say where certificate and key cannot be used together.
    pub(super) fn refused(&self) -> impl FnOnce(Refusal) -> EnvironmentError + use<> {
        let path = self.path.clone();
        move |error| refused(CERTIFICATE, &path, error)
    }
}

fn chain(path: &str) -> Result<Vec<CertificateDer<'static>>, Refusal> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(path)?.collect::<Result<_, _>>()?;
    if chain.is_empty() {
        return Err("it holds no PEM certificate".into());
    }
    Ok(chain)
}

fn key(path: &str) -> Result<PrivateKeyDer<'static>, EnvironmentError> {
    let pem = std::fs::read(path).map_err(|error| refused(KEY, path, error))?;
    let pem = Zeroizing::new(pem);
    let holds = |mark: &[u8]| pem.windows(mark.len()).any(|it| it == mark);
    if ENCRYPTED.into_iter().any(holds) {
        return Err(EnvironmentError::EncryptedKey {
            variable: KEY,
            path: path.to_owned(),
        });
    }
    PrivateKeyDer::from_pem_slice(&pem)
        .map_err(|_| refused(KEY, path, "it holds no PEM private key"))
}

fn refused(variable: &'static str, path: &str, source: impl Into<Refusal>) -> EnvironmentError {
    EnvironmentError::ClientCertificate {
        variable,
        path: path.to_owned(),
        source: source.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFICATE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    fn refusal(variables: &[(&str, &str)]) -> EnvironmentError {
        match ClientCertificate::from_environment(&Environment::fixed(variables)) {
            Err(error) => error,
            Ok(_) => panic!("it was taken"),
        }
    }

    #[test]
    fn neither_file_is_no_certificate_and_one_alone_is_an_error() {
        let none = ClientCertificate::from_environment(&Environment::fixed(&[]));
        assert!(none.unwrap().is_none());
        for variable in [CERTIFICATE, KEY] {
            let error = refusal(&[(variable, CERTIFICATE_FILE)]);
            assert!(error.to_string().contains(variable), "{error}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named() {
        for (certificate, key, culprit) in [
            ("/no/such.pem", CERTIFICATE_FILE, CERTIFICATE),
            (CERTIFICATE_FILE, "/no/such.pem", KEY),
            (CERTIFICATE_FILE, CERTIFICATE_FILE, KEY),
        ] {
            let error = refusal(&[(CERTIFICATE, certificate), (KEY, key)]);
            assert!(error.to_string().starts_with(culprit), "{error}");
        }
    }

    #[test]
    fn a_key_with_a_password_is_refused_as_such() {
        for (name, header) in [
            ("pkcs8", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
            (
                "openssl",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED",
            ),
        ] {
            let file = std::env::temp_dir().join(format!("patless-{name}-{}", std::process::id()));
            std::fs::write(&file, header).unwrap();
            let key = file.to_str().unwrap();
            let error = refusal(&[(CERTIFICATE, CERTIFICATE_FILE), (KEY, key)]);
            std::fs::remove_file(&file).unwrap();
            assert!(
                matches!(error, EnvironmentError::EncryptedKey { .. }),
                "{error}"
            );
        }
    }
}
