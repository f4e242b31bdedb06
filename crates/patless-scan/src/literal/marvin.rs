//! Marvin32, the checksum of the long form: a keyed hash of Microsoft's, here with a key that everybody knows.

/// Returns the two halves of the hash, each over the other.
pub(super) fn marvin32(bytes: &[u8], seed: u64) -> u32 {
    let hash = marvin64(bytes, seed);
    halves(hash).0 ^ halves(hash).1
}

fn marvin64(bytes: &[u8], seed: u64) -> u64 {
    let mut state = halves(seed);
    let (words, rest) = bytes.as_chunks::<4>();
    for word in words {
        state = mixed(state, u32::from_le_bytes(*word));
    }
    // A byte 0x80 ends the text, as in MD5, and zeros fill the word.
    let mut last = [0; 4];
    for (to, from) in last.iter_mut().zip(rest.iter().chain(&[0x80])) {
        *to = *from;
    }
    let (low, high) = mixed(mixed(state, u32::from_le_bytes(last)), 0);
    u64::from(high) << 32 | u64::from(low)
}

/// Takes one word in.
fn mixed((low, high): (u32, u32), word: u32) -> (u32, u32) {
    let low = low.wrapping_add(word);
    let high = high ^ low;
    let low = low.rotate_left(20).wrapping_add(high);
    let high = high.rotate_left(9) ^ low;
    let low = low.rotate_left(27).wrapping_add(high);
    (low, high.rotate_left(19))
}

/// Returns the low and the high half.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a half is what is asked for"
)]
fn halves(both: u64) -> (u32, u32) {
    (both as u32, (both >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that .NET publishes for its Marvin: they have every length of a last word.
    #[test]
    fn known_texts_have_their_known_hashes() {
        const SEED: u64 = 0x004F_B61A_001B_DBCC;
        for (bytes, hash) in [
            (&[][..], 0x30ED_35C1_00CD_3C7D_u64),
            (&[0xAF], 0x48E7_3FC7_7D75_DDC1),
            (&[0xE7, 0x0F], 0xB5F6_E1FC_485D_BFF8),
            (&[0x37, 0xF4, 0x95], 0xF0B0_7C78_9B8C_F7E8),
            (&[0x86, 0x42, 0xDC, 0x59], 0x7008_F2E8_7E9C_F556),
        ] {
            assert_eq!(marvin64(bytes, SEED), hash, "{bytes:02x?}");
        }
    }
}
