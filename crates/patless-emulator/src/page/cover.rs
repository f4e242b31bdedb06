//! Covers secrets in what the page shows, and makes text of strangers harmless to look at.

use patless_pipeline::shown::is_harmless;
use percent_encoding::percent_decode_str;

/// Covers the secrets that the emulator knows.
pub(super) struct Cover {
    secrets: Vec<String>,
}

impl Cover {
    /// Covers these secrets. One that is shorter than a word would cover ordinary text.
    pub(super) fn new(secrets: Vec<String>) -> Self {
        let mut secrets = secrets;
        secrets.retain(|it| it.len() >= SHORTEST_SECRET_BYTES);
        // A secret that has another one in it goes first.
        secrets.sort_unstable_by_key(|it| std::cmp::Reverse(it.len()));
        Self { secrets }
    }

    /// Covers secrets in a text, removes control characters and what turns the direction of writing, and shortens it.
    pub(super) fn text(&self, text: &str, most_characters: usize) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), COVERED);
            }
        }
        let mut shown: String = text
            .chars()
            .map(|it| {
                if it == '\t' || is_harmless(it) {
                    it
                } else {
                    '\u{fffd}'
                }
            })
            .take(most_characters)
            .collect();
        if text.chars().nth(most_characters).is_some() {
            shown.push('…');
        }
        shown
    }

    /// Covers a path with a query. Long segments are hidden, and so are values of the query, unless they are of a name that
    /// is known to be harmless.
    pub(super) fn path(&self, target: &str) -> String {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path: Vec<_> = path.split('/').map(hidden_if_long).collect();
        let path = path.join("/");
        let query: Vec<_> = query
            .split('&')
            .filter(|it| !it.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let is_shown = SHOWN_PARAMETERS
                    .iter()
                    .any(|it| it.eq_ignore_ascii_case(name));
                let name = hidden_if_long(name);
                match (is_shown, value) {
                    (_, "") => name,
                    (true, _) => format!("{name}={}", hidden_if_long(value)),
                    (false, _) => format!("{name}=…"),
                }
            })
            .collect();
        let shown = if query.is_empty() {
            path
        } else {
            format!("{path}?{}", query.join("&"))
        };
        // Decoded, a secret is found and a name is readable.
        let decoded = percent_decode_str(&shown).decode_utf8_lossy().into_owned();
        self.text(&decoded, LONGEST_PATH)
    }
}

/// Hides what is longer than an ID or a name, because it may be a token.
fn hidden_if_long(part: &str) -> String {
    if part.len() <= LONGEST_PART_BYTES {
        return part.to_owned();
    }
    "…".to_owned()
}

/// What stands in place of a secret.
const COVERED: &str = "[covered]";
/// Shorter secrets do not exist.
const SHORTEST_SECRET_BYTES: usize = 8;
/// A GUID has 36 bytes, a token of GitHub 40, and the secrets of the emulator 43 and more.
const LONGEST_PART_BYTES: usize = 36;
/// Longest path that is shown, in characters.
const LONGEST_PATH: usize = 300;
/// Parameters of queries whose values are shown.
const SHOWN_PARAMETERS: &[&str] = &[
    "api-version",
    "audience",
    "client_id",
    "endpointNames",
    "msi_res_id",
    "object_id",
    "path",
    "resource",
    "serviceConnectionId",
    "service",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cover() -> Cover {
        Cover::new(vec!["sekret-1".to_owned(), "sekret-1-longer".to_owned()])
    }

    #[test]
    fn secret_is_covered() {
        assert_eq!(
            cover().text("a sekret-1 and sekret-1-longer.", 99),
            "a [covered] and [covered].",
        );
    }

    #[test]
    fn text_that_disturbs_is_replaced_and_shortened() {
        assert_eq!(cover().text("a\u{1b}[1m\u{202e}b\tc", 99), "a�[1m�b\tc");
        assert_eq!(cover().text("abcdef", 3), "abc…");
        assert_eq!(cover().text("abc", 3), "abc");
    }

    #[test]
    fn path_shows_ids_and_harmless_values_only() {
        let guid = "d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04";
        for (target, shown) in [
            (
                format!("/acme/{guid}?api-version=7.1&serviceConnectionId={guid}"),
                format!("/acme/{guid}?api-version=7.1&serviceConnectionId={guid}"),
            ),
            ("/a%20b?x=1&y".to_owned(), "/a b?x=…&y".to_owned()),
            ("/a/sekret%2D1/c".to_owned(), "/a/[covered]/c".to_owned()),
            (format!("/a/{}", "x".repeat(41)), "/a/…".to_owned()),
            (
                format!("/a?{}=1&resource={}", "n".repeat(50), "v".repeat(50)),
                "/a?…=…&resource=…".to_owned(),
            ),
            ("/%E2%80%AE".to_owned(), "/�".to_owned()),
        ] {
            assert_eq!(cover().path(&target), shown);
        }
    }
}
