//! Variables of a client with a certificate.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::azure::owned;
use crate::client_certificates::CertifiedKey;
use crate::emulator::Emulator;
use crate::private_file;
use crate::wire::random_text;
use crate::world::{CERTIFICATE_APPLICATION, ClientCertificate};

/// File that holds a certificate with its private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateFile {
    /// PEM: the certificate, then the key in PKCS#8 without a password.
    Pem,
    /// PKCS#12 with an empty password.
    Pkcs12,
    /// PKCS#12 with a password, which is in `AZURE_CLIENT_CERTIFICATE_PASSWORD`.
    Pkcs12WithPassword,
}

impl Emulator {
    /// Returns a client certificate and its private key in one PEM text. The key counts as a secret from then on.
    ///
    /// # Errors
    ///
    /// No key could be generated.
    pub fn client_certificate(&self, certificate: ClientCertificate) -> io::Result<String> {
        let key = CertifiedKey::of(certificate)
            .ok_or_else(|| io::Error::other("no RSA key could be generated"))?;
        for secret in key.secrets() {
            self.note_secret(&secret);
        }
        Ok(key.pem())
    }

    /// Writes a client certificate with its private key to a file, which only its owner can read. The file is removed
    /// when the emulator is dropped.
    ///
    /// PKCS#12 is made by the program `openssl`, which gets the password on its standard input.
    ///
    /// # Errors
    ///
    /// No key could be generated, the file could not be written, or `openssl` is missing or failed.
    pub fn client_certificate_file(
        &self,
        certificate: ClientCertificate,
        file: CertificateFile,
    ) -> io::Result<WrittenCertificate> {
        let pem = self.client_certificate(certificate)?;
        let password = match file {
            CertificateFile::Pem | CertificateFile::Pkcs12 => String::new(),
            CertificateFile::Pkcs12WithPassword => {
                format!("sekret-certificate-password-{}", random_text(12))
            }
        };
        let pem_path = self.directory().join(format!("{certificate:?}.pem"));
        private_file::write(&pem_path, pem.as_bytes())?;
        let path = if file == CertificateFile::Pem {
            pem_path
        } else {
            let path = self
                .directory()
                .join(format!("{certificate:?}-{file:?}.p12"));
            private_file::write(&path, &pkcs12(&pem_path, &password)?)?;
            path
        };
        if !password.is_empty() {
            self.note_secret(&password);
        }
        Ok(WrittenCertificate { path, password })
    }

    /// Returns the variables of a client with a certificate, which is written to a PEM file.
    ///
    /// # Errors
    ///
    /// See [`Self::client_certificate_file`].
    pub fn client_certificate_environment(&self) -> io::Result<Vec<(String, String)>> {
        self.client_certificate_environment_with(CertificateFile::Pem)
    }

    /// Returns the variables of a client with a certificate, which is written to a file of this kind.
    ///
    /// # Errors
    ///
    /// See [`Self::client_certificate_file`].
    pub fn client_certificate_environment_with(
        &self,
        file: CertificateFile,
    ) -> io::Result<Vec<(String, String)>> {
        let written = self.client_certificate_file(ClientCertificate::Registered, file)?;
        let path = written.path.display().to_string();
        let mut variables = self.azure_environment(CERTIFICATE_APPLICATION);
        variables.extend(owned([("AZURE_CLIENT_CERTIFICATE_PATH", path)]));
        if !written.password.is_empty() {
            let password = ("AZURE_CLIENT_CERTIFICATE_PASSWORD", written.password);
            variables.extend(owned([password]));
        }
        Ok(variables)
    }
}

/// Written file with a certificate and its private key.
#[derive(Clone)]
#[non_exhaustive]
pub struct WrittenCertificate {
    /// Path of the file.
    pub path: PathBuf,
    /// Password. Empty means none.
    pub password: String,
}

impl std::fmt::Debug for WrittenCertificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("WrittenCertificate")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Makes PKCS#12 of a PEM file.
fn pkcs12(pem: &Path, password: &str) -> io::Result<Vec<u8>> {
    let mut openssl = Command::new("openssl")
        .args(["pkcs12", "-export", "-passout", "stdin", "-in"])
        .arg(pem)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = openssl.stdin.take() {
        writeln!(input, "{password}")?;
    }
    let output = openssl.wait_with_output()?;
    if !output.status.success() {
        let message = format!("openssl pkcs12 failed: {}", output.status);
        return Err(io::Error::other(message));
    }
    Ok(output.stdout)
}
