//! What an expression of a template sees: parameters, variables, and the names of `each`.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::look;
use crate::expression::{Answer, Object, Surroundings, Value};
use crate::place::Place;
use crate::yaml::Entry;

/// What the expressions of a part of a file see.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The parameters of the file.
    parameters: Rc<Object>,
    /// The variables that are known: those above, and those of what is around.
    variables: Rc<Object>,
    /// Where each variable stands in them, by its name in lower case.
    index: Rc<HashMap<String, usize>>,
    /// The names of `each`, the innermost last.
    names: Vec<(Rc<str>, Value)>,
    /// The file, and those that include it.
    pub(super) chain: Rc<Chain>,
}

/// A file, and those that include it.
#[derive(Debug)]
pub(super) struct Chain {
    /// The file.
    pub(super) file: Arc<str>,
    /// The file that includes it. None: it is the pipeline.
    pub(super) above: Option<Rc<Chain>>,
    /// How many are above.
    pub(super) depth: usize,
}

impl Chain {
    /// Lists the files, the pipeline first.
    pub(super) fn files(&self) -> Vec<&str> {
        let mut files = vec![&*self.file];
        let mut above = &self.above;
        while let Some(chain) = above {
            files.push(&chain.file);
            above = &chain.above;
        }
        files.reverse();
        files
    }
}

impl Scope {
    /// Begins the scope of a file.
    pub(super) fn new(parameters: Object, chain: Chain) -> Self {
        Self {
            parameters: Rc::new(parameters),
            variables: Rc::default(),
            index: Rc::default(),
            names: Vec::new(),
            chain: Rc::new(chain),
        }
    }

    /// Begins the scope of a file that is included here. It sees the variables.
    pub(super) fn within(&self, parameters: Object, chain: Chain) -> Self {
        Self {
            variables: Rc::clone(&self.variables),
            index: Rc::clone(&self.index),
            ..Self::new(parameters, chain)
        }
    }

    /// Takes the variables of a file that is included here.
    pub(super) fn take_variables(&mut self, from: &Self) {
        self.variables = Rc::clone(&from.variables);
        self.index = Rc::clone(&from.index);
    }

    /// Sets a variable. Names ignore case.
    pub(super) fn set(&mut self, name: &str, at: &Place, value: Value) {
        let entries = &mut Rc::make_mut(&mut self.variables).entries;
        let lower = name.to_lowercase();
        let known = self.index.get(&lower).copied();
        if let Some(entry) = known.and_then(|it| entries.get_mut(it)) {
            entry.2 = value;
        } else {
            Rc::make_mut(&mut self.index).insert(lower, entries.len());
            entries.push((name.into(), Some(at.clone()), value));
        }
    }

    /// Sets the variable that an entry of a mapping is. One whose value is no text has a fault of its own.
    pub(super) fn set_entry(&mut self, entry: &Entry) {
        if let Some(text) = look::text(&entry.value) {
            let value = Value::Text(text.into(), Some(entry.value.at.clone()));
            self.set(&entry.key, &entry.key_at, value);
        }
    }

    /// Returns how many variables there are.
    pub(super) fn size(&self) -> usize {
        self.variables.entries.len()
    }

    /// Returns whether a name has a meaning already.
    pub(super) fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// Begins a turn of an `each`.
    pub(super) fn push(&mut self, name: &Rc<str>, value: Value) {
        self.names.push((Rc::clone(name), value));
    }

    /// Ends a turn of an `each`.
    pub(super) fn pop(&mut self) {
        self.names.pop();
    }
}

impl Surroundings for Scope {
    fn named(&self, name: &str) -> Option<Value> {
        let is = |other: &str| other.eq_ignore_ascii_case(name);
        if let Some((_, value)) = self.names.iter().rev().find(|(other, _)| is(other)) {
            return Some(value.clone());
        }
        if is("parameters") {
            Some(Value::Object(Rc::clone(&self.parameters), None))
        } else if is("variables") {
            Some(Value::Object(Rc::clone(&self.variables), None))
        } else if is("resources") || is("pipeline") {
            // Nothing of them is known before a run.
            Some(Value::Object(Rc::default(), None))
        } else {
            None
        }
    }

    fn call(&self, _name: &str, _arguments: &[Value]) -> Answer {
        Answer::Unknown
    }
}
