//! What ripgrep looks for: all that makes `patless scan` look at a file.
use patless_scan::RULES;

/// One pattern a line: the words of all rules, in which case does not count, and the two forms of a PAT.
///
/// `patless scan` also looks inside base64, checks checksums, reads YAML and tells what a variable holds. No pattern does.
pub(super) fn union() -> String {
    let words = RULES.iter().flat_map(|rule| rule.needles());
    let mut words: Vec<String> = words
        .map(|word| format!("(?i:{})", escaped(word)))
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
}
