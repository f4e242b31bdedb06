//! What the expansion of a pipeline holds: its files, faults and bounds. It evaluates the expressions of scalars.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::budget::Budget;
use super::directive::whole;
use super::look;
use super::parameters::Declarations;
use super::scope::Scope;
use crate::expression::{
    Expression, ExpressionError, Part, Piece, Use, Value, is_unexpanded, scan,
};
use crate::fault::Faults;
use crate::files::Files;
use crate::place::Place;
use crate::yaml::{DEEPEST, Node, Scalar, Text, measure};

/// The expansion of a pipeline.
#[derive(Debug)]
pub(super) struct Expansion<'o, 'f> {
    pub(super) files: Files<'o>,
    pub(super) faults: &'f mut Faults,
    pub(super) budget: Budget,
    /// How deep the walk is, in all files together.
    pub(super) level: usize,
    /// Files that include themselves without an end.
    pub(super) endless: HashSet<Arc<str>>,
    /// What the files so far declare.
    declared: HashMap<Arc<str>, Rc<Declarations>>,
    /// The expressions so far, by their text. None: it is faulty, which is already a fault.
    expressions: HashMap<Box<str>, Option<Rc<Expression>>>,
}

/// What came of a scalar.
pub(super) enum Evaluated {
    /// It has no expression, or a faulty one: it stays.
    Same,
    /// Its value, which may be a list or a mapping.
    Value(Value),
}

impl<'o, 'f> Expansion<'o, 'f> {
    /// Begins.
    pub(super) fn new(files: Files<'o>, faults: &'f mut Faults) -> Self {
        Self {
            files,
            faults,
            budget: Budget::new(),
            level: 0,
            endless: HashSet::new(),
            declared: HashMap::new(),
            expressions: HashMap::new(),
        }
    }

    /// Returns the parameters of a file. The first time, it is checked.
    pub(super) fn declarations(&mut self, file: &Arc<str>, root: &Node) -> Rc<Declarations> {
        if let Some(known) = self.declared.get(file) {
            return Rc::clone(known);
        }
        let declarations = match look::entry(look::entries(root), "parameters") {
            Some(entry) => Declarations::read(&entry.value, self.faults),
            None => Declarations::none(),
        };
        self.check(root, &declarations);
        // Its repositories are known to what it gets as parameters, too.
        if let Some(resources) = look::entry(look::entries(root), "resources") {
            self.declare(&resources.value);
        }
        let declarations = Rc::new(declarations);
        self.declared
            .insert(Arc::clone(file), Rc::clone(&declarations));
        declarations
    }

    /// Evaluates the expressions of a scalar.
    pub(super) fn scalar(&mut self, at: &Place, scalar: &Scalar, scope: &Scope) -> Evaluated {
        if !is_unexpanded(&scalar.text) {
            return Evaluated::Same;
        }
        let text = Text::of(at, scalar);
        // What is not closed is a fault of its file.
        let Ok(parts) = scan(&scalar.text) else {
            return Evaluated::Same;
        };
        if let Some(piece) = whole(&parts) {
            return match self.evaluate(piece, &text, scope) {
                Some(value) => Evaluated::Value(value),
                None => Evaluated::Same,
            };
        }
        let mut joined = String::new();
        for part in parts {
            match part {
                Part::Text(piece) => joined.push_str(piece.text),
                Part::Expression(piece) => {
                    let Some(value) = self.evaluate(piece, &text, scope) else {
                        return Evaluated::Same;
                    };
                    let Some(value_text) = value.as_text() else {
                        let kind = value.kind();
                        let place = text.place(piece.at);
                        self.faults.error_with(
                            &place,
                            format!("a value of type {kind} stands inside of text"),
                            "let the expression be the whole value, or use join or convertToJson",
                        );
                        return Evaluated::Same;
                    };
                    joined.push_str(&value_text);
                    self.budget.pay(value_text.len(), at, self.faults);
                }
            }
            if self.budget.is_spent() {
                return Evaluated::Same;
            }
        }
        Evaluated::Value(Value::Text(joined.into(), Some(at.clone())))
    }

    /// Evaluates one expression. None: it has a fault.
    pub(super) fn evaluate(
        &mut self,
        piece: Piece<'_>,
        text: &Text<'_>,
        scope: &Scope,
    ) -> Option<Value> {
        let place = text.place(piece.at);
        // Finding a variable is a search.
        let work = 1 + scope.size() / 100;
        self.budget.work(work, &place, self.faults);
        if self.budget.is_spent() {
            return None;
        }
        let expression = self.expression(piece.text)?;
        match expression.evaluate(scope) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(&error, piece.at, text);
                None
            }
        }
    }

    /// Makes nodes of a value that stands for a node at `at`.
    pub(super) fn insert(&mut self, value: &Value, at: &Place) -> Node {
        let node = value.to_node(at);
        let size = measure(&node);
        self.budget.pay(size.weight, at, self.faults);
        if self.level + size.depth > DEEPEST {
            let what = "with this value, lists and mappings are nested too deep";
            self.budget.stop(at, what, self.faults);
            return look::scalar(at, "");
        }
        node
    }

    /// Adds the fault of an expression. `offset`: where it begins in `text`.
    pub(super) fn refuse(&mut self, error: &ExpressionError, offset: usize, text: &Text<'_>) {
        let at = text.place(offset + error.at);
        self.faults
            .error_perhaps_with(&at, &error.message, error.hint.clone());
    }

    /// Parses an expression of a file. None: it is faulty.
    pub(super) fn parse(&mut self, piece: Piece<'_>, text: &Text<'_>) -> Option<Rc<Expression>> {
        if let Some(Some(known)) = self.expressions.get(piece.text) {
            return Some(Rc::clone(known));
        }
        let expression = match Expression::parse(piece.text, Use::Template) {
            Ok(expression) => Some(Rc::new(expression)),
            Err(errors) => {
                for error in &errors {
                    self.refuse(error, piece.at, text);
                }
                None
            }
        };
        self.expressions
            .insert(piece.text.into(), expression.clone());
        expression
    }

    fn expression(&mut self, text: &str) -> Option<Rc<Expression>> {
        if let Some(known) = self.expressions.get(text) {
            return known.clone();
        }
        // Its faults were found when its file was read.
        let expression = Expression::parse(text, Use::Template).ok().map(Rc::new);
        self.expressions.insert(text.into(), expression.clone());
        expression
    }
}
