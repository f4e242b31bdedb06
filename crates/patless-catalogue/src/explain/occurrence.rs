//! Decides which lines of a long text belong to which of its errors.

use super::observed::observed;
use crate::cause::Cause;
use crate::find::{self, Found};
use crate::label::{Label, is_code};

/// Removes the text that follows the codes of other errors, so that their values are not shown for this error.
///
/// Several Entra codes on one line belong to one error. `None` if there is nothing to remove.
pub(super) fn without_others(text: &str, label: &Label) -> Option<String> {
    let mut cut = false;
    let mut kept = Vec::new();
    for line in text.split('\n') {
        let is_own = codes_of(line).any(|(_, code)| code == *label);
        let mut others = codes_of(line).filter(|(_, code)| code != label);
        let other = others.find(|(_, code)| !(is_own && matches!(code, Label::Aadsts(_))));
        cut |= other.is_some();
        kept.push(other.map_or(line, |(start, _)| &line[..start]));
    }
    cut.then(|| kept.join("\n"))
}

/// Keeps one cause for each occurrence of a code: either the special case or the general one.
pub(super) fn classified(text: &str, mut others: Vec<Found>) -> Vec<Found> {
    let mut seen: Vec<(Label, Cause)> = Vec::new();
    for line in text.split('\n').rev() {
        for (start, code) in codes_of(line) {
            let is_of_code = |found: &Found| found.label.as_ref() == Some(&code);
            if seen.len() == MOST_OCCURRENCES || !others.iter().any(is_of_code) {
                continue;
            }
            let end = line.floor_char_boundary(start + WINDOW_BYTES);
            let found = find::in_text(&observed(&line[start..end], None));
            let found = found.iter().map(|candidate| &candidate.found);
            let cause = found.filter(|it| is_of_code(it)).map(|it| it.cause).next();
            seen.extend(cause.map(|cause| (code, cause)));
        }
    }
    let mut labels = Vec::new();
    others.retain(|found| {
        let of_label = seen
            .iter()
            .filter(|(code, _)| found.label.as_ref() == Some(code));
        let mut of_label = of_label.peekable();
        let is_meant = match of_label.peek() {
            Some(_) => of_label.any(|(_, cause)| *cause == found.cause),
            // Split across lines: keep the most certain cause.
            None => !labels.contains(&found.label),
        };
        labels.push(found.label.clone());
        is_meant
    });
    others
}

/// The codes in a line, with their positions.
fn codes_of(line: &str) -> impl Iterator<Item = (usize, Label)> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.scan(0, |next, word| {
        let start = *next;
        // The separator may be longer than one byte.
        let end = start + word.len();
        *next = end + line[end..].chars().next().map_or(0, char::len_utf8);
        Some((start, word))
    });
    words
        .filter(|(_, word)| (6..=16).contains(&word.len()))
        .filter_map(|(start, word)| {
            let code = word.to_ascii_uppercase();
            if let Some(number) = code.strip_prefix("AADSTS") {
                return Some((start, Label::Aadsts(number.parse().ok()?)));
            }
            let is_one = (code.starts_with("TF") || code.starts_with("VS")) && is_code(&code);
            is_one.then_some((start, Label::AzureDevOps(code)))
        })
}

/// The most occurrences of codes that are examined one by one. In a log, the last ones matter.
const MOST_OCCURRENCES: usize = 50;

/// How much text after a code is examined, in bytes. This limits the cost of a very long line.
const WINDOW_BYTES: usize = 1_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_after_another_code_is_removed() {
        let text = "ö AADSTS1: a AADSTS2: b TF400813: c\nAADSTS2: d\nx tf400813: e\nf";
        let kept = without_others(text, &Label::Aadsts(1)).unwrap();
        assert_eq!(kept, "ö AADSTS1: a AADSTS2: b \n\nx \nf");
        assert_eq!(without_others("AADSTS1: a\nb", &Label::Aadsts(1)), None);
    }
}
