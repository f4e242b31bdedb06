//! Removes the indentation of blocks of text in Markdown and YAML.

use super::lines::lines;
use super::markdown::is_fence;
use std::borrow::Cow;

/// Removes the indentation of a block of code in a list, and of a YAML block scalar (`error: >-`).
///
/// Other indentation stays: it says that a line does not continue the one before.
pub(super) fn without_indentation(text: &str) -> Cow<'_, str> {
    let mut block = Block::None;
    lines(text, |line| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if is_fence(line) {
            block = match block {
                Block::Code(_) => Block::None,
                _ => Block::Code(indent),
            };
            return Cow::Borrowed(line);
        }
        if let Block::Begins = block {
            block = Block::Scalar(indent);
        }
        let (Block::Code(own) | Block::Scalar(own)) = block else {
            if SCALARS.iter().any(|mark| line.ends_with(mark)) {
                block = Block::Begins;
            }
            return Cow::Borrowed(line);
        };
        if indent >= own && own > 0 {
            return Cow::Borrowed(&line[own..]);
        }
        if let Block::Scalar(_) = block
            && !line.trim().is_empty()
        {
            block = Block::None;
        }
        Cow::Borrowed(line)
    })
}

/// What kind of block a line is in, and its indentation.
#[derive(Clone, Copy)]
enum Block {
    None,
    /// The next line is the first of a scalar.
    Begins,
    Scalar(usize),
    Code(usize),
}

const SCALARS: &[&str] = &[": >", ": >-", ": |", ": |-"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lose_their_indentation() {
        for (text, clear) in [
            (
                "1. a\n   ```text\n   b\n     c\n   ```\n   d",
                "1. a\n   ```text\nb\n  c\n   ```\n   d",
            ),
            ("e: >-\n  a\n\n  b\nf: 1\n  g", "e: >-\na\n\nb\nf: 1\n  g"),
        ] {
            assert_eq!(without_indentation(text), clear, "{text}");
        }
    }

    #[test]
    fn other_indentation_stays() {
        for text in [
            "a\n  subject  x",
            "```\n  a\n```\n  b",
            "e: >-\nf",
            "  a\n  b",
        ] {
            assert_eq!(without_indentation(text), text);
        }
    }
}
