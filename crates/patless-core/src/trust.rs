//! Owns which certificate authorities are trusted, and the TLS configuration that follows.

use std::path::Path;
use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use rustls_native_certs::CertificateResult;

use crate::environment::{Environment, EnvironmentError};

/// Makes the TLS configuration: system roots plus the CA files that the environment names.
pub(crate) fn tls_config(environment: &Environment) -> Result<ClientConfig, EnvironmentError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| tls_is_broken(&source))?
        .with_root_certificates(roots(environment)?)
        .with_no_client_auth();
    Ok(config)
}

/// The variables that name a PEM file of further CA certificates: the agent's own (`--sslcacert`), and OpenSSL's.
const CA_FILES: [&str; 2] = ["AGENT_CAINFO", "SSL_CERT_FILE"];

fn roots(environment: &Environment) -> Result<RootCertStore, EnvironmentError> {
    let mut roots = RootCertStore::empty();
    for variable in CA_FILES {
        if let Some(path) = environment.variable(variable) {
            let certificates = ca_file(variable, path)?;
            roots.add_parsable_certificates(certificates.certs);
        }
    }
    // A certificate of the system that cannot be parsed is skipped, as every TLS library does.
    roots.add_parsable_certificates(system_roots().certs);
    if roots.is_empty() {
        Err(EnvironmentError::NoTrustedRoots)
    } else {
        Ok(roots)
    }
}

/// Reads a file of CA certificates that somebody asked for: unlike the system's, it must be there and hold one.
fn ca_file(variable: &'static str, path: &str) -> Result<CertificateResult, EnvironmentError> {
    let refused = |source| EnvironmentError::CaFile {
        variable,
        path: path.to_owned(),
        source,
    };
    let mut result = rustls_native_certs::load_certs_from_paths(Some(Path::new(path)), None);
    if let Some(error) = result.errors.pop() {
        return Err(refused(Box::new(error)));
    }
    if result.certs.is_empty() {
        return Err(refused("it holds no PEM certificate".into()));
    }
    Ok(result)
}

/// Loads the roots of the system: the bundle file where there is one, for it is read ten times faster than the folder.
///
/// `SSL_CERT_FILE` makes the probe return that file in the place of the bundle; then the folder stands for the system.
#[cfg(all(unix, not(target_os = "macos")))]
fn system_roots() -> CertificateResult {
    let probed = openssl_probe::probe();
    let mut result = rustls_native_certs::load_certs_from_paths(probed.cert_file.as_deref(), None);
    let overridden = openssl_probe::has_ssl_cert_env_vars();
    if overridden || result.certs.is_empty() {
        for folder in openssl_probe::candidate_cert_dirs() {
            result
                .certs
                .extend(rustls_native_certs::load_certs_from_paths(None, Some(folder)).certs);
        }
    }
    result
}

/// Loads the roots of the system's store. `SSL_CERT_FILE`, where set, takes its place.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn system_roots() -> CertificateResult {
    rustls_native_certs::load_native_certs()
}

/// The provider supports no safe protocol version: cannot happen with the one that is built in.
fn tls_is_broken(source: &rustls::Error) -> EnvironmentError {
    tracing::error!("the built-in TLS provider is unusable: {source}");
    EnvironmentError::NoTrustedRoots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ca_file_that_is_missing_is_an_error_that_names_it() {
        let environment = Environment::fixed(&[("AGENT_CAINFO", "/does/not/exist.pem")]);
        let error = tls_config(&environment).unwrap_err().to_string();
        assert!(
            error.contains("AGENT_CAINFO") && error.contains("/does/not/exist.pem"),
            "{error}"
        );
    }

    #[test]
    fn a_ca_file_without_a_certificate_is_an_error() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let error = tls_config(&Environment::fixed(&[("SSL_CERT_FILE", file)])).unwrap_err();
        assert!(
            matches!(
                error,
                EnvironmentError::CaFile {
                    variable: "SSL_CERT_FILE",
                    ..
                }
            ),
            "{error}"
        );
    }
}
