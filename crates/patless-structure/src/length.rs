//! How long a file is, without its tests.

/// The lines above the module of tests; all where there is none.
pub(crate) fn lines_above_tests(text: &str) -> usize {
    let lines: Vec<_> = text.lines().collect();
    let begins = |at: &usize| {
        let after = lines[at + 1..].iter();
        let item = after.copied().find(|line| !line.starts_with("#["));
        lines[*at] == "#[cfg(test)]"
            && item.is_some_and(|line| line.contains("mod ") && line.ends_with('{'))
    };
    (0..lines.len()).find(begins).unwrap_or(lines.len())
}

/// The most lines of a file above its tests.
pub(crate) const LONGEST: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_do_not_count() {
        let text =
            "one\n#[cfg(test)]\nfn two() {}\nthree\n#[cfg(test)]\npub(crate) mod tests {\n}\n";
        assert_eq!(lines_above_tests(text), 4);
    }

    #[test]
    fn file_without_tests_counts_whole() {
        assert_eq!(lines_above_tests("one\ntwo\n"), 2);
    }
}
