//! Removes the tags of web pages.

use std::borrow::Cow;

/// Removes tags that structure or decorate a text: the text of a paragraph ends its line, the text of `<b>` goes on.
///
/// Other words in angle brackets stay, such as `<token-identified principal>`, and so do `<html>` and `<title>`, by which
/// a page is recognized.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut clear = String::new();
    let mut addresses = String::new();
    let mut done = 0;
    for (start, _) in text.match_indices('<') {
        let Some((length, is_block)) = tag(&text[start..]) else {
            continue;
        };
        clear.push_str(&text[done..start]);
        done = start + length;
        // Pages often break the line in their own text as well.
        if is_block && !text[done..].starts_with('\n') {
            clear.push('\n');
        }
        if let Some(address) = address(&text[start..done]) {
            addresses.push('\n');
            addresses.push_str(address);
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    clear.push_str(&text[done..]);
    clear.push_str(&addresses);
    Cow::Owned(clear)
}

/// Reads the tag at the beginning of a text: its length, and whether it ends a line.
fn tag(text: &str) -> Option<(usize, bool)> {
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, rest) = inner.split_at(end);
    if name.len() > LONGEST_NAME || !rest.starts_with(['>', ' ', '/', '\n', '\t']) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let is_block = BLOCKS.contains(&name.as_str());
    if !is_block && !WORDS.contains(&name.as_str()) {
        return None;
    }
    // A tag holds no other. This also limits the search.
    let end = rest
        .find(['>', '<'])
        .filter(|end| rest[*end..].starts_with('>'))?;
    let attributes = &rest[..end].trim_end_matches('/');
    let is_tag = attributes.trim().is_empty() || attributes.contains('=');
    is_tag.then_some((text.len() - rest.len() + end + 1, is_block))
}

/// Reads the address to which a tag links.
fn address(tag: &str) -> Option<&str> {
    let (_, after) = tag.split_once("href=")?;
    let after = after.trim_start_matches(['"', '\'']);
    let address = after.split(['"', '\'', ' ', '>']).next()?;
    address.starts_with("http").then_some(address)
}

/// Tags within a line.
const WORDS: &[&str] = &[
    "a", "b", "code", "em", "font", "i", "kbd", "mark", "s", "small", "span", "strong", "sub",
    "sup", "tt", "u", "wbr",
];

/// Tags that end a line.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The longest name of a tag.
const LONGEST_NAME: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_removed() {
        for (text, clear) in [
            ("<p>AADSTS<b>7000</b>229<br/>x</p>", "\nAADSTS7000229\nx\n"),
            ("no <SPAN class=\"x\">ref</SPAN>er<wbr>ence", "no reference"),
            (
                "the <a href=\"https://x/y\">page</a>.",
                "the page.\nhttps://x/y",
            ),
        ] {
            assert_eq!(without_tags(text), clear, "{text}");
        }
    }

    #[test]
    fn other_words_in_angle_brackets_stay() {
        for text in [
            "user '<token-identified principal>'",
            "<html><title>x</title>",
            "a < b > c",
            "<your-tenant> <a-b> <b and c>",
            "<p <p <p",
            "<",
            "</",
            "List<string>",
        ] {
            assert_eq!(without_tags(text), text);
        }
    }
}
