//! Derives keys from a password as PKCS #12 does (RFC 7292, appendix B.2).

use std::num::NonZeroU32;

use aws_lc_rs::digest::{Algorithm, digest};
use zeroize::Zeroizing;

/// What a key is for: the byte that tells them apart (appendix B.3).
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// Encryption.
    Key = 1,
    /// The initialization vector.
    Iv = 2,
    /// Integrity.
    Mac = 3,
}

/// Derives `length` bytes. The names in capitals are those of the specification.
pub(super) fn derive(
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: NonZeroU32,
    hash: &'static Algorithm,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let block = hash.block_len();
    // D, then I, which is S and P.
    let mut input = Zeroizing::new(vec![purpose as u8; block]);
    let repeated = |text: &[u8]| text.len().div_ceil(block) * block;
    input.reserve_exact(repeated(salt) + repeated(password));
    for text in [salt, password] {
        input.extend(text.iter().cycle().take(repeated(text)));
    }
    let mut derived = Zeroizing::new(Vec::with_capacity(length + hash.output_len()));
    while derived.len() < length {
        // A
        let mut part = digest(hash, &input);
        for _ in 1..rounds.get() {
            part = digest(hash, part.as_ref());
        }
        derived.extend_from_slice(part.as_ref());
        for chunk in input[block..].chunks_exact_mut(block) {
            add(chunk, part.as_ref());
        }
    }
    derived.truncate(length);
    derived
}

/// Adds B, which is A repeated, and 1 to a block of I, as numbers with the higher byte first.
fn add(block: &mut [u8], part: &[u8]) {
    let mut carry = 1;
    for (place, byte) in block.iter_mut().enumerate().rev() {
        let sum = u16::from(*byte) + u16::from(part[place % part.len()]) + carry;
        let [higher, lower] = sum.to_be_bytes();
        (carry, *byte) = (u16::from(higher), lower);
    }
}
