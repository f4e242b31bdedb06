//! No secret may ship, not even one of the tests.
use regex::bytes::Regex;

use crate::part::Part;

/// The files that hold something with the shape of a secret; its value is not shown.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    for (what, shape) in SHAPES {
        // A shape that is none is found by the first test.
        let Ok(shape) = Regex::new(&format!("(?s-u){shape}")) else {
            found.push(format!("{what}: no regular expression: {shape}"));
            continue;
        };
        for part in parts {
            let secrets = shape.find_iter(&part.bytes);
            found.extend(
                secrets.map(|secret| format!("{}: {what} at byte {}", part.name, secret.start())),
            );
        }
    }
    found
}

/// What secrets look like.
const SHAPES: [(&str, &str); 8] = [
    // The heading with the key after it; the heading alone is in every TLS library.
    ("a private key", r"-----BEGIN .{0,23}PRIVATE KEY-----[\r\n]"),
    // Two parts of base64url that both are JSON objects, with a dot between.
    ("a signed token", r"eyJ[\w-]{13,}\.eyJ"),
    ("a token of GitHub", r"ghp_[\w-]{36}"),
    ("a token of GitHub", r"github_pat_[\w-]{22}"),
    // Letters and digits only: npm reads options from variables such as npm_config_cache.
    ("a token of npm", r"npm_[0-9A-Za-z]{36}"),
    ("a key of AWS", r"AKIA[\w-]{16}"),
    ("a secret of our tests", r"sekret-[\w-]"),
    // 84 characters, whose 77th to 80th are its mark.
    (
        "a personal access token",
        r"[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}",
    ),
];

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

    #[test]
    fn names_of_variables_side_by_side_are_no_secret() {
        let text = "npm_config_node_optionsNPM_CONFIG_NODE_OPTIONSnpm_config_userconfig";
        assert_eq!(problems_of(text), [""; 0]);
    }
}
