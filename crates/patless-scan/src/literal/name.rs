//! How a PAT is called where it may not be shown.

use sha2::{Digest, Sha256};

/// Names a PAT by its first six letters and the start of its hash, so that people can find it in their list.
pub(super) fn name(pat: &[u8]) -> String {
    let first: String = pat.iter().take(6).map(|byte| char::from(*byte)).collect();
    format!("{first}…, SHA-256 {}…", short_hash(pat))
}

/// Returns the first eight digits of the hash.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
