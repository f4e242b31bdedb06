//! Which of some words was probably meant by a misspelled one.

/// Returns the candidate that differs least from `word`, if it differs little.
pub(super) fn closest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word: Vec<char> = simple(word).take(LENGTH + 1).collect();
    if word.is_empty() || word.len() > LENGTH {
        return None;
    }
    let allowed = (word.len() / 3).clamp(1, 3);
    let mut best = None;
    for candidate in candidates {
        let other: Vec<char> = simple(candidate).take(LENGTH + 1).collect();
        if other.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let distance = distance(&word, &other);
        if distance <= allowed && best.is_none_or(|(_, least)| distance < least) {
            best = Some((candidate, distance));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// The characters that count: not the case, and not what separates words.
fn simple(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|it| !matches!(it, '-' | '_' | ' '))
        .map(|it| it.to_ascii_lowercase())
}

/// How many characters have to be inserted, removed or replaced.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, a) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(right) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *cell;
            before = replaced.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The longest word that is compared.
const LENGTH: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_word_finds_what_was_meant() {
        let known = ["displayName", "dependsOn", "condition", "steps"];
        for (word, meant) in [
            ("displayname", Some("displayName")),
            ("display-name", Some("displayName")),
            ("dependOn", Some("dependsOn")),
            ("step", Some("steps")),
            ("conditon", Some("condition")),
            ("workspace", None),
            ("", None),
        ] {
            assert_eq!(closest(word, known), meant, "{word}");
        }
    }
}
