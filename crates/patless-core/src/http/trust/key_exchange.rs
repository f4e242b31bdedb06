//! The TLS key exchanges that are offered, and the one whose key share is sent in advance.

use rustls::crypto::aws_lc_rs::kx_group::{SECP256R1, SECP384R1, X25519, X25519MLKEM768};
use rustls::crypto::{CryptoProvider, SupportedKxGroup, aws_lc_rs};

/// What is offered. The client's half of the first one is sent at once (RFC 8446 §4.2.8).
///
/// A server that wants another asks for its half (`HelloRetryRequest`, §4.1.4), which costs a round trip. Entra seems to want
/// P-384, by the one public trace of its handshake (bechoforest/MustMail, issue 49). That round trip is over before the
/// assertion is there, and P-384 takes more time than it would save: docs/BENCHMARKS.md has the figures.
const OFFERED: &[&dyn SupportedKxGroup] = &[X25519, SECP256R1, SECP384R1, X25519MLKEM768];

/// The cryptography of all connections.
pub(super) fn provider() -> CryptoProvider {
    CryptoProvider {
        kx_groups: OFFERED.to_vec(),
        ..aws_lc_rs::default_provider()
    }
}
