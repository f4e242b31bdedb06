//! Paths as relative URIs (RFC 3986).

/// Writes a path as a URI: everything but letters, digits, `-._~` and `/` is escaped.
pub(super) fn uri(path: &str) -> String {
    path.bytes().map(escaped).collect()
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_uri_is_escaped() {
        assert_eq!(uri("a b/c#d?e%f:g.yml"), "a%20b/c%23d%3Fe%25f%3Ag.yml");
        assert_eq!(uri("größe"), "gr%C3%B6%C3%9Fe");
    }
}
