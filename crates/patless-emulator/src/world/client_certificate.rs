//! Client certificates, with which an application can prove who it is.

/// Client certificate. [`Emulator::client_certificate`](crate::Emulator::client_certificate) gives its text and its
/// private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientCertificate {
    /// Registered at its application, and valid.
    Registered,
    /// Registered at its application, but its validity period is over.
    Expired,
    /// Registered nowhere.
    Unregistered,
}
