//! Makes tokens of the size and shape of the real ones; their signatures are none.

use std::time::SystemTime;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The time now, in seconds since 1970.
pub(crate) fn now_s() -> u64 {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

/// A token with these claims, as JSON.
pub(crate) fn token(claims: &str) -> String {
    let [header, claims, signature] =
        [HEADER, claims.as_bytes(), &SIGNATURE].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{claims}.{signature}")
}

/// What both issuers sign with.
const HEADER: &[u8] = br#"{"typ":"JWT","alg":"RS256","x5t":"bm90IGEga2V5IGJ1dCBsaWtlIG9u","kid":"bm90IGEga2V5IGJ1dCBsaWtlIG9u"}"#;

/// As long as one of RSA with 2048 bits.
const SIGNATURE: [u8; 256] = [0xa5; 256];
