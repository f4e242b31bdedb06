//! Makes a tree of tokens.

use super::complaint::{miscounted, no_function, unexpected, unknown_name};
use super::error::ExpressionError;
use super::function::{Found, Function, find, here, roots};
use super::surroundings::Use;
use super::token::{Token, TokenKind, tokens};
use super::tree::{Step, Tree, TreeKind};
use super::value::Value;

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
    let mut errors = parser.errors;
    match tree {
        Ok(tree) if errors.is_empty() => return Ok(tree),
        Ok(_) => {}
        Err(error) => errors.push(error),
    }
    errors.truncate(MOST_ERRORS);
    Err(errors)
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
        match find(word, self.of) {
            Found::Here(function) => return Some(function),
            other => self.errors.push(no_function(at, word, &other, self.of)),
        }
        None
    }

    /// Makes the tree of a name, and says if there is no such name. In a template, an `each` may make it.
    fn name(&mut self, at: usize, word: &'a str) -> Tree {
        let known = roots(self.of);
        let is_known = known.iter().any(|it| it.eq_ignore_ascii_case(word));
        if let Some(function) = here(word, self.of) {
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

/// The service refuses this level.
const DEEPEST: usize = 50;

/// Nobody reads more, and a hostile expression has thousands.
const MOST_ERRORS: usize = 20;

/// The service refuses longer expressions, in code units of UTF-16.
const LONGEST: usize = 21_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn errors(text: &str, of: Use) -> Vec<(usize, String, String)> {
        let errors = parse(text, of).expect_err(text).into_iter();
        errors
            .map(|it| (it.at, it.message, it.hint.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn what_the_service_does_not_parse_is_an_error_at_its_place() {
        for (text, at, message, hint) in [
            ("", 0, "empty", ""),
            ("  ", 0, "empty", ""),
            ("eq(1, 2", 7, "ends where ) is expected", ""),
            ("eq(1,", 5, "ends where a value is expected", ""),
            ("eq(1 2)", 5, "2 stands where , or ) is expected", ""),
            ("eq(1,, 2)", 5, ", stands where a value", ""),
            ("eq(1, 2))", 8, ") stands where the end", ""),
            ("(true)", 0, "( stands where a value", ""),
            ("variables.", 10, "ends where the name of a property", ""),
            ("variables[", 10, "ends where a value", ""),
            ("variables['a'", 13, "ends where ] is expected", ""),
            ("variables[]", 10, "] stands where a value", ""),
            (
                "variables('a')",
                0,
                "variables is no function",
                "variables['…']",
            ),
            ("variables.1a", 10, "1a is neither", "['…']"),
            ("'a'.b", 3, ". stands where the end", ""),
            ("'a", 0, "no closing quote", "''"),
            ("\"a b\"", 0, "double quotes", "'a b'"),
            ("1.2.3.4.5", 0, "neither a number nor a version", ""),
            ("1e5", 0, "neither", ""),
            ("0x1F", 0, "neither", ""),
            ("eq(*, 1)", 3, "* stands", ""),
            ("null", 0, "null cannot be written", "''"),
            ("succeded", 0, "there is no value", ""),
            ("always", 0, "no parentheses", "always(…)"),
            ("variables.a == 'b'", 12, "==", "eq(a, b)"),
            ("!true", 0, "!", "not(a)"),
            ("$(Build.Reason)", 0, "$", "variables['name']"),
            ("variables.my-name", 10, "my-name is no name", "['…']"),
        ] {
            let first = errors(text, Use::JobCondition).remove(0);
            assert_eq!(first.0, at, "{text}: {first:?}");
            assert!(first.1.contains(message), "{text}: {first:?}");
            assert!(first.2.contains(hint), "{text}: {first:?}");
        }
    }

    #[test]
    fn macro_is_one_error() {
        for text in ["$(flag)", "eq($(Build.Reason), 'a')"] {
            assert_eq!(errors(text, Use::JobCondition).len(), 1, "{text}");
        }
    }

    #[test]
    fn all_errors_are_found_at_once() {
        let text = "and(suceeded(), eq(parameters.a, \"b\"), not(), nowhere.a)";
        let found: Vec<_> = errors(text, Use::StepCondition);
        let places: Vec<usize> = found.iter().map(|it| it.0).collect();
        assert_eq!(places, [4, 19, 33, 39, 46], "{found:?}");
        assert_eq!(found[0].2, "did you mean succeeded?");
        assert!(found[1].2.contains("${{ parameters"), "{found:?}");
        assert_eq!(found[3].1, "not takes 1 argument, not 0");
    }

    #[test]
    fn functions_and_names_exist_where_the_service_knows_them() {
        use Use::{JobCondition, Runtime, StageCondition, StepCondition, Template};
        for (text, fits) in [
            (
                "succeeded()",
                vec![StageCondition, JobCondition, StepCondition],
            ),
            ("succeeded('A')", vec![StageCondition, JobCondition]),
            (
                "always()",
                vec![StageCondition, JobCondition, StepCondition],
            ),
            ("counter('a', 1)", vec![Runtime]),
            (
                "eq(1, 1)",
                vec![
                    Template,
                    Runtime,
                    StageCondition,
                    JobCondition,
                    StepCondition,
                ],
            ),
            (
                "variables.a",
                vec![
                    Template,
                    Runtime,
                    StageCondition,
                    JobCondition,
                    StepCondition,
                ],
            ),
            (
                "dependencies.A",
                vec![Template, Runtime, StageCondition, JobCondition],
            ),
            ("parameters.a", vec![Template]),
            ("shop.city", vec![Template]),
            ("variables.a-b", vec![Template]),
        ] {
            for of in [
                Template,
                Runtime,
                StageCondition,
                JobCondition,
                StepCondition,
            ] {
                assert_eq!(parse(text, of).is_ok(), fits.contains(&of), "{text} {of:?}");
            }
        }
    }

    #[test]
    fn arguments_are_counted() {
        for (text, message) in [
            ("and(true)", "and takes at least 2 arguments, not 1"),
            ("eq(1)", "eq takes 2 arguments, not 1"),
            ("in()", "in takes at least 1 argument, not 0"),
            ("trim()", "trim takes 1 argument, not 0"),
            ("format()", "format takes 1 to 255 arguments, not 0"),
            ("always(1)", "always takes no arguments, not 1"),
        ] {
            assert_eq!(errors(text, Use::JobCondition)[0].1, message, "{text}");
        }
    }

    /// `ExpressionConstants.MaxDepth`: 49 open parentheses are fine.
    #[test]
    fn a_nest_of_fifty_levels_is_refused() {
        let nest = |depth| format!("{}true{}", "not(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nest(49), Use::Template).is_ok());
        assert_eq!(errors(&nest(50), Use::Template)[0].0, 4 * 49 + 3);
        assert_eq!(errors(&nest(4000), Use::Template).len(), 1);
        let brackets = format!("{}1{}", "a[".repeat(4000), "]".repeat(4000));
        assert_eq!(errors(&brackets, Use::Template).len(), 1);
        let long = format!("a{}", ".b".repeat(10_000));
        assert!(parse(&long, Use::Template).is_ok());
    }

    #[test]
    fn an_expression_of_errors_has_a_bounded_number_of_them() {
        let text = format!("and({})", vec!["b()"; 5000].join(","));
        assert_eq!(errors(&text, Use::Template).len(), MOST_ERRORS);
    }

    #[test]
    fn an_expression_longer_than_the_limit_is_refused() {
        let text = format!("'{}'", "a".repeat(LONGEST - 2));
        assert!(parse(&text, Use::Template).is_ok());
        assert!(
            errors(&format!("{text} "), Use::Template)[0]
                .1
                .contains("longer")
        );
    }

    #[test]
    fn a_word_with_escapes_is_shown_without_them() {
        let message = &errors("\u{1b}[31mred", Use::Template)[0].1;
        assert!(!message.contains('\u{1b}'), "{message}");
        let message = &errors("##vso[task.complete]", Use::Template)[0].1;
        assert!(!message.contains("##"), "{message}");
    }
}
