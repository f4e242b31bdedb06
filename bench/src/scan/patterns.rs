//! What ripgrep looks for: all that makes `patless scan` look at a file.
use patless_scan::RULES;

/// One pattern a line: the words of all rules, in which case does not count, and the two forms of a PAT.
///
/// `patless scan` also looks inside base64, checks checksums, reads YAML and tells what a variable holds. No pattern does.
pub(super) fn union() -> String {
    let words = RULES.iter().flat_map(|rule| rule.needles());
    let mut words: Vec<String> = words
        .map(|word| format!("(?i:{})", pattern(word)))
        .collect();
    words.sort();
    words.dedup();
    words.extend(LITERALS.map(str::to_owned));
    words.join("\n") + "\n"
}

/// Both forms.
const LITERALS: [&str; 2] = [
    "[0-9A-Za-z]{52}JQQJ99[A-Z][A-L][0-9A-Za-z]{16}AZDO[0-9A-Za-z]{4}",
    r"\b[2-7a-z]{52}\b",
];

/// A word at the start of a line cannot begin with the end of the line before: ripgrep reads a pattern a line, and lines one by one.
fn pattern(word: &str) -> String {
    match word.strip_prefix('\n') {
        Some(word) => format!("^{}", escaped(word)),
        None => escaped(word),
    }
}

fn escaped(word: &str) -> String {
    word.chars()
        .flat_map(|letter| {
            let special = letter.is_ascii_punctuation().then_some('\\');
            special.into_iter().chain([letter])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_rules_are_taken_literally() {
        assert_eq!(escaped("az devops-x"), r"az devops\-x");
        assert!(union().ends_with(&format!("{}\n", LITERALS.join("\n"))));
    }

    #[test]
    fn a_word_at_the_start_of_a_line_is_one_pattern() {
        assert_eq!(pattern("\narg "), "^arg ");
        for line in union().lines() {
            let whole = LITERALS.contains(&line) || line.starts_with("(?i:") && line.ends_with(')');
            assert!(whole, "{line}");
        }
    }
}
