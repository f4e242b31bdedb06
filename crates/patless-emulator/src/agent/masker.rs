//! Masker, which replaces secrets with `***` exactly as the agent does.

use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::encoders::encodings;

/// The secrets of one job.
///
/// A secret is masked literally and in three encodings. Other forms, such as the base64 of a runtime secret, are not
/// masked.
#[derive(Clone, Default)]
pub struct Masker {
    /// Every text that is masked.
    literals: BTreeSet<String>,
    /// Minimum length in UTF-16 units. Shorter texts are not masked.
    minimum_length: usize,
}

impl std::fmt::Debug for Masker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Masker").finish_non_exhaustive()
    }
}

/// Result of setting a minimum length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no third result")]
pub enum MinimumLength {
    /// The length was accepted.
    Accepted,
    /// The length was above 6 and was reduced to 6.
    Clamped,
}

impl Masker {
    /// Makes a masker without secrets and without a minimum length.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a secret that a step registered or that an endpoint holds: the text and its encodings, and no other form.
    pub fn add_secret(&mut self, secret: &str) {
        self.add_literal(secret);
        for encoded in encodings(secret) {
            self.add_literal(&encoded);
        }
    }

    /// Adds a secret variable from the server. It is also masked in base64, escaped, unquoted and trimmed.
    pub fn add_job_secret(&mut self, secret: &str) {
        if secret.trim().is_empty() {
            return;
        }
        let lines = secret.replace('\r', "%0D").replace('\n', "%0A");
        let percents = secret.replace('%', "%AZP25");
        let percents = percents.replace('\r', "%0D").replace('\n', "%0A");
        // Base64 has neither percent signs nor line endings, so it needs no escaped form.
        for form in [secret.to_owned(), percents, lines, STANDARD.encode(secret)] {
            self.add_secret(&form);
            for quote in ['\'', '"'] {
                if form.starts_with(quote) && form.ends_with(quote) {
                    self.add_secret(form.trim_matches(quote));
                }
            }
            self.add_secret(form.trim_matches(['\r', '\n', ' ']));
        }
    }

    /// Sets the minimum length of a secret, and removes shorter ones.
    pub fn set_minimum_length(&mut self, length: i64) -> MinimumLength {
        let clamped = length.min(LONGEST_MINIMUM);
        self.minimum_length = usize::try_from(clamped).unwrap_or(0);
        let minimum = self.minimum_length;
        self.literals
            .retain(|literal| literal.encode_utf16().count() >= minimum);
        if clamped == length {
            MinimumLength::Accepted
        } else {
            MinimumLength::Clamped
        }
    }

    /// Masks a text. Overlapping and adjacent secrets become one `***`.
    pub fn mask(&self, text: &str) -> String {
        let mut hits = Vec::new();
        for literal in &self.literals {
            find_all(text, literal, &mut hits);
        }
        find_url_passwords(text, &mut hits);
        if hits.is_empty() {
            return text.to_owned();
        }
        hits.sort_unstable_by_key(|hit| hit.start);
        let mut result = String::with_capacity(text.len());
        let mut end = 0;
        let mut first = true;
        for hit in hits {
            if first || hit.start > end {
                result.push_str(&text[end..hit.start]);
                result.push_str(MASK);
                first = false;
            }
            end = end.max(hit.end);
        }
        result.push_str(&text[end..]);
        result
    }

    /// Adds one text.
    fn add_literal(&mut self, literal: &str) {
        if !literal.is_empty() && literal.encode_utf16().count() >= self.minimum_length {
            self.literals.insert(literal.to_owned());
        }
    }
}

/// Finds every occurrence of a literal, overlapping ones included.
fn find_all(text: &str, literal: &str, hits: &mut Vec<Range<usize>>) {
    let step = literal.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(literal)) {
        let start = from + found;
        hits.push(start..start + literal.len());
        from = start + step;
    }
}

/// Finds passwords in URLs: the text between `//user:` and `@`.
fn find_url_passwords(text: &str, hits: &mut Vec<Range<usize>>) {
    for (slashes, _) in text.match_indices("//") {
        let user = slashes + 2;
        let user_end = run_end(text, user, &[':', '/', '?', '#', '\n']);
        if user_end == user || !text[user_end..].starts_with(':') {
            continue;
        }
        let password = user_end + 1;
        let password_end = run_end(text, password, &[':', '/', '?', '#', '@', '\n']);
        if password_end > password && text[password_end..].starts_with('@') {
            hits.push(password..password_end);
        }
    }
}

/// Returns the end of the run of characters that are not in `stop`.
fn run_end(text: &str, start: usize, stop: &[char]) -> usize {
    text[start..]
        .find(stop)
        .map_or(text.len(), |length| start + length)
}

/// The text that replaces a secret.
const MASK: &str = "***";
/// The highest minimum length that the agent accepts.
const LONGEST_MINIMUM: i64 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn masker(secrets: &[&str]) -> Masker {
        let mut masker = Masker::new();
        for secret in secrets {
            masker.add_secret(secret);
        }
        masker
    }

    #[test]
    fn text_is_masked_like_the_agent() {
        let cases: [(&[&str], &str, &str); 15] = [
            (&["def"], "abcdefgdef", "abc***g***"),
            (&["abc"], "abcabcdef", "***def"),
            (&["def", "bcd"], "abcdefg", "a***g"),
            (&["efg", "bcd"], "abcdefgh", "a***h"),
            (&["aa"], "baaab", "b***b"),
            (&["abc"], "ABC", "ABC"),
            (&[" "], "a b", "a***b"),
            (
                &[],
                "https://user:pass@example.com",
                "https://user:***@example.com",
            ),
            (
                &[],
                "https://simpledomain@example.com",
                "https://simpledomain@example.com",
            ),
            (
                &[],
                "https://url.com:443/~user/foo=bar+42-18?what=this.is.an.example....~~many@&param=value",
                "https://url.com:443/~user/foo=bar+42-18?what=this.is.an.example....~~many@&param=value",
            ),
            (&["abc\\\\def\\'\\\"ghi\\t"], "abc\\def'\"ghi\t", "***"),
            (&["hello world"], "hello%20world", "***"),
            (&["q\"\r\n"], "q\\\"\\r\\n", "***"),
            (&["sekret-é"], "x sekret-é y", "x *** y"),
            (&["abc"], "", ""),
        ];
        for (secrets, text, expected) in cases {
            assert_eq!(
                masker(secrets).mask(text),
                expected,
                "{secrets:?} in {text}"
            );
        }
    }

    #[test]
    fn secret_shorter_than_the_minimum_is_not_masked() {
        let mut six = Masker::new();
        assert_eq!(six.set_minimum_length(6), MinimumLength::Accepted);
        six.add_secret("12345");
        assert_eq!(six.mask("1234567"), "1234567");
        six.add_secret("123456");
        assert_eq!(six.mask("1234567"), "***7");

        let mut three = masker(&["bc", "defg", "h12"]);
        assert_eq!(three.set_minimum_length(3), MinimumLength::Accepted);
        assert_eq!(three.mask("abcdefgh123"), "abc***3");

        let mut clamped = masker(&["123456"]);
        assert_eq!(clamped.set_minimum_length(7), MinimumLength::Clamped);
        assert_eq!(clamped.mask("123456"), "***");

        let mut negative = masker(&["1"]);
        assert_eq!(negative.set_minimum_length(-3), MinimumLength::Accepted);
        assert_eq!(negative.mask("1"), "***");
    }

    #[test]
    fn job_secret_is_masked_in_base64_and_a_runtime_secret_is_not() {
        let secret = "sekret-0123456789";
        let base64 = STANDARD.encode(secret);
        assert_eq!(masker(&[secret]).mask(&base64), base64);
        let mut job = Masker::new();
        job.add_job_secret(secret);
        assert_eq!(job.mask(&base64), "***");
        let basic = STANDARD.encode(format!(":{secret}"));
        assert_eq!(job.mask(&basic), basic, "another alignment is not known");
    }

    #[test]
    fn job_secret_is_masked_escaped_unquoted_and_trimmed() {
        let mut job = Masker::new();
        job.add_job_secret("'50%\nsekret'");
        for form in [
            "'50%\nsekret'",
            "50%\nsekret",
            "50%AZP25%0Asekret",
            "50%%0Asekret",
        ] {
            assert!(
                job.mask(form).ends_with("***"),
                "{form}: {}",
                job.mask(form)
            );
            assert!(!job.mask(form).contains("sekret"), "{form}");
        }
        let mut blank = Masker::new();
        blank.add_job_secret("  ");
        assert_eq!(blank.mask("a  b"), "a  b");
    }
}
