//! Regular expressions of the rules: over bytes, ASCII classes, `^` and `$` at lines, built when first used.

/// Declares a static regular expression. Case counts, unless it begins with `(?i)`.
macro_rules! pattern {
    ($(#[$doc:meta])* $name:ident, $text:expr) => {
        $(#[$doc])*
        static $name: std::sync::LazyLock<regex::bytes::Regex> = std::sync::LazyLock::new(|| $crate::pattern::build($text));
    };
}
pub(crate) use pattern;

/// Builds a pattern of this crate.
#[expect(
    clippy::expect_used,
    reason = "patterns are constants of this crate, and a test builds every one"
)]
pub(crate) fn build(text: &str) -> regex::bytes::Regex {
    regex::bytes::RegexBuilder::new(text)
        .unicode(false)
        .multi_line(true)
        .build()
        .expect("a pattern of this crate is valid")
}
