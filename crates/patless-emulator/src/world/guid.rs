//! Base64url form of GUIDs in the subjects of Entra.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Encodes a GUID in the byte order of .NET: the first three groups are little-endian.
pub(crate) fn base64url_guid(guid: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(guid.to_bytes_le())
}

#[cfg(test)]
mod tests {
    use uuid::uuid;

    use super::*;

    #[test]
    fn known_guids_are_encoded_as_in_entra() {
        let known = [
            (
                uuid!("499b84ac-1321-427f-aa17-267ca6975798"),
                "rISbSSETf0KqFyZ8ppdXmA",
            ),
            (
                uuid!("975f013f-7f24-47e8-a7d3-abc4752bf346"),
                "PwFflyR_6Een06vEdSvzRg",
            ),
            (
                uuid!("72f988bf-86f1-41af-91ab-2d7cd011db47"),
                "v4j5cvGGr0GRqy180BHbRw",
            ),
        ];
        for (guid, text) in known {
            assert_eq!(base64url_guid(guid), text);
        }
    }
}
