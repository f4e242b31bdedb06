//! Makes a tree of tokens.

use super::error::{ExpressionError, shown};
use super::function::{Found, Function, find, roots};
use super::surroundings::Use;
use super::token::{Token, TokenKind, tokens};
use super::tree::{Step, Tree, TreeKind};
use super::value::Value;
use crate::meant::closest;

/// Parses an expression.
pub(super) fn parse(text: &str, of: Use) -> Result<Tree, Vec<ExpressionError>> {
    if text.encode_utf16().count() > LONGEST {
        let message = format!("the expression is longer than {LONGEST} characters");
        let error = ExpressionError::new(0, message);
        return Err(vec![
            error.with_hint("split it, for example with variables"),
        ]);
    }
    let mut parser = Parser {
        tokens: tokens(text, of),
        next: 0,
        end: text.trim_end().len(),
        of,
        errors: Vec::new(),
    };
    let tree = parser.whole();
    match tree {
        Ok(tree) if parser.errors.is_empty() => Ok(tree),
        Ok(_) => Err(parser.errors),
        Err(error) => {
            parser.errors.push(error);
            Err(parser.errors)
        }
    }
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    next: usize,
    /// Where the expression ends, in bytes.
    end: usize,
    of: Use,
    /// What is wrong and does not keep the rest from being read.
    errors: Vec<ExpressionError>,
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Result<Tree, ExpressionError> {
        if self.tokens.is_empty() {
            return Err(ExpressionError::new(0, "the expression is empty"));
        }
        let tree = self.value(0)?;
        match self.take() {
            None => Ok(tree),
            Some(token) => Err(unexpected(&token, "the end of the expression")),
        }
    }

    /// Parses a value and what is taken of it. `depth` counts the parentheses and brackets around it.
    fn value(&mut self, depth: usize) -> Result<Tree, ExpressionError> {
        let Some(token) = self.take() else {
            return Err(self.ends_before("a value"));
        };
        let at = token.at;
        let tree = match token.kind {
            TokenKind::Literal(value) => return Ok(literal(at, value)),
            TokenKind::Bad(error) => {
                // Somebody meant a value: what stands around it can be read.
                self.errors.push(error);
                return Ok(literal(at, Value::Null));
            }
            TokenKind::Word(word) if matches!(self.peek(), Some(TokenKind::Open)) => {
                self.call(at, word, depth)?
            }
            TokenKind::Word(word) => self.name(at, word),
            _ => return Err(unexpected(&token, "a value")),
        };
        let steps = self.steps(depth)?;
        if steps.is_empty() {
            return Ok(tree);
        }
        let kind = TreeKind::Path(Box::new(tree), steps);
        Ok(Tree { at, kind })
    }

    /// Parses `.name`, `[index]`, `.*` and `[*]`.
    fn steps(&mut self, depth: usize) -> Result<Vec<Step>, ExpressionError> {
        let mut steps = Vec::new();
        loop {
            match self.peek() {
                Some(TokenKind::Dot) => {
                    self.take();
                    steps.push(self.property()?);
                }
                Some(TokenKind::OpenIndex) => {
                    let at = self.take().map_or(self.end, |token| token.at);
                    deeper(depth, at)?;
                    steps.push(self.index(depth + 1)?);
                }
                _ => return Ok(steps),
            }
        }
    }

    /// Parses what follows a dot.
    fn property(&mut self) -> Result<Step, ExpressionError> {
        let Some(token) = self.take() else {
            return Err(self.ends_before("the name of a property"));
        };
        match token.kind {
            TokenKind::Star => Ok(Step::All),
            TokenKind::Word(word) => Ok(Step::Index(literal(token.at, Value::text(word)))),
            TokenKind::Bad(error) => {
                self.errors.push(error);
                Ok(Step::All)
            }
            _ => Err(unexpected(&token, "the name of a property")),
        }
    }

    /// Parses what follows `[`, with the `]`.
    fn index(&mut self, depth: usize) -> Result<Step, ExpressionError> {
        let step = if matches!(self.peek(), Some(TokenKind::Star)) {
            self.take();
            Step::All
        } else {
            Step::Index(self.value(depth)?)
        };
        match self.take() {
            Some(token) if matches!(token.kind, TokenKind::CloseIndex) => Ok(step),
            Some(token) => Err(unexpected(&token, "]")),
            None => Err(self.ends_before("]")),
        }
    }

    /// Parses the arguments of a function, with their parentheses.
    fn call(&mut self, at: usize, word: &str, depth: usize) -> Result<Tree, ExpressionError> {
        let open = self.take().map_or(at, |token| token.at);
        deeper(depth, open)?;
        let function = self.function(at, word);
        let arguments = self.arguments(depth + 1)?;
        let Some(function) = function else {
            return Ok(literal(at, Value::Null));
        };
        if let Some(error) = miscounted(at, function, arguments.len()) {
            self.errors.push(error);
        }
        let kind = TreeKind::Call(function, arguments);
        Ok(Tree { at, kind })
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<Tree>, ExpressionError> {
        let mut arguments = Vec::new();
        if matches!(self.peek(), Some(TokenKind::Close)) {
            self.take();
            return Ok(arguments);
        }
        loop {
            arguments.push(self.value(depth)?);
            match self.take() {
                Some(token) => match token.kind {
                    TokenKind::Comma => {}
                    TokenKind::Close => return Ok(arguments),
                    _ => return Err(unexpected(&token, ", or )")),
                },
                None => return Err(self.ends_before(")")),
            }
        }
    }

    /// Finds a function, or says why there is none.
    fn function(&mut self, at: usize, word: &str) -> Option<&'static Function> {
        let error = match find(word, self.of) {
            Found::Here(function) => return Some(function),
            Found::Elsewhere(place) => {
                let message = format!("the function {} is not known here", shown(word));
                ExpressionError::new(at, message).with_hint(format!("it is {place}"))
            }
            Found::Nothing(meant) => {
                let message = format!("there is no function {}", shown(word));
                let error = ExpressionError::new(at, message);
                match meant {
                    Some(meant) => error.with_hint(format!("did you mean {meant}?")),
                    None => error,
                }
            }
        };
        self.errors.push(error);
        None
    }

    /// Makes the tree of a name, and says if there is no such name. In a template, an `each` may make it.
    fn name(&mut self, at: usize, word: &'a str) -> Tree {
        let known = roots(self.of);
        let is_known = known.iter().any(|it| it.eq_ignore_ascii_case(word));
        if let Found::Here(function) = find(word, self.of) {
            let message = format!("the function {} has no parentheses", function.name);
            let error = ExpressionError::new(at, message);
            let hint = format!("write {}(…)", function.name);
            self.errors.push(error.with_hint(hint));
        } else if word.eq_ignore_ascii_case("null") {
            let error = ExpressionError::new(at, "null cannot be written in an expression");
            self.errors
                .push(error.with_hint("compare with '': null equals it"));
        } else if !is_known && self.of != Use::Template {
            self.errors.push(unknown_name(at, word, self.of));
        }
        let kind = TreeKind::Name(word.into());
        Tree { at, kind }
    }

    fn peek(&self) -> Option<&TokenKind<'a>> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn take(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    fn ends_before(&self, missing: &str) -> ExpressionError {
        let message = format!("the expression ends where {missing} is expected");
        ExpressionError::new(self.end, message)
    }
}

/// Says that there is no such name, and what was meant.
pub(super) fn unknown_name(at: usize, word: &str, of: Use) -> ExpressionError {
    let error = ExpressionError::new(at, format!("there is no value {} here", shown(word)));
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

fn literal(at: usize, value: Value) -> Tree {
    let kind = TreeKind::Literal(value);
    Tree { at, kind }
}

/// Refuses the parenthesis or bracket that the service refuses.
fn deeper(depth: usize, at: usize) -> Result<(), ExpressionError> {
    if depth + 1 < DEEPEST {
        return Ok(());
    }
    let message = format!("the expression is nested {DEEPEST} levels deep, and fewer are allowed");
    Err(ExpressionError::new(at, message))
}

/// Says that a function has the wrong number of arguments.
fn miscounted(at: usize, function: &Function, count: usize) -> Option<ExpressionError> {
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

fn unexpected(token: &Token<'_>, expected: &str) -> ExpressionError {
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

/// The service refuses this level.
const DEEPEST: usize = 50;

/// The service refuses longer expressions, in code units of UTF-16.
const LONGEST: usize = 21_000;
