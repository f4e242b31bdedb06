//! Removes the links of Markdown.

use std::borrow::Cow;

/// Replaces `[text](address)` by its text, and adds the addresses at the end. GitHub makes links of numbers in copied logs,
/// even inside codes and ids.
pub(super) fn without_links(text: &str) -> Cow<'_, str> {
    if !text.contains("](") {
        return Cow::Borrowed(text);
    }
    let mut clear = String::with_capacity(text.len());
    let mut addresses = String::new();
    // Where the last bracket opened, in the text that is clear.
    let mut opened = None;
    let mut rest = text;
    while let Some(start) = rest.find(['[', ']', '\n']) {
        clear.push_str(&rest[..start]);
        let sign = rest.as_bytes()[start];
        rest = &rest[start..];
        if sign == b']'
            && let Some(from) = opened.take()
            && let Some(address) = address(&rest[1..])
        {
            clear.remove(from);
            addresses.push('\n');
            addresses.push_str(address);
            rest = &rest[address.len() + 3..];
            continue;
        }
        match sign {
            b'[' => opened = Some(clear.len()),
            _ => opened = None,
        }
        clear.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    clear.push_str(rest);
    clear.push_str(&addresses);
    Cow::Owned(clear)
}

/// Reads an address in parentheses.
fn address(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    let is_address = ["http://", "https://", "#", "/", "mailto:"];
    if !is_address.iter().any(|begin| inner.starts_with(begin)) {
        return None;
    }
    // Not past the next bracket, which also limits the search.
    let end = inner.find(|c: char| c.is_whitespace() || "()[]".contains(c))?;
    inner[end..].starts_with(')').then(|| &inner[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_replaced_by_their_text() {
        for (text, clear) in [
            ("[AADSTS1](https://x/y): a", "AADSTS1: a\nhttps://x/y"),
            (
                "AADSTS700[21](https://x/y#z:1)3",
                "AADSTS700213\nhttps://x/y#z:1",
            ),
            ("[a](#b) [[c](/d)]", "a [c]\n#b\n/d"),
        ] {
            assert_eq!(without_links(text), clear, "{text}");
        }
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "[resourceId('x')](y)",
            "a[0](1)",
            "[a]\n(https://x)",
            "](https://x)",
            "[x](https://a b)",
            "[##](https://[",
        ] {
            assert_eq!(without_links(text), text);
        }
    }
}
