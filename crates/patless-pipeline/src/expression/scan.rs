//! Finds expressions in text.

use super::error::ExpressionError;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Text that stays as it is. Never empty.
    Text(Piece<'a>),
    /// What stands between `${{` and `}}`, with the white space around it.
    Expression(Piece<'a>),
}

/// Text, and where it stands in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it begins, in bytes. What [`ExpressionError::at`] counts from.
    pub at: usize,
    /// The text.
    pub text: &'a str,
}

/// Cuts a text into literal text and the expressions between `${{` and `}}`. `}}` in quotes ends none.
///
/// # Errors
/// A `${{` that is not closed, with its place in the text.
pub(crate) fn scan(text: &str) -> Result<Vec<Part<'_>>, ExpressionError> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(before) = rest.find(OPENING) else {
            break;
        };
        if let Some(text) = rest.get(..before).filter(|it| !it.is_empty()) {
            parts.push(Part::Text(Piece { at, text }));
        }
        let opening = at + before;
        let begin = opening + OPENING.len();
        let inner = text.get(begin..).unwrap_or_default();
        let length = end(inner).ok_or_else(|| {
            let error = ExpressionError::new(opening, "a ${{ is not closed");
            error.with_hint("close it with }}, or write ${{ '${{' }} to mean the text itself")
        })?;
        parts.push(Part::Expression(Piece {
            at: begin,
            text: inner.get(..length).unwrap_or_default(),
        }));
        at = begin + length + CLOSING.len();
    }
    if let Some(text) = text.get(at..).filter(|it| !it.is_empty()) {
        parts.push(Part::Text(Piece { at, text }));
    }
    Ok(parts)
}

/// Returns the expression of a value that is `$[ … ]` as a whole. None: it is ordinary text, also where `$[` stands inside
/// it, is not closed, or has a line break behind it (`ExpressionValue.IsExpression` of the service).
pub fn runtime(text: &str) -> Option<Piece<'_>> {
    let inner = text.strip_prefix("$[")?.strip_suffix(']')?;
    let is_empty = inner.is_empty();
    (!is_empty).then_some(Piece { at: 2, text: inner })
}

/// Returns whether a text has `${{`: once a file is expanded, what is left of a template, which has a fault of its own.
pub(crate) fn is_unexpanded(text: &str) -> bool {
    text.contains(OPENING)
}

/// Returns whether a text has a macro or a `$[ ]`, so that its value is known when a job runs.
pub(crate) fn is_of_run(text: &str) -> bool {
    text.contains("$(") || text.contains("$[")
}

/// Finds the `}}` that ends an expression.
fn end(inner: &str) -> Option<usize> {
    let mut in_quotes = false;
    let bytes = inner.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1)).enumerate();
    for (at, pair) in pairs {
        match pair {
            // A doubled quote ends the text and begins it again.
            (b'\'', _) => in_quotes = !in_quotes,
            (b'}', b'}') if !in_quotes => return Some(at),
            _ => {}
        }
    }
    None
}

const OPENING: &str = "${{";
const CLOSING: &str = "}}";

#[cfg(test)]
mod tests {
    use super::*;

    fn text(at: usize, text: &str) -> Part<'_> {
        Part::Text(Piece { at, text })
    }

    fn expression(at: usize, text: &str) -> Part<'_> {
        Part::Expression(Piece { at, text })
    }

    #[test]
    fn text_is_cut_at_its_expressions() {
        for (whole, parts) in [
            ("", vec![]),
            ("acme", vec![text(0, "acme")]),
            ("${{a}}", vec![expression(3, "a")]),
            (
                "x-${{ a }}-y",
                vec![text(0, "x-"), expression(5, " a "), text(10, "-y")],
            ),
            ("${{a}}${{b}}", vec![expression(3, "a"), expression(9, "b")]),
            ("${{ '}}' }}", vec![expression(3, " '}}' ")]),
            ("${{ 'it''s }}' }}", vec![expression(3, " 'it''s }}' ")]),
            ("${{ '${{' }}", vec![expression(3, " '${{' ")]),
            ("${{a}}}", vec![expression(3, "a"), text(6, "}")]),
            ("$(a) }} {{ $[b]", vec![text(0, "$(a) }} {{ $[b]")]),
            ("${{}}", vec![expression(3, "")]),
            ("ä${{ö}}", vec![text(0, "ä"), expression(5, "ö")]),
        ] {
            assert_eq!(scan(whole).as_deref(), Ok(&*parts), "{whole}");
        }
    }

    #[test]
    fn an_expression_that_is_not_closed_is_an_error_where_it_begins() {
        for (whole, at) in [
            ("${{", 0),
            ("a ${{ b }", 2),
            ("${{a}} ${{ 'b }}", 7),
            ("${{ a } }", 0),
        ] {
            assert_eq!(scan(whole).unwrap_err().at, at, "{whole}");
        }
    }

    #[test]
    fn only_a_whole_value_is_a_runtime_expression() {
        for (whole, found) in [
            ("$[a]", Some((2, "a"))),
            ("$[ a['b'] ]", Some((2, " a['b'] "))),
            ("$[ ]", Some((2, " "))),
            ("$[a]\n", None),
            (" $[a]", None),
            ("$[a] b", None),
            ("b $[a]", None),
            ("$[a", None),
            ("$[]", None),
            ("$(a)", None),
        ] {
            let piece = runtime(whole).map(|it| (it.at, it.text));
            assert_eq!(piece, found, "{whole}");
        }
    }
}
