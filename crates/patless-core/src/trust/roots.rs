//! Owns which certificate authorities are trusted.

use std::path::PathBuf;
use std::time::Duration;

use rustls::RootCertStore;

use super::encoding::{UnusableFile, certificates};
use super::machine::{self, MachineStore};
use crate::environment::{Environment, EnvironmentError};
use crate::named_file::{self, FileError, in_background};
use crate::retry::Budget;

/// Trusted certificate authorities, and in words which they are.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) store: RootCertStore,
    pub(super) in_words: String,
    /// Whether those are trusted that are built into Patless.
    is_built_in: bool,
}

/// What a file of CA certificates holds that somebody asked for.
struct NamedRoots {
    /// The variable that names it.
    variable: &'static str,
    path: String,
    roots: RootCertStore,
}

/// The variables that name a file of further CA certificates: the agent's own (`--sslcacert`), and OpenSSL's.
const CA_FILES: [&str; 2] = ["AGENT_CAINFO", OPENSSL_CA_FILE];

/// For OpenSSL, this file is the store itself. So it is added to the machine's store, but never to the built-in one.
const OPENSSL_CA_FILE: &str = "SSL_CERT_FILE";

/// The most that a file or a folder of CA certificates may hold, in bytes. The bundles of systems hold a quarter of a MiB;
/// what holds ten times as much is not one, and would cost memory and time.
pub(super) const CA_FILE_LIMIT_BYTES: usize = 4 * 1024 * 1024;

impl Roots {
    /// Takes the CA files that the environment names, and those of the machine.
    ///
    /// That takes milliseconds, so that another thread does it: connections can be begun meanwhile.
    pub(super) async fn from_environment(
        environment: &Environment,
        budget: &Budget,
    ) -> Result<Self, EnvironmentError> {
        let mut named = Vec::new();
        for variable in CA_FILES {
            if let Some(path) = environment.variable(variable) {
                named.push(ca_file(variable, path, budget.attempt_limit()).await?);
            }
        }
        let replacement = machine::replacement(environment);
        let reading = in_background(budget.attempt_limit(), || {
            let mut machine = MachineStore::read(replacement);
            let passed_over = std::mem::take(&mut machine.passed_over);
            Ok::<_, FileError>((Self::joined(named, machine), passed_over))
        });
        let (roots, passed_over) =
            reading
                .await
                .map_err(|error| EnvironmentError::MachineStore {
                    source: Box::new(error),
                })?;
        for place in passed_over {
            tracing::warn!("CA certificates of this machine are passed over: {place}");
        }
        if roots.is_built_in {
            tracing::info!(
                "this machine has no CA certificates: those of Mozilla that are built into Patless are used"
            );
        }
        Ok(roots)
    }

    /// Puts the roots of the machine with those that somebody asked for.
    fn joined(named: Vec<NamedRoots>, machine: MachineStore) -> Self {
        let mut store = RootCertStore::empty();
        let mut names = Vec::new();
        let has_own_store = named.iter().any(|file| file.variable == OPENSSL_CA_FILE);
        for file in named {
            store.extend(file.roots.roots);
            names.push(format!("{} ({})", file.path, file.variable));
        }
        // A certificate of the system that cannot be parsed is skipped, as every TLS library does.
        let (of_machine, _) = store.add_parsable_certificates(machine.certificates);
        let is_built_in = of_machine == 0 && !has_own_store;
        if is_built_in {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            names.insert(0, "Mozilla's, built in (this machine has none)".to_owned());
        } else if of_machine > 0 {
            names.insert(0, "those of this machine".to_owned());
        }
        Self {
            store,
            in_words: names.join(", "),
            is_built_in,
        }
    }
}

/// Reads a file of CA certificates that somebody asked for: unlike the system's, it must be there and hold one.
async fn ca_file(
    variable: &'static str,
    path: &str,
    limit: Duration,
) -> Result<NamedRoots, EnvironmentError> {
    let file = PathBuf::from(path);
    let reading = in_background(limit, move || {
        let mut bytes = named_file::read(&file, CA_FILE_LIMIT_BYTES)?;
        let mut roots = RootCertStore::empty();
        let (usable, _) = roots.add_parsable_certificates(certificates(&mut bytes)?);
        if usable == 0 {
            return Err(UnusableFile::NoCertificate {
                instead: " that can be read",
            });
        }
        Ok(roots)
    });
    match reading.await {
        Ok(roots) => Ok(NamedRoots {
            variable,
            path: path.to_owned(),
            roots,
        }),
        Err(error) => Err(EnvironmentError::CaFile {
            variable,
            path: path.to_owned(),
            source: Box::new(error),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one CA certificate. Nobody has its key.
    const CA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    async fn named(variable: &'static str, path: &str) -> Result<NamedRoots, EnvironmentError> {
        ca_file(variable, path, Duration::from_secs(60)).await
    }

    /// The roots of a machine without any.
    fn on_bare_machine(named: Vec<NamedRoots>) -> Roots {
        Roots::joined(named, MachineStore::default())
    }

    #[tokio::test]
    async fn a_ca_file_that_is_missing_is_an_error_that_names_it() {
        let error = named("AGENT_CAINFO", "/does/not/exist.pem").await.err();
        let error = error.unwrap().to_string();
        assert!(
            error.contains("AGENT_CAINFO") && error.contains("/does/not/exist.pem"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn a_ca_file_without_a_certificate_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.pem");
        let section = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        std::fs::write(&empty, section).unwrap();
        for file in [
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
            empty.to_str().unwrap(),
        ] {
            let error = named("SSL_CERT_FILE", file).await.err().unwrap();
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

    #[tokio::test]
    async fn a_machine_without_a_store_trusts_mozillas_authorities() {
        let built_in = webpki_roots::TLS_SERVER_ROOTS.len();
        assert!(built_in > 100);
        assert_eq!(on_bare_machine(Vec::new()).store.len(), built_in);
        let extra = named("AGENT_CAINFO", CA_FILE).await.unwrap();
        let with_extra = on_bare_machine(vec![extra]);
        assert_eq!(with_extra.store.len(), built_in + 1);
    }

    #[tokio::test]
    async fn a_store_that_somebody_named_is_not_widened() {
        let file = named("SSL_CERT_FILE", CA_FILE).await.unwrap();
        let named = on_bare_machine(vec![file]);
        assert_eq!(named.store.len(), 1);
        assert!(named.in_words.contains(CA_FILE), "{}", named.in_words);
    }
}
