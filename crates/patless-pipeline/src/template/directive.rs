//! Reads keys such as `${{ if … }}`.

use crate::expression::{ExpressionError, Part, Piece, is_unexpanded, scan};

/// What a key does instead of being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directive<'k> {
    /// `if`, with its condition.
    If(Piece<'k>),
    /// `elseif`, with its condition.
    ElseIf(Piece<'k>),
    /// `else`.
    Else,
    /// `each NAME in LIST`.
    Each {
        /// What each item is called.
        name: &'k str,
        /// The expression of the list or mapping.
        list: Piece<'k>,
    },
    /// `insert`.
    Insert,
}

/// Reads a key. None: it is an ordinary one, though it may have expressions.
///
/// # Errors
/// It is a directive, and not a whole one. The place counts from the begin of `key`.
pub(super) fn directive(key: &str) -> Result<Option<Directive<'_>>, ExpressionError> {
    if !is_unexpanded(key) {
        return Ok(None);
    }
    // What `scan` refuses is a fault of the key as a text.
    let Some(piece) = scan(key).ok().as_deref().and_then(whole) else {
        return Ok(None);
    };
    let piece = trimmed(piece);
    let word = first_word(piece.text);
    let rest = after(piece, word);
    let is_alone = rest.text.trim().is_empty();
    let needs = |what: &str| {
        let message = format!("the directive {word} needs {what}");
        Err(ExpressionError::new(piece.at, message))
    };
    let directive = match word {
        "if" | "elseif" if is_alone => return needs("a condition"),
        "if" => Directive::If(rest),
        "elseif" => Directive::ElseIf(rest),
        "else" if is_alone => Directive::Else,
        "else" => {
            let error = ExpressionError::new(rest.at, "the directive else has no condition");
            return Err(error.with_hint("write elseif for one with a condition"));
        }
        "elif" | "elsif" | "elseIf" => {
            let error = ExpressionError::new(piece.at, format!("there is no directive {word}"));
            return Err(error.with_hint("write elseif"));
        }
        "insert" if is_alone => Directive::Insert,
        "each" => {
            let name = first_word(rest.text);
            let behind = after(rest, name);
            let list = after(behind, "in");
            let is_whole = first_word(behind.text) == "in" && !list.text.trim().is_empty();
            if name.is_empty() || !is_whole {
                return needs("NAME in LIST, such as: each job in parameters.jobs");
            }
            if !is_name(name) {
                let message = "the name of an each has letters, digits and _ only";
                return Err(ExpressionError::new(rest.at, message));
            }
            Directive::Each { name, list }
        }
        _ => return Ok(None),
    };
    Ok(Some(directive))
}

/// Returns the word of a directive with which an expression begins, though it is no key.
pub(super) fn stray(expression: &str) -> Option<&str> {
    let word = first_word(expression);
    let rest = expression.trim_start().get(word.len()..).unwrap_or("");
    let is_alone = rest.trim().is_empty();
    let is_word = match word {
        "else" | "insert" => is_alone,
        "if" | "elseif" | "each" => !is_alone && rest.starts_with(char::is_whitespace),
        _ => false,
    };
    is_word.then_some(word)
}

/// Returns the one expression that a text is as a whole.
pub(super) fn whole<'k>(parts: &[Part<'k>]) -> Option<Piece<'k>> {
    match parts {
        [Part::Expression(piece)] => Some(*piece),
        _ => None,
    }
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|it: char| it.is_whitespace() || it == '(');
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// Returns what is behind the first word.
fn after<'k>(piece: Piece<'k>, word: &str) -> Piece<'k> {
    let blank = piece.text.len() - piece.text.trim_start().len();
    let begin = (blank + word.len()).min(piece.text.len());
    trimmed(Piece {
        at: piece.at + begin,
        text: piece.text.get(begin..).unwrap_or(""),
    })
}

/// Leaves out what is blank at the left, so that a fault stands at the first word.
fn trimmed(piece: Piece<'_>) -> Piece<'_> {
    let text = piece.text.trim_start();
    Piece {
        at: piece.at + piece.text.len() - text.len(),
        text,
    }
}

fn is_name(text: &str) -> bool {
    let is_start = |it: char| it.is_ascii_alphabetic() || it == '_';
    text.starts_with(is_start)
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_its_directive() {
        let shown = |key: &str| match directive(key) {
            Ok(None) => String::from("none"),
            Ok(Some(Directive::If(it))) => format!("if {} {}", it.at, it.text.trim()),
            Ok(Some(Directive::ElseIf(it))) => format!("elseif {}", it.text.trim()),
            Ok(Some(Directive::Else)) => String::from("else"),
            Ok(Some(Directive::Insert)) => String::from("insert"),
            Ok(Some(Directive::Each { name, list })) => {
                format!("each {name}: {}", list.text.trim())
            }
            Err(error) => format!("{} {}", error.at, error.message),
        };
        let cases = [
            ("steps", "none"),
            ("${{ if eq(1, 1) }}", "if 7 eq(1, 1)"),
            ("${{if(true)}}", "if 5 (true)"),
            ("${{ elseif x }}", "elseif x"),
            ("${{ else }}", "else"),
            ("${{insert}}", "insert"),
            (
                "${{ each job in parameters.jobs }}",
                "each job: parameters.jobs",
            ),
            (
                "${{ each  a_1  in  split('a in b', ' ') }}",
                "each a_1: split('a in b', ' ')",
            ),
            ("${{ ifx }}", "none"),
            ("${{ parameters.if }}", "none"),
            ("a${{ if x }}", "none"),
            ("${{ if x", "none"),
            ("${{ if }}", "4 the directive if needs a condition"),
            ("${{ else if x }}", "9 the directive else has no condition"),
            ("${{ elif x }}", "4 there is no directive elif"),
            (
                "${{ each x of y }}",
                "4 the directive each needs NAME in LIST, such as: each job in parameters.jobs",
            ),
            (
                "${{ each 1 in y }}",
                "9 the name of an each has letters, digits and _ only",
            ),
        ];
        for (key, expected) in cases {
            assert_eq!(shown(key), expected, "{key}");
        }
    }

    #[test]
    fn a_directive_that_is_no_key_is_seen() {
        for (text, word) in [
            (" if eq(1, 1) ", Some("if")),
            (" else ", Some("else")),
            ("insert", Some("insert")),
            (" each a in b", Some("each")),
            (" if ", None),
            (" iff(x) ", None),
            (" parameters.x ", None),
        ] {
            assert_eq!(stray(text), word, "{text}");
        }
    }
}
