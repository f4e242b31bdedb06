//! Reads the CA certificates of the machine.

use std::path::{Path, PathBuf};

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::environment::Environment;
use crate::environment::variables::{SSL_CERT_DIR, SSL_CERT_FILE};
use crate::named_file::{self, FileError};

/// The most that a file or a folder of CA certificates may hold, in bytes. The bundles of systems hold a quarter of a MiB;
/// what holds ten times as much is not one, and would cost memory and time.
pub(super) const CA_FILE_LIMIT_BYTES: usize = 4 * 1024 * 1024;

/// The certificates of the machine.
#[derive(Debug, Default)]
pub(super) struct MachineStore {
    /// Each once.
    pub(super) certificates: Vec<CertificateDer<'static>>,
    /// The places that exist but cannot be read, each with the reason.
    pub(super) passed_over: Vec<String>,
}

/// The folders that replace the machine's store. `None` if nothing does.
///
/// On Linux nothing ever does: `SSL_CERT_FILE` adds to the store, and `SSL_CERT_DIR` is not read.
pub(super) fn replacement(environment: &Environment) -> Option<Vec<PathBuf>> {
    if cfg!(all(unix, not(target_os = "macos"))) {
        return None;
    }
    let file = environment.variable(&SSL_CERT_FILE).map(|_| Vec::new());
    let folders = environment.variable(&SSL_CERT_DIR);
    let folders = folders.map(|list| std::env::split_paths(list).collect());
    folders.or(file)
}

impl MachineStore {
    /// Reads the machine's store, or its replacement. It blocks on files: see [`named_file::in_background`].
    pub(super) fn read(replacement: Option<Vec<PathBuf>>) -> Self {
        let mut store = Self::default();
        match replacement {
            Some(folders) => folders
                .iter()
                .for_each(|folder| store.add(folder, read_folder)),
            None => store.add_system(),
        }
        store
            .certificates
            .sort_unstable_by(|one, other| one.as_ref().cmp(other.as_ref()));
        store.certificates.dedup();
        store
    }

    /// Adds the certificates of the system: of the first bundle file that holds any, for it is read ten times faster than the
    /// folders.
    #[cfg(all(unix, not(target_os = "macos")))]
    fn add_system(&mut self) {
        for bundle in BUNDLES.map(Path::new) {
            self.add(bundle, read_bundle);
            if !self.certificates.is_empty() {
                return;
            }
        }
        for folder in openssl_probe::candidate_cert_dirs() {
            self.add(folder, read_folder);
        }
    }

    /// Adds the certificates of the system's store.
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    fn add_system(&mut self) {
        self.certificates = rustls_native_certs::load_native_certs().certs;
    }

    fn add(&mut self, place: &Path, read: Reader) {
        match read(place) {
            Ok(certificates) => self.certificates.extend(certificates),
            Err(FileError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
            // A slim image may have an empty bundle.
            Err(FileError::NoLength) => {}
            Err(error) => {
                let place = place.display();
                self.passed_over.push(format!("{place}: {error}"));
            }
        }
    }
}

/// Reads the certificates of a place.
type Reader = fn(&Path) -> Result<Vec<CertificateDer<'static>>, FileError>;

#[cfg(all(unix, not(target_os = "macos")))]
fn read_bundle(path: &Path) -> Result<Vec<CertificateDer<'static>>, FileError> {
    // The machine's certificates are not secret, and wiping them would take longer than anything else here.
    let bytes = std::mem::take(&mut *named_file::read(path, CA_FILE_LIMIT_BYTES)?);
    Ok(parsable(&bytes).collect())
}

fn read_folder(path: &Path) -> Result<Vec<CertificateDer<'static>>, FileError> {
    let files = named_file::read_folder(path, CA_FILE_LIMIT_BYTES)?;
    Ok(files.iter().flat_map(|bytes| parsable(bytes)).collect())
}

/// Keeps the valid ones: errors in a file of the system cannot be fixed here.
fn parsable(bytes: &[u8]) -> impl Iterator<Item = CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(bytes).flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    const CA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ca.pem");

    #[test]
    fn a_folder_gives_each_certificate_once() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.pem", "b.pem"] {
            std::fs::copy(CA_FILE, folder.path().join(name)).unwrap();
        }
        std::fs::write(folder.path().join("README"), "none").unwrap();
        let missing = folder.path().join("missing");
        let store = MachineStore::read(Some(vec![folder.path().to_owned(), missing]));
        assert_eq!(store.certificates.len(), 1);
        assert!(store.passed_over.is_empty(), "{:?}", store.passed_over);
    }

    #[test]
    fn a_place_that_is_there_and_cannot_be_read_is_told() {
        let store = MachineStore::read(Some(vec![CA_FILE.into()]));
        assert!(store.certificates.is_empty());
        assert!(
            store.passed_over[0].starts_with(CA_FILE),
            "{:?}",
            store.passed_over
        );
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn nothing_takes_the_place_of_the_store_on_linux() {
        let variables = [("SSL_CERT_DIR", "/tmp"), ("SSL_CERT_FILE", CA_FILE)];
        assert_eq!(replacement(&Environment::fixed(&variables)), None);
    }
}
