//! Cuts an expression into tokens.

use super::error::{ExpressionError, shown};
use super::number::{number_of, version_of};
use super::surroundings::Use;
use super::value::Value;

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What it is.
    pub(super) kind: TokenKind<'a>,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(super) enum TokenKind<'a> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenIndex,
    /// `]`
    CloseIndex,
    /// `,`
    Comma,
    /// The dot between a value and its property.
    Dot,
    /// `*`
    Star,
    /// Text, a number, a version or a boolean.
    Literal(Value),
    /// The name of a function, a value or a property.
    Word(&'a str),
    /// What is none of these.
    Bad(ExpressionError),
}

/// Cuts a text into tokens. Never fails: what is no token is a bad one.
pub(super) fn tokens(text: &str, of: Use) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let last = tokens.last().map(|token| &token.kind);
        let (kind, length) = token(text.get(at..).unwrap_or_default(), at, last, of);
        tokens.push(Token { at, kind });
        at += length;
    }
    tokens
}

/// Reads the token that `rest` begins with. Returns it and its length.
fn token<'a>(
    rest: &'a str,
    at: usize,
    last: Option<&TokenKind<'_>>,
    of: Use,
) -> (TokenKind<'a>, usize) {
    let follows_dot = matches!(last, Some(TokenKind::Dot));
    let begins_value = matches!(
        last,
        None | Some(TokenKind::Comma | TokenKind::Open | TokenKind::OpenIndex)
    );
    match rest.chars().next() {
        Some('(') => (TokenKind::Open, 1),
        Some(')') => (TokenKind::Close, 1),
        Some('[') => (TokenKind::OpenIndex, 1),
        Some(']') => (TokenKind::CloseIndex, 1),
        Some(',') => (TokenKind::Comma, 1),
        Some('*') => (TokenKind::Star, 1),
        Some('\'') => quoted(rest, at),
        Some('"') => in_double_quotes(rest, at),
        Some('.') if !begins_value => (TokenKind::Dot, 1),
        Some('.' | '-' | '0'..='9') => number(rest, at),
        _ => word(rest, at, follows_dot, of),
    }
}

/// Reads text in quotes. A quote in it is doubled.
fn quoted<'a>(rest: &str, at: usize) -> (TokenKind<'a>, usize) {
    let mut text = String::new();
    let mut length = 1;
    while let Some((part, _)) = rest.get(length..).and_then(|it| it.split_once('\'')) {
        text += part;
        length += part.len() + 1;
        if !rest.get(length..).is_some_and(|it| it.starts_with('\'')) {
            return (TokenKind::Literal(Value::text(&text)), length);
        }
        text.push('\'');
        length += 1;
    }
    let error = ExpressionError::new(at, "the text that begins here has no closing quote")
        .with_hint("end it with '; a quote inside text is written twice: ''");
    (TokenKind::Bad(error), rest.len())
}

fn in_double_quotes<'a>(rest: &str, at: usize) -> (TokenKind<'a>, usize) {
    let inner = rest.get(1..).unwrap_or_default();
    let length = inner.find('"').map_or(rest.len(), |end| end + 2);
    let text = inner.split('"').next().unwrap_or_default();
    let error = ExpressionError::new(at, "text takes single quotes here, not double quotes")
        .with_hint(format!("write '{}'", shown(&text.replace('\'', "''"))));
    (TokenKind::Bad(error), length)
}

/// Reads a number, or a version, which has two dots or three.
fn number<'a>(rest: &str, at: usize) -> (TokenKind<'a>, usize) {
    let ends = |c: char| c.is_whitespace() || "[](),".contains(c);
    let length = rest.find(ends).unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or_default();
    let literal = if text.matches('.').count() >= 2 {
        version_of(text).map(Value::Version)
    } else {
        number_of(text).map(Value::Number)
    };
    let kind = literal.map_or_else(
        || {
            let message = format!("{} is neither a number nor a version", shown(text));
            let hint = "put text into quotes, and a name that begins with a digit into ['…']";
            TokenKind::Bad(ExpressionError::new(at, message).with_hint(hint))
        },
        TokenKind::Literal,
    );
    (kind, length)
}

fn word(rest: &str, at: usize, follows_dot: bool, of: Use) -> (TokenKind<'_>, usize) {
    let ends = |c: char| c.is_whitespace() || "[]().,".contains(c);
    // A macro is one error, with its parentheses.
    let length = match rest.strip_prefix("$(").and_then(|it| it.find(')')) {
        Some(end) => end + "$()".len(),
        None => rest.find(ends).unwrap_or(rest.len()),
    };
    let text = rest.get(..length).unwrap_or_default();
    let kind = if !is_word(text, of) {
        TokenKind::Bad(not_a_word(text, at, follows_dot))
    } else if follows_dot {
        TokenKind::Word(text)
    } else if text.eq_ignore_ascii_case("true") {
        TokenKind::Literal(Value::Boolean(true))
    } else if text.eq_ignore_ascii_case("false") {
        TokenKind::Literal(Value::Boolean(false))
    } else {
        TokenKind::Word(text)
    };
    (kind, length)
}

/// Returns whether a text is a name. Templates allow hyphens in it.
fn is_word(text: &str, of: Use) -> bool {
    let inner =
        |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == '-' && of == Use::Template);
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(inner)
}

fn not_a_word(text: &str, at: usize, follows_dot: bool) -> ExpressionError {
    let operator = OPERATORS.iter().find(|(sign, _)| text.starts_with(sign));
    let message = match operator {
        Some((sign, _)) => format!("{sign} is no operator here: there are only functions"),
        None => format!("{} is no name", shown(text)),
    };
    let error = ExpressionError::new(at, message);
    match operator {
        Some((_, instead)) => error.with_hint(format!("write {instead}")),
        None if text.starts_with('$') => {
            error.with_hint("name a variable as variables['name'], without $( ) around it")
        }
        None if follows_dot => error.with_hint("write ['…'] instead of the dot and the name"),
        None if text.contains('-') => {
            error.with_hint("write variables['a-b'] instead of variables.a-b")
        }
        None => error.with_hint("put text into single quotes"),
    }
}

/// Signs of other languages, longer ones first, and what is written here.
const OPERATORS: [(&str, &str); 14] = [
    ("==", "eq(a, b)"),
    ("!=", "ne(a, b)"),
    ("&&", "and(a, b)"),
    ("||", "or(a, b)"),
    (">=", "ge(a, b)"),
    ("<=", "le(a, b)"),
    ("<>", "ne(a, b)"),
    ("=", "eq(a, b)"),
    ("!", "not(a)"),
    (">", "gt(a, b)"),
    ("<", "lt(a, b)"),
    ("?", "iif(condition, a, b)"),
    ("&", "and(a, b)"),
    ("|", "or(a, b)"),
];
