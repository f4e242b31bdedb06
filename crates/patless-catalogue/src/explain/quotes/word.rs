//! Reads one word from a text: quoted, or up to a character that ends it.

/// One value in a text, and the text after it.
pub(super) struct Word<'a> {
    pub(super) value: &'a str,
    pub(super) after: &'a str,
    pub(super) is_quoted: bool,
}

impl<'a> Word<'a> {
    /// Reads the rest of a line.
    pub(super) fn line(text: &'a str) -> Self {
        let text = text.trim_start_matches([' ', ':', '=']);
        let end = text.find('\n').unwrap_or(text.len());
        let (value, after) = text.split_at(end);
        Self {
            value: value.trim_end(),
            after,
            is_quoted: false,
        }
    }

    /// Returns whether a name may continue after the value: names can contain spaces, apostrophes and brackets.
    pub(super) fn may_be_cut(&self) -> bool {
        let names = ["sc://", "p://"];
        let is_name = names.iter().any(|scheme| self.value.starts_with(scheme));
        let ends = self.after.is_empty() || self.after.starts_with(['\n', '"', '<', '>', '|']);
        is_name && !self.is_quoted && !ends
    }
}

/// Reads one value: the text in quotes or, without quotes, the text before one of `ends`.
pub(super) fn word<'a>(text: &'a str, ends: &[char]) -> Word<'a> {
    let rest = text.trim_start_matches([' ', ':', '=', '\n', '(', '[']);
    // `"subject": "x"` and `subject': 'x'`: the first quote belongs to the key.
    let unquoted = rest.trim_start_matches(['"', '\'']);
    let rest = if unquoted.starts_with([':', '=']) {
        unquoted.trim_start_matches([' ', ':', '=', '['])
    } else {
        rest
    };
    let quote = rest.chars().next().filter(|c| ['"', '\'', '`'].contains(c));
    let Some(quote) = quote else {
        let end = rest.find(ends).unwrap_or(rest.len());
        let (value, after) = rest.split_at(end);
        return Word {
            value,
            after,
            is_quoted: false,
        };
    };
    let inner = &rest[1..];
    let mut closing = inner.match_indices(quote).map(|(end, _)| end);
    // A name may contain an apostrophe. A closing quote is not followed by a letter.
    let end = closing.find(|end| !inner[end + 1..].starts_with(char::is_alphanumeric));
    let (value, after) = inner.split_at(end.unwrap_or(0));
    Word {
        value,
        after,
        is_quoted: true,
    }
}
