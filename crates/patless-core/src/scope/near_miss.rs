//! Suggests the short name or resource that a misspelled scope was probably meant to be.

use super::short_names::SHORT_NAMES;

/// Finds the short name, or the resource behind one, that a text nearly is. `None` where nothing is near, or two are as near.
///
/// Only known names are returned: the text may be a secret in the wrong place.
pub(super) fn near_miss(text: &str) -> Option<&'static str> {
    let text = letters(text);
    let mut nearest: Option<(usize, &'static str)> = None;
    let mut is_ambiguous = false;
    for (spelling, meant) in candidates() {
        let Some(distance) = near(&text, &letters(spelling)) else {
            continue;
        };
        match nearest {
            Some((least, other)) if distance > least || meant == other => {}
            Some((least, _)) if distance == least => is_ambiguous = true,
            _ => {
                nearest = Some((distance, meant));
                is_ambiguous = false;
            }
        }
    }
    nearest.filter(|_| !is_ambiguous).map(|(_, meant)| meant)
}

/// What people write, and what they mean: short names, and resources without `https://`.
fn candidates() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHORT_NAMES.iter().flat_map(|short| {
        let host = short.resource.strip_prefix("https://");
        let name = (short.name, short.name);
        [Some(name), host.map(|host| (host, short.resource))]
            .into_iter()
            .flatten()
    })
}

/// Keeps letters and digits, in lower case: `azure-devops` is `azureDevOps`.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// How far a text is from a spelling. `None`: too far. A long part of the spelling is near as well: `devops`.
fn near(text: &str, spelling: &str) -> Option<usize> {
    if text.len() >= SHORTEST_PART && spelling.contains(text) {
        return Some(usize::from(text != spelling));
    }
    // Before it is compared: the work grows with both lengths.
    let most = if spelling.len() < 8 { 1 } else { 2 };
    if text.len().abs_diff(spelling.len()) > most {
        return None;
    }
    Some(distance(text, spelling)).filter(|&distance| distance <= most)
}

/// The length from which a part of a name stands for it.
const SHORTEST_PART: usize = 5;

/// Counts the letters to insert, remove or replace, and neighbors to swap, until one text is the other.
fn distance(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_name_is_guessed() {
        for (text, meant) in [
            ("azureDevops2", "azureDevOps"),
            ("azure-devops", "azureDevOps"),
            ("azrueDevOps", "azureDevOps"),
            ("devops", "azureDevOps"),
            ("keyvualt", "keyVault"),
            ("grpah", "graph"),
            ("cosmosDB2", "cosmosDb"),
            ("azureResourceManger", "azureResourceManager"),
            ("management.azure.com", "https://management.azure.com"),
            ("graph.microsoft.com", "https://graph.microsoft.com"),
        ] {
            assert_eq!(near_miss(text), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_is_near_nothing_or_near_two_is_not_guessed() {
        for text in [
            "", "x", "arm", "github", "renovate", "azure", "database", "$(scope)", "ä",
        ] {
            assert_eq!(near_miss(text), None, "{text}");
        }
    }

    #[test]
    fn the_distance_counts_letters_and_swaps() {
        for (one, other, count) in [("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3)] {
            assert_eq!(distance(one, other), count);
            assert_eq!(distance(other, one), count);
        }
    }
}
