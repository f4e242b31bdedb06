//! Subject descriptors, by which the Graph of Azure DevOps names identities.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uuid::Uuid;

use super::vss_error::Exception;
use crate::wire::Response;

/// Makes a subject descriptor: the kind, and the text of the storage key in base64.
pub(super) fn descriptor(kind: &str, storage_key: Uuid) -> String {
    format!("{kind}.{}", STANDARD_NO_PAD.encode(storage_key.to_string()))
}

/// Reads the storage key in the descriptor of a service principal.
pub(super) fn storage_key(descriptor: &str) -> Option<Uuid> {
    storage_key_of("aadsp", descriptor)
}

/// Reads the storage key in a descriptor of this kind.
pub(super) fn storage_key_of(kind: &str, descriptor: &str) -> Option<Uuid> {
    let encoded = descriptor.strip_prefix(kind)?.strip_prefix('.')?;
    let text = String::from_utf8(STANDARD_NO_PAD.decode(encoded).ok()?).ok()?;
    Uuid::parse_str(&text).ok()
}

/// Refuses a subject that does not exist. The words of the real service are not known.
pub(super) fn not_found(subject: &str) -> Response {
    Exception::GraphSubjectNotFound.response(&format!("The subject '{subject}' does not exist."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_key_is_read_from_its_descriptor() {
        let key = Uuid::from_u128(7);
        assert_eq!(storage_key(&descriptor("aadsp", key)), Some(key));
        assert_eq!(storage_key(&descriptor("svc", key)), None);
        assert_eq!(storage_key("aadsp.*"), None);
    }
}
