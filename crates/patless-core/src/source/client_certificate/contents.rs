//! What a file of a client certificate holds.

use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

/// Certificates and a private key, which may belong to each other.
pub(super) struct Contents {
    /// In the order of the file. At least one.
    pub(super) certificates: Vec<CertificateDer<'static>>,
    pub(super) key: Zeroizing<PrivateKeyDer<'static>>,
}
