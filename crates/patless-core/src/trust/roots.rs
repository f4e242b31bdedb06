//! Owns which certificate authorities are trusted.

use std::panic::resume_unwind;
use std::path::Path;

use rustls::RootCertStore;
use rustls_native_certs::CertificateResult;

use crate::environment::{Environment, EnvironmentError};

/// Trusted certificate authorities, and in words which they are.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) store: RootCertStore,
    pub(super) in_words: String,
    /// Whether those are trusted that are built into Patless.
    is_built_in: bool,
}

/// A file of CA certificates that somebody asked for.
struct NamedFile {
    /// The variable that names it.
    variable: &'static str,
    path: String,
}

/// The variables that name a PEM file of further CA certificates: the agent's own (`--sslcacert`), and OpenSSL's.
const CA_FILES: [&str; 2] = ["AGENT_CAINFO", OPENSSL_CA_FILE];

/// For OpenSSL, this file is the store itself. So it is added to the machine's store, but never to the built-in one.
const OPENSSL_CA_FILE: &str = "SSL_CERT_FILE";

impl Roots {
    /// Takes the CA files that the environment names, and those of the machine.
    ///
    /// That takes milliseconds, so that a thread of its own does it: connections can be begun meanwhile.
    pub(super) async fn from_environment(
        environment: &Environment,
    ) -> Result<Self, EnvironmentError> {
        let files = named_files(environment);
        let reading = tokio::task::spawn_blocking(|| Self::read(files, system_roots()));
        let roots = match reading.await {
            Ok(roots) => roots?,
            Err(error) => resume_unwind(error.into_panic()),
        };
        if roots.is_built_in {
            tracing::info!(
                "this machine has no CA certificates: those of Mozilla that are built into Patless are used"
            );
        }
        Ok(roots)
    }

    /// Reads the files, and puts the roots of the machine with them.
    fn read(files: Vec<NamedFile>, system: CertificateResult) -> Result<Self, EnvironmentError> {
        let mut store = RootCertStore::empty();
        let mut names = Vec::new();
        let has_own_store = files.iter().any(|file| file.variable == OPENSSL_CA_FILE);
        for NamedFile { variable, path } in files {
            store.add_parsable_certificates(ca_file(variable, &path)?.certs);
            names.push(format!("{path} ({variable})"));
        }
        // A certificate of the system that cannot be parsed is skipped, as every TLS library does.
        let (of_machine, _) = store.add_parsable_certificates(system.certs);
        let is_built_in = of_machine == 0 && !has_own_store;
        if is_built_in {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            names.insert(0, "Mozilla's, built in (this machine has none)".to_owned());
        } else if of_machine > 0 {
            names.insert(0, "those of this machine".to_owned());
        }
        Ok(Self {
            store,
            in_words: names.join(", "),
            is_built_in,
        })
    }
}

/// Lists the files that the environment names.
fn named_files(environment: &Environment) -> Vec<NamedFile> {
    let named = |variable| {
        let path = environment.variable(variable)?.to_owned();
        Some(NamedFile { variable, path })
    };
    CA_FILES.into_iter().filter_map(named).collect()
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

    /// A file with one CA certificate. Nobody has its key.
    const CA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    fn refusal(variables: &[(&str, &str)]) -> EnvironmentError {
        let files = named_files(&Environment::fixed(variables));
        Roots::read(files, CertificateResult::default()).unwrap_err()
    }

    /// The roots of a machine without any.
    fn on_bare_machine(variables: &[(&str, &str)]) -> Roots {
        let files = named_files(&Environment::fixed(variables));
        Roots::read(files, CertificateResult::default()).unwrap()
    }

    #[test]
    fn a_ca_file_that_is_missing_is_an_error_that_names_it() {
        let error = refusal(&[("AGENT_CAINFO", "/does/not/exist.pem")]).to_string();
        assert!(
            error.contains("AGENT_CAINFO") && error.contains("/does/not/exist.pem"),
            "{error}"
        );
    }

    #[test]
    fn a_ca_file_without_a_certificate_is_an_error() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let error = refusal(&[("SSL_CERT_FILE", file)]);
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

    #[test]
    fn a_machine_without_a_store_trusts_mozillas_authorities() {
        let built_in = webpki_roots::TLS_SERVER_ROOTS.len();
        assert!(built_in > 100);
        assert_eq!(on_bare_machine(&[]).store.len(), built_in);
        let with_extra = on_bare_machine(&[("AGENT_CAINFO", CA_FILE)]);
        assert_eq!(with_extra.store.len(), built_in + 1);
    }

    #[test]
    fn a_store_that_somebody_named_is_not_widened() {
        let named = on_bare_machine(&[("SSL_CERT_FILE", CA_FILE)]);
        assert_eq!(named.store.len(), 1);
        assert!(named.in_words.contains(CA_FILE), "{}", named.in_words);
    }
}
