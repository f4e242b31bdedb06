//! Writes asterisks over PATs.

use std::borrow::Cow;

use super::find::find;

/// Returns a text with asterisks over each PAT of Azure DevOps in it, of both forms, also in base64. Every other byte stays.
///
/// Whatever comes out of a scanned file goes through this before anybody sees it: lines, edits, names of files.
///
/// ```
/// assert_eq!(patless_scan::redact("echo $(PAT)"), "echo $(PAT)");
/// ```
pub fn redact(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut redacted = String::with_capacity(text.len());
    let mut done = 0;
    for literal in found {
        redacted.push_str(text.get(done..literal.at.start).unwrap_or_default());
        redacted.extend(std::iter::repeat_n('*', literal.at.len()));
        done = literal.at.end;
    }
    redacted.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(redacted)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use proptest::prelude::*;

    use super::super::made;
    use super::*;

    #[test]
    fn a_pat_becomes_asterisks_of_its_length() {
        let text = format!("ä token: {} # x", made::long(2));

        assert_eq!(redact(&text), format!("ä token: {} # x", "*".repeat(84)));
    }

    proptest! {
        #[test]
        fn neither_a_pat_nor_its_base64_is_left(seed: u64, user in "[ -~]{0,9}", around in ".*") {
            for pat in [made::long(seed), made::short(seed)] {
                let encoded = BASE64_STANDARD.encode(format!("{user}:{pat}"));
                let text = format!("{around} {pat} {around}={encoded} {around}");

                let redacted = redact(&text);

                prop_assert!(!redacted.contains(&pat[..12]));
                // Its core, without the letters that it shares with others.
                prop_assert!(!redacted.contains(&encoded[encoded.len() - 60..encoded.len() - 40]));
                prop_assert_eq!(redacted.len(), text.len());
                prop_assert_eq!(redact(&redacted), redacted.as_ref());
            }
        }
    }
}
