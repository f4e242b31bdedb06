//! No secret may ship, not even one of the tests.

use super::Part;

/// The files that hold something with the shape of a secret; its value is not shown.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts {
        for (index, _) in part.bytes.iter().enumerate() {
            if let Some(what) = secret_at(&part.bytes[index..]) {
                found.push(format!("{}: {what} at byte {index}", part.name));
            }
        }
    }
    found
}

/// What kind of secret begins with the first of `bytes`.
fn secret_at(bytes: &[u8]) -> Option<&'static str> {
    let known = match bytes.first()? {
        b'-' => is_private_key(bytes).then_some("a private key"),
        b'e' => is_token(bytes).then_some("a signed token"),
        b'g' => (follows(bytes, b"ghp_", 36) || follows(bytes, b"github_pat_", 22))
            .then_some("a token of GitHub"),
        b'n' => follows(bytes, b"npm_", 36).then_some("a token of npm"),
        b'A' => follows(bytes, b"AKIA", 16).then_some("a key of AWS"),
        b's' => follows(bytes, b"sekret-", 1).then_some("a secret of our tests"),
        _ => None,
    };
    known.or_else(|| is_personal_access_token(bytes).then_some("a personal access token"))
}

/// A PEM heading with the key after it; the heading alone is in every TLS library.
fn is_private_key(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"-----BEGIN ") else {
        return false;
    };
    let end = b"PRIVATE KEY-----";
    let heading = rest
        .windows(end.len())
        .take(24)
        .position(|text| text == end);
    let after = heading.and_then(|at| rest.get(at + end.len()));
    matches!(after, Some(b'\r' | b'\n'))
}

/// Two parts of base64url that both are JSON objects, with a dot between.
fn is_token(bytes: &[u8]) -> bool {
    let length = bytes.iter().take_while(|byte| is_word(**byte)).count();
    bytes.starts_with(b"eyJ") && length >= 16 && bytes[length..].starts_with(b".eyJ")
}

/// A personal access token of Azure DevOps: 84 characters, whose 77th to 80th are its mark.
fn is_personal_access_token(bytes: &[u8]) -> bool {
    bytes.get(..84).is_some_and(|token| {
        &token[76..80] == b"AZDO" && token.iter().all(u8::is_ascii_alphanumeric)
    })
}

/// Whether `prefix` comes first, and at least `count` characters of a token after it.
fn follows(bytes: &[u8], prefix: &[u8], count: usize) -> bool {
    let rest = bytes.strip_prefix(prefix);
    rest.is_some_and(|rest| rest.iter().take_while(|byte| is_word(**byte)).count() >= count)
}

/// Whether a byte can be part of a token.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the check says of a file with this text.
    fn problems_of(text: &str) -> Vec<String> {
        problems(&[Part::new("patless/launch.js", text)])
    }

    #[test]
    fn secret_is_refused_without_being_shown() {
        let word = "Ab1".repeat(40);
        for secret in [
            format!("x -----BEGIN EC PRIVATE KEY-----\n{word}"),
            format!("const token = 'eyJ{}.eyJ{}.x'", &word[..20], &word[..20]),
            format!("ghp_{}", &word[..36]),
            format!("npm_{}", &word[..36]),
            format!("sekret-{}", &word[..4]),
            format!("{}AZDO{}", &word[..76], &word[..4]),
        ] {
            let found = problems_of(&secret);
            assert_eq!(found.len(), 1, "{secret}: {found:?}");
            assert!(!found[0].contains(&word[..16]), "{found:?}");
        }
    }

    #[test]
    fn what_a_tls_library_holds_is_no_secret() {
        let text = "-----BEGIN \0PRIVATE KEY\0RSA PRIVATE KEY-----\0eyJ\0npm_config\0AZDO";
        assert_eq!(problems_of(text), [""; 0]);
    }
}
