//! Random values for request IDs and secrets, and GUIDs that stay.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use uuid::{Builder, Uuid};

use super::base64url;

/// Makes random bytes.
///
/// If the system cannot provide random bytes, they are zero. That is acceptable, because the emulator's secrets protect
/// nothing.
pub(crate) fn random_bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let _zeros_if_refused = SystemRandom::new().fill(&mut bytes);
    bytes
}

/// Makes base64url text from this number of random bytes.
pub(crate) fn random_text(length_bytes: usize) -> String {
    base64url(&random_bytes(length_bytes))
}

/// Makes a version 4 GUID.
pub(crate) fn random_guid() -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&random_bytes(16));
    Builder::from_random_bytes(bytes).into_uuid()
}

/// Makes a version 8 GUID that is the same for the same text.
pub(crate) fn guid_of(text: &str) -> Uuid {
    let hash = digest(&SHA256, text.as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash.as_ref()) {
        *byte = *hashed;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guid_of_a_text_is_always_the_same() {
        assert_eq!(guid_of("Build.Job.linux"), guid_of("Build.Job.linux"));
        assert_ne!(guid_of("Build.Job.linux"), guid_of("Build.Job.mac"));
        assert_eq!(guid_of("").get_version_num(), 8);
    }

    #[test]
    fn two_guids_differ() {
        assert_ne!(random_guid(), random_guid());
        assert_eq!(random_guid().get_version_num(), 4);
    }

    #[test]
    fn text_has_four_characters_for_three_bytes() {
        assert_eq!(random_text(24).len(), 32);
    }
}
