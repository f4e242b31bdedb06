//! What is said about an expression that cannot be parsed.

use super::error::{ExpressionError, shown};
use super::function::{Found, Function, roots};
use super::surroundings::Use;
use super::token::{Token, TokenKind};
use super::value::Value;
use crate::meant::closest;

/// Says why there is no such function here.
pub(super) fn no_function(at: usize, word: &str, found: &Found, of: Use) -> ExpressionError {
    if roots(of).iter().any(|it| it.eq_ignore_ascii_case(word)) {
        let error = ExpressionError::new(at, format!("{word} is no function"));
        return error.with_hint(format!("write {word}['…']"));
    }
    let word = shown(word);
    match found {
        Found::Elsewhere(place) => {
            let message = format!("the function {word} is not known here");
            ExpressionError::new(at, message).with_hint(format!("it is {place}"))
        }
        Found::Nothing(Some(meant)) => {
            let error = ExpressionError::new(at, format!("there is no function {word}"));
            error.with_hint(format!("did you mean {meant}?"))
        }
        Found::Nothing(None) | Found::Here(_) => {
            ExpressionError::new(at, format!("there is no function {word}"))
        }
    }
}

/// Says that there is no such name, and what was meant.
pub(super) fn unknown_name(at: usize, word: &str, of: Use) -> ExpressionError {
    let error = ExpressionError::new(at, format!("there is no value '{}' here", shown(word)));
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    if of == Use::Template && (is("dependencies") || is("stageDependencies")) {
        return error.with_hint("it exists at run time only, in conditions and $[ ]");
    }
    if is("parameters") {
        return error.with_hint(
            "parameters exist only when the file is compiled: write ${{ parameters.… }}",
        );
    }
    if of == Use::StepCondition && roots(Use::JobCondition).iter().any(|it| is(it)) {
        return error.with_hint("give its value to a variable of the job, and test the variable");
    }
    match closest(word, roots(of).iter().copied()) {
        Some(meant) => error.with_hint(format!("did you mean {meant}?")),
        None => error.with_hint(format!(
            "put text into single quotes; values are {}",
            roots(of).join(", ")
        )),
    }
}

/// Says that a function has the wrong number of arguments.
pub(super) fn miscounted(at: usize, function: &Function, count: usize) -> Option<ExpressionError> {
    let Function {
        name, least, most, ..
    } = function;
    if (*least..=*most).contains(&count) {
        return None;
    }
    let wanted = match (least, most) {
        (0, 0) => "no arguments".to_owned(),
        (1, 1) => "1 argument".to_owned(),
        (least, most) if least == most => format!("{least} arguments"),
        (1, &usize::MAX) => "at least 1 argument".to_owned(),
        (least, &usize::MAX) => format!("at least {least} arguments"),
        (least, most) => format!("{least} to {most} arguments"),
    };
    let message = format!("{name} takes {wanted}, not {count}");
    Some(ExpressionError::new(at, message))
}

/// Says that a token is in the wrong place.
pub(super) fn unexpected(token: &Token<'_>, expected: &str) -> ExpressionError {
    let what = match &token.kind {
        TokenKind::Open => "(".to_owned(),
        TokenKind::Close => ")".to_owned(),
        TokenKind::OpenIndex => "[".to_owned(),
        TokenKind::CloseIndex => "]".to_owned(),
        TokenKind::Comma => ",".to_owned(),
        TokenKind::Dot => ".".to_owned(),
        TokenKind::Star => "*".to_owned(),
        TokenKind::Literal(Value::Text(..)) => "text".to_owned(),
        TokenKind::Literal(value) => shown(&value.as_text().unwrap_or_default()),
        TokenKind::Word(word) => shown(word),
        TokenKind::Bad(error) => return error.clone(),
    };
    ExpressionError::new(
        token.at,
        format!("{what} stands where {expected} is expected"),
    )
}
