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
        .map_err(EnvironmentError::Tls)?
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
#[cfg(all(unix, not(target_os = "macos")))]
fn system_roots() -> CertificateResult {
    let bundle = BUNDLES.iter().map(Path::new).find(|path| path.is_file());
    let mut result = rustls_native_certs::load_certs_from_paths(bundle, None);
    if result.certs.is_empty() {
        for folder in openssl_probe::candidate_cert_dirs() {
            result
                .certs
                .extend(rustls_native_certs::load_certs_from_paths(None, Some(folder)).certs);
        }
    }
    result
}

/// Where systems keep all their CA certificates in one file: Debian and Arch, Fedora and older Red Hat, newer Red Hat,
/// SUSE, Alpine and the BSDs.
#[cfg(all(unix, not(target_os = "macos")))]
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Loads the roots of the system's store. `SSL_CERT_FILE` and `SSL_CERT_DIR`, where set, take its place.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn system_roots() -> CertificateResult {
    rustls_native_certs::load_native_certs()
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
