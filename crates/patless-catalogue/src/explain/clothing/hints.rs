//! Removes the hints of our own reports.

use std::borrow::Cow;

/// Removes the hints of our own reports, which mention other failures, up to the address of a section.
pub(super) fn without_hints(text: &str) -> Cow<'_, str> {
    if !text.contains(HINT) && !text.contains(SECTION) {
        return Cow::Borrowed(text);
    }
    let mut kept = Vec::new();
    let mut in_hint = false;
    for line in text.split('\n') {
        let ends = line.starts_with("more: ") && line.contains(SECTION);
        in_hint |= line.starts_with(HINT);
        if !in_hint && !ends {
            kept.push(line);
        }
        in_hint &= !ends;
    }
    Cow::Owned(kept.join("\n"))
}

const HINT: &str = "hint: ";

const SECTION: &str = "docs/TROUBLESHOOTING.md#";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_end_at_the_address_of_a_section() {
        let text = "a\nhint: b\n  c\nretry: no\nmore: docs/TROUBLESHOOTING.md#d\ne";
        assert_eq!(without_hints(text), "a\ne");
        assert_eq!(without_hints("a\n hint: b"), "a\n hint: b");
    }
}
