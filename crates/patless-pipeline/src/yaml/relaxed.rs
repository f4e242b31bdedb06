//! Takes quoted text whose further lines are not indented, which the parser refuses and the service takes.
//!
//! YAML wants further lines deeper than the key. The service's parser does not look, like the other ones that come from
//! libyaml. Blanks before such a line mean nothing, so they can be put there.

/// Indents the further lines of the quoted text that begins at a character. None: there is none, or it has one line only.
pub(super) fn indented(text: &str, at: usize, column: usize) -> Option<String> {
    let begin = text.char_indices().nth(at)?.0;
    let (before, scalar) = text.split_at_checked(begin)?;
    let quote = scalar
        .chars()
        .next()
        .filter(|it| matches!(it, '\'' | '"'))?;
    let blanks = " ".repeat(column + 1);
    let mut out = String::with_capacity(text.len() + 256);
    out.push_str(before);
    out.push(quote);
    let mut is_changed = false;
    let mut rest = scalar.get(1..)?.char_indices().peekable();
    while let Some((index, it)) = rest.next() {
        out.push(it);
        match it {
            '\\' if quote == '"' => {
                // A quote behind it does not end the text.
                if let Some((_, escaped)) = rest.next_if(|(_, it)| matches!(it, '"' | '\\')) {
                    out.push(escaped);
                }
            }
            '\n' => {
                out.push_str(&blanks);
                is_changed = true;
            }
            it if it == quote => {
                let is_doubled = quote == '\'' && rest.peek().is_some_and(|(_, it)| *it == quote);
                if is_doubled {
                    out.extend(rest.next().map(|(_, it)| it));
                    continue;
                }
                out.push_str(scalar.get(index + 2..)?);
                return is_changed.then_some(out);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_of_quoted_text_are_indented() {
        for (text, at, expected) in [
            ("a: 'b\nc'\nd: e", 3, Some("a: 'b\n  c'\nd: e")),
            ("a: 'b''\nc'", 3, Some("a: 'b''\n  c'")),
            ("a: \"b\\\"\nc\"\n", 3, Some("a: \"b\\\"\n  c\"\n")),
            ("a: 'b'\nc: d", 3, None),
            ("a: 'b\nc", 3, None),
            ("a: b", 3, None),
            ("a: 'b", 9, None),
            ("ä: 'ö\nü'", 3, Some("ä: 'ö\n  ü'")),
        ] {
            let found = indented(text, at, 1);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
