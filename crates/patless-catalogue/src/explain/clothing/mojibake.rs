//! Restores characters that were read in a wrong encoding.

use std::borrow::Cow;

/// Restores characters of UTF-8 that a console read as code page 437, 850 or 1252. On Windows, the agent's log shows
/// Terraform's box so.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut clear = Cow::Borrowed(text);
    for (wrong, right) in WRONG {
        if clear.contains(wrong) {
            clear = Cow::Owned(clear.replace(wrong, right));
        }
    }
    clear
}

const WRONG: &[(&str, &str)] = &[
    ("Γöé", "│"),
    ("Ôöé", "│"),
    ("â”‚", "│"),
    ("Γò╖", "╷"),
    ("ÔòÀ", "╷"),
    ("â•·", "╷"),
    ("Γò╡", "╵"),
    ("ÔòÁ", "╵"),
    ("â•µ", "╵"),
    ("Γöâ", "┃"),
    ("ΓÇÖ", "'"),
    ("ΓÇÿ", "'"),
    ("ÔÇÖ", "'"),
    ("â€™", "'"),
    ("â€˜", "'"),
    ("ΓÇ£", "\""),
    ("ΓÇ¥", "\""),
    ("â€œ", "\""),
    ("â€\u{9d}", "\""),
    ("ΓÇª", "…"),
    ("â€¦", "…"),
    ("┬á", " "),
    ("Â\u{a0}", " "),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_restored() {
        let text = "Γò╖\nΓöé Error: ΓÇÖxΓÇÖ\nâ”‚ â€œxâ€\u{9d}Â\u{a0}x";
        assert_eq!(restored(text), "╷\n│ Error: 'x'\n│ \"x\" x");
    }

    #[test]
    fn names_stay() {
        for text in ["Γειά", "Ângela", "größe", "│ x"] {
            assert_eq!(restored(text), text);
        }
    }
}
