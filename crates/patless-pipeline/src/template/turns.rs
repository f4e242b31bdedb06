//! Follows directives: whether what is under them comes, and how often.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions>.

use std::rc::Rc;

use super::body::{Around, Body, Branches, Turn};
use super::directive::Directive;
use super::expansion::{Evaluated, Expansion};
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::{Object, Piece, Value as Expressed};
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{Entry, Node, Text, Value};

impl Expansion<'_, '_> {
    /// Returns how often what is under a directive comes, and with which names.
    pub(super) fn turns(
        &mut self,
        directive: Directive<'_>,
        entry: &Entry,
        branches: &mut Branches,
        scope: &Scope,
        body: &mut Body,
    ) -> Vec<Turn> {
        let text = Text::of_key(&entry.key_at, &entry.key);
        let mut is_taken = false;
        match directive {
            Directive::If(condition) => {
                is_taken = self.is_true(condition, entry, scope, body);
                *branches = if is_taken {
                    Branches::Taken
                } else {
                    Branches::Open
                };
            }
            Directive::ElseIf(condition) => match *branches {
                Branches::None => self.refuse_branch("elseif", &entry.key_at),
                Branches::Taken => {}
                Branches::Open => {
                    is_taken = self.is_true(condition, entry, scope, body);
                    if is_taken {
                        *branches = Branches::Taken;
                    }
                }
            },
            Directive::Else => {
                match *branches {
                    Branches::None => self.refuse_branch("else", &entry.key_at),
                    Branches::Taken => {}
                    Branches::Open => is_taken = true,
                }
                *branches = Branches::None;
            }
            Directive::Insert => {
                *branches = Branches::None;
                is_taken = true;
            }
            Directive::Each { name, list } => {
                *branches = Branches::None;
                if scope.has(name) {
                    let what = format!("the name {} of an each is already in use", shown(name));
                    self.faults
                        .error_with(&entry.key_at, what, "choose another name");
                    return Vec::new();
                }
                let Some(value) = self.evaluate(list, &text, scope) else {
                    body.mark(entry);
                    return Vec::new();
                };
                let blank = list.text.len() - list.text.trim_start().len();
                return self.items_of(&value, name, &text.place(list.at + blank));
            }
        }
        if is_taken { vec![None] } else { Vec::new() }
    }

    /// Evaluates a condition.
    fn is_true(
        &mut self,
        condition: Piece<'_>,
        entry: &Entry,
        scope: &Scope,
        body: &mut Body,
    ) -> bool {
        let text = Text::of_key(&entry.key_at, &entry.key);
        let value = self.evaluate(condition, &text, scope);
        if value.is_none() {
            body.mark(entry);
        }
        value.is_some_and(|it| it.as_boolean())
    }

    /// Returns a turn for each item of a value.
    fn items_of(&mut self, value: &Expressed, name: &str, at: &Place) -> Vec<Turn> {
        let name: Rc<str> = name.into();
        let turn = |value| Some((Rc::clone(&name), value));
        match value {
            Expressed::Array(items, _) => items.iter().cloned().map(turn).collect(),
            Expressed::Object(object, _) => {
                let pairs = object.entries.iter().map(|(key, key_at, value)| {
                    let key = Expressed::Text(Rc::clone(key), key_at.clone());
                    let entries = vec![
                        ("key".into(), None, key),
                        ("value".into(), None, value.clone()),
                    ];
                    turn(Expressed::Object(Rc::new(Object { entries }), None))
                });
                pairs.collect()
            }
            Expressed::Null => Vec::new(),
            // An empty default of an old template.
            Expressed::Text(text, _) if text.is_empty() => Vec::new(),
            other => {
                let what = format!(
                    "each takes a list or a mapping, and this is a {}",
                    other.kind()
                );
                self.faults.error(at, what);
                Vec::new()
            }
        }
    }

    /// Expands what is under a directive, once.
    pub(super) fn turn(
        &mut self,
        turn: Turn,
        below: &Node,
        around: Around,
        scope: &mut Scope,
        body: &mut Body,
    ) {
        self.budget.work(1, &below.at, self.faults);
        if self.budget.is_spent() {
            return;
        }
        let is_named = turn.is_some();
        if let Some((name, value)) = turn {
            scope.push(&name, value);
        }
        match &below.value {
            Value::Sequence(items) => self.list(items, around.list, scope, &mut body.items),
            Value::Mapping(entries) => {
                self.mapping(entries, around, &mut Branches::None, scope, body);
            }
            Value::Scalar(scalar) => match self.scalar(&below.at, scalar, scope) {
                Evaluated::Same if scalar.is_nothing() => {}
                Evaluated::Same => self.put(below.clone(), around.list, scope, &mut body.items),
                Evaluated::Value(value) => {
                    let node = self.insert(&value, &below.at);
                    self.spread(node, around, scope, body);
                }
            },
        }
        if is_named {
            scope.pop();
        }
    }

    /// Puts what an expression under a directive gave into what is around it.
    fn spread(&mut self, node: Node, around: Around, scope: &mut Scope, body: &mut Body) {
        match node.value {
            Value::Sequence(items) => {
                for item in items {
                    self.put(item, around.list, scope, &mut body.items);
                }
            }
            Value::Mapping(entries) => {
                if around.mapping == Shape::Variables {
                    for entry in &entries {
                        scope.set_entry(entry);
                    }
                }
                body.entries.extend(entries);
            }
            Value::Scalar(scalar) if scalar.text.is_empty() => {}
            Value::Scalar(_) => self.put(node, around.list, scope, &mut body.items),
        }
    }

    fn refuse_branch(&mut self, word: &str, at: &Place) {
        let hint = "put it right behind an if or elseif, at the same level";
        self.faults
            .error_with(at, format!("there is no if before this {word}"), hint);
    }
}
