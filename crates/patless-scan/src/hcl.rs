//! Reads the attributes of Terraform's files, with the blocks that they are in.

use std::ops::Range;

/// A block that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block<'t> {
    /// What stands before its brace: `provider "azuredevops"`, `auth_personal`.
    pub(crate) header: &'t str,
    /// Where its brace is: no two blocks have the same.
    pub(crate) start: usize,
}

/// One attribute: `name = value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    /// Its name.
    pub(crate) name: &'t str,
    /// All of it.
    pub(crate) at: Range<usize>,
    /// Its value. Of one that goes over several lines: the first.
    pub(crate) value: Range<usize>,
}

impl Block<'_> {
    /// Tells whether the header has these words, in quotes or not: `["provider", "azuredevops"]`.
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        let mut header = self.header.split_whitespace();
        words.iter().all(|word| {
            header
                .next()
                .is_some_and(|other| other.trim_matches('"') == *word)
        })
    }
}

/// Calls `visit` with every attribute, and the blocks around it from the outside.
pub(crate) fn each_attribute<'t>(
    text: &'t str,
    mut visit: impl FnMut(&[Block<'t>], Attribute<'t>),
) {
    let bytes = text.as_bytes();
    let mut blocks: Vec<Block<'t>> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let rest = bytes.get(at..).unwrap_or_default();
        match byte {
            b'"' => {
                at = after_string(bytes, at);
                continue;
            }
            b'{' => {
                let header = text.get(start..at).unwrap_or_default().trim();
                blocks.push(Block { header, start: at });
                start = at + 1;
            }
            b'}' => {
                if let Some(found) = attribute(text, start..at) {
                    visit(&blocks, found);
                }
                blocks.pop();
                start = at + 1;
            }
            b'\n' => {
                if let Some(found) = attribute(text, start..at) {
                    visit(&blocks, found);
                }
                start = at + 1;
            }
            b'#' | b'/' if byte == b'#' || rest.starts_with(b"//") => {
                if let Some(found) = attribute(text, start..at) {
                    visit(&blocks, found);
                }
                at = end_of_line(bytes, at);
                start = at;
                continue;
            }
            b'/' if rest.starts_with(b"/*") => {
                at = text
                    .get(at + 2..)
                    .and_then(|rest| rest.find("*/"))
                    .map_or(text.len(), |end| at + end + 4);
                start = at;
                continue;
            }
            b'<' if rest.starts_with(b"<<") => {
                at = after_heredoc(text, at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    if let Some(found) = attribute(text, start..text.len()) {
        visit(&blocks, found);
    }
}

fn attribute(text: &str, at: Range<usize>) -> Option<Attribute<'_>> {
    let statement = text.get(at.clone())?;
    let (name, value) = statement.split_once('=')?;
    let trimmed = name.trim();
    let named = !trimmed.is_empty()
        && trimmed
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-\"".contains(&byte));
    let value = value.trim();
    if !named || value.is_empty() || value.starts_with(['=', '>']) {
        return None;
    }
    let start = at.start + (statement.len() - statement.trim_start().len());
    let end = at.start + statement.trim_end().len();
    Some(Attribute {
        name: trimmed.trim_matches('"'),
        at: start..end,
        value: end - value.len()..end,
    })
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let newline = rest.iter().position(|byte| *byte == b'\n');
    newline.map_or(bytes.len(), |newline| at + newline)
}

/// A string ends with its quote, at the latest with its line.
fn after_string(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'\\' => end += 1,
            b'"' => return end + 1,
            b'\n' => return end,
            _ => {}
        }
        end += 1;
    }
    bytes.len()
}

/// Returns the end of a heredoc's last line, or of its first two bytes if it is none.
fn after_heredoc(text: &str, at: usize) -> usize {
    let word = text.get(at + 2..).unwrap_or_default();
    let word = word.strip_prefix('-').unwrap_or(word);
    let length = word.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let marker = word.get(..length).unwrap_or_default();
    if marker.is_empty() {
        return at + 2;
    }
    let mut line = end_of_line(text.as_bytes(), at);
    while line < text.len() {
        let end = end_of_line(text.as_bytes(), line + 1);
        if text
            .get(line + 1..end)
            .is_some_and(|text| text.trim() == marker)
        {
            return end;
        }
        line = end;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_know_their_blocks_and_comments_are_none() {
        let text = "provider \"azuredevops\" { # a { brace\n  a = \"x } y\" // b\n  # c = 1\n  auth_personal { d = var.e }\n  f = <<-EOT\n    g = 1\n  EOT\n}\n/* h = 1\n*/\ni = { j = 2 }\nk == l\n";

        let mut found = Vec::new();
        each_attribute(text, |blocks, attribute| {
            let path: Vec<_> = blocks.iter().map(|block| block.header).collect();
            found.push((path.join(" > "), attribute.name, &text[attribute.value]));
        });

        assert_eq!(
            found,
            [
                ("provider \"azuredevops\"".to_owned(), "a", "\"x } y\""),
                (
                    "provider \"azuredevops\" > auth_personal".to_owned(),
                    "d",
                    "var.e"
                ),
                (
                    "provider \"azuredevops\"".to_owned(),
                    "f",
                    "<<-EOT\n    g = 1\n  EOT"
                ),
                ("i =".to_owned(), "j", "2"),
            ]
        );
    }

    #[test]
    fn what_is_never_closed_ends_with_the_text() {
        for part in ["{", "}", "<<A\n", "/*", "\"", "a = {\n", "<<"] {
            each_attribute(&part.repeat(20_000), |_, _| {});
        }
    }
}
