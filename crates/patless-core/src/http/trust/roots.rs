//! Loads the trusted certificate authorities.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::RootCertStore;

use super::machine::{self, CA_FILE_LIMIT_BYTES, MachineStore};
use super::suspects::Suspects;
use crate::certificates::encoding::{UnusableFile, certificates};
use crate::environment::variables::{AGENT_CAINFO, SSL_CERT_FILE};
use crate::environment::{Environment, Variable};
use crate::http::error::NetworkError;
use crate::named_file::{self, in_background};

/// Trusted certificate authorities, and a description of them.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) store: RootCertStore,
    pub(super) in_words: String,
    /// Whether the built-in ones are trusted.
    is_built_in: bool,
}

/// A file of CA certificates that a variable names.
#[derive(Clone)]
struct NamedFile {
    /// The variable that names it.
    variable: &'static Variable,
    path: String,
}

/// The variables that name a file of further CA certificates: the agent's own (`--sslcacert`), and OpenSSL's.
const CA_FILES: [&Variable; 2] = [&AGENT_CAINFO, &SSL_CERT_FILE];

impl Roots {
    /// Reads the CA files that the environment names, and those of the machine.
    ///
    /// Those that may come from the job are refused. Another thread reads the files, because that may take long: a step can
    /// be canceled meanwhile. The wait for all files together is limited by `limit`.
    pub(super) async fn from_environment(
        environment: &Environment,
        limit: Duration,
    ) -> Result<Self, NetworkError> {
        let suspects = Suspects::of(environment)?;
        let files = named_files(environment);
        let replacement = machine::replacement(environment);
        // How many files have been read: on a timeout, the next one is the one that did not respond.
        let read = Arc::new(AtomicUsize::new(0));
        let work = {
            let (files, read) = (files.clone(), Arc::clone(&read));
            move || {
                suspects.look()?;
                let mut named = Vec::new();
                for file in files {
                    let roots = file.read().map_err(|error| file.refused(error))?;
                    named.push((file, roots));
                    read.fetch_add(1, Ordering::Relaxed);
                }
                let mut machine = MachineStore::read(replacement);
                let passed_over = std::mem::take(&mut machine.passed_over);
                Ok::<_, NetworkError>((Self::joined(named, machine), passed_over))
            }
        };
        let (roots, passed_over) = match in_background(limit, work).await {
            Ok(result) => result?,
            Err(late) => {
                return Err(match files.get(read.load(Ordering::Relaxed)) {
                    Some(file) => file.refused(late.into()),
                    None => NetworkError::MachineStore {
                        source: Box::new(late),
                    },
                });
            }
        };
        for place in passed_over {
            tracing::warn!("ignoring CA certificates of this machine that cannot be read: {place}");
        }
        if roots.is_built_in {
            tracing::info!(
                "this machine has no CA certificates: using Mozilla's, which are built into Patless"
            );
        }
        Ok(roots)
    }

    /// Combines the roots of the machine with those that variables name.
    fn joined(named: Vec<(NamedFile, RootCertStore)>, machine: MachineStore) -> Self {
        let mut store = RootCertStore::empty();
        let mut names = Vec::new();
        // For OpenSSL, its file is the store itself. So it is added to the machine's store, but never to the built-in one.
        let has_own_store = named
            .iter()
            .any(|(file, _)| *file.variable == SSL_CERT_FILE);
        for (file, roots) in named {
            store.extend(roots.roots);
            names.push(format!("{} ({})", file.path, file.variable.name()));
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

/// Lists the files that the environment names.
fn named_files(environment: &Environment) -> Vec<NamedFile> {
    let named = |variable: &'static Variable| {
        let path = environment.variable(variable)?.to_owned();
        Some(NamedFile { variable, path })
    };
    CA_FILES.into_iter().filter_map(named).collect()
}

impl NamedFile {
    /// Reads it: unlike the system's, it must be there and hold a certificate.
    fn read(&self) -> Result<RootCertStore, UnusableFile> {
        let mut bytes = named_file::read(Path::new(&self.path), CA_FILE_LIMIT_BYTES)?;
        let mut roots = RootCertStore::empty();
        let (usable, _) = roots.add_parsable_certificates(certificates(&mut bytes)?);
        if usable == 0 {
            return Err(UnusableFile::NoCertificate {
                instead: " that can be read",
            });
        }
        Ok(roots)
    }

    fn refused(&self, error: UnusableFile) -> NetworkError {
        NetworkError::CaFile {
            variable: self.variable.name(),
            path: self.path.clone(),
            source: Box::new(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one CA certificate. Nobody has its key.
    const CA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    fn named(variable: &'static Variable, path: &str) -> NamedFile {
        let path = path.to_owned();
        NamedFile { variable, path }
    }

    fn refusal(variable: &'static Variable, path: &str) -> NetworkError {
        let file = named(variable, path);
        file.refused(file.read().unwrap_err())
    }

    /// The roots of a machine without any.
    fn on_bare_machine(files: &[NamedFile]) -> Roots {
        let read = |file: &NamedFile| (file.clone(), file.read().unwrap());
        Roots::joined(files.iter().map(read).collect(), MachineStore::default())
    }

    #[test]
    fn a_ca_file_that_is_missing_is_an_error_that_names_it() {
        let error = refusal(&AGENT_CAINFO, "/does/not/exist.pem").to_string();
        assert!(
            error.contains("AGENT_CAINFO") && error.contains("/does/not/exist.pem"),
            "{error}"
        );
    }

    #[test]
    fn a_ca_file_without_a_certificate_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.pem");
        let section = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        std::fs::write(&empty, section).unwrap();
        for file in [
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
            empty.to_str().unwrap(),
        ] {
            let error = refusal(&SSL_CERT_FILE, file);
            assert!(
                matches!(
                    error,
                    NetworkError::CaFile {
                        variable: "SSL_CERT_FILE",
                        ..
                    }
                ),
                "{error}"
            );
        }
    }

    #[test]
    fn a_machine_without_a_store_trusts_mozillas_authorities() {
        let built_in = webpki_roots::TLS_SERVER_ROOTS.len();
        assert!(built_in > 100);
        assert_eq!(on_bare_machine(&[]).store.len(), built_in);
        let with_extra = on_bare_machine(&[named(&AGENT_CAINFO, CA_FILE)]);
        assert_eq!(with_extra.store.len(), built_in + 1);
    }

    #[test]
    fn a_store_that_somebody_named_is_not_widened() {
        let named = on_bare_machine(&[named(&SSL_CERT_FILE, CA_FILE)]);
        assert_eq!(named.store.len(), 1);
        assert!(named.in_words.contains(CA_FILE), "{}", named.in_words);
    }
}
