//! Recognizes text that may contain a secret and must never be quoted.

/// Returns whether a text may contain a secret: a JWT, a personal access token, a client secret, a key.
///
/// A line break may be in the middle of it.
pub(in crate::explain) fn may_be_secret(text: &str) -> bool {
    let has_shape = |text: &str| {
        // Base64 of `{"`: the beginning of a JWT.
        text.contains("eyJ") || has_mark(text) || runs(text).any(is_long)
    };
    let is_broken = text.contains(['\n', '\\']);
    has_shape(text) || is_broken && has_shape(&joined(text))
}

/// Removes line breaks, also those that are still escaped.
fn joined(text: &str) -> String {
    let text = text.replace("\\r", "").replace("\\n", "");
    text.lines().map(str::trim).collect()
}

/// Looks for the marker near the beginning of every Entra client secret (`8Q~`).
fn has_mark(text: &str) -> bool {
    text.match_indices("Q~")
        .any(|(start, _)| text[..start].ends_with(|c: char| c.is_ascii_digit()))
}

/// A personal access token has 52 letters and digits, a newer one 84, a key 44 or more. A Git hash has 40.
fn is_long(run: &str) -> bool {
    let plain = run
        .split(['-', '_', '~', '+'])
        .any(|part| part.len() > GIT_HASH);
    plain || run.len() > LONGEST_NAME
}

/// Splits a text at characters that names, ids and secrets do not contain.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !"-_~+".contains(c))
}

const GIT_HASH: usize = 40;

/// Roughly the longest name in Azure and Azure DevOps.
const LONGEST_NAME: usize = 90;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_the_shape_of_a_secret_is_recognized() {
        for text in [
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJh.x".to_owned(),
            "sc://acme/web/eyJ0".to_owned(),
            "abcdefghijklmnopqrstuvwxyz234567".repeat(2)[..52].to_owned(),
            format!("https://x/{}JQQJ99BKAZDO", "Ab1".repeat(24)),
            "a1B8Q~cDeFgHiJkLmNoPqRsTuVwXyZ0123456789".to_owned(),
            "e\nyJ0eXAi".to_owned(),
            "abcdefghijklmnopqrstuvwxyz\n  234567abcdefghijklmnopqrst".to_owned(),
            "a1B8\nQ~cDeFgHiJkLmNoPqRsTuVwXyZ0123456789".to_owned(),
            format!("1.A{}", "X-y_".repeat(40)),
        ] {
            assert!(may_be_secret(&text), "{text}");
        }
    }

    #[test]
    fn names_ids_and_paths_are_not_secrets() {
        for text in [
            "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001",
            "sc://acme/My Web/the-service-connection-for-production-in-west-europe-2",
            "repo:acme/web:ref:refs/heads/0123456789abcdef0123456789abcdef01234567",
            "/subscriptions/b1946ac9-2d3e-4f5a-8b6c-7d8e9f0a1b2c/resourceGroups/rg-acme",
            "2026-11-21T19:50:45.1234567Z",
            "",
        ] {
            assert!(!may_be_secret(text), "{text}");
        }
    }
}
