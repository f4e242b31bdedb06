//! Reads the parameters that a file declares, and binds the values that it gets.

use std::collections::{HashMap, hash_map};

use super::declaration::{Declaration, declaration};
use super::kind::Kind;
use super::look::text;
use super::shape::Shape;
use crate::expression::{Object, Value, is_of_run};
use crate::fault::Faults;
use crate::meant::{COMPARED, closest};
use crate::options::Unset;
use crate::place::Place;
use crate::shown::{argument, listed, shown};
use crate::yaml::{self, Entry, Node};

/// The parameters of a file.
#[derive(Debug)]
pub(super) struct Declarations {
    all: Vec<Declaration>,
    /// Where each is in them, by its name in lower case.
    index: HashMap<String, usize>,
    /// The old form, a mapping of defaults, or no parameters at all: it takes what it does not declare.
    takes_more: bool,
}

/// Who gives the values.
#[derive(Clone, Copy, Debug)]
pub(super) enum Giver<'g> {
    /// A file that includes it, at this place.
    Template(&'g Place),
    /// Somebody who queues a run.
    User(Unset),
}

impl Declarations {
    /// Reads `parameters`.
    pub(super) fn read(node: &Node, faults: &mut Faults) -> Self {
        let mut all = Vec::new();
        let mut takes_more = false;
        match &node.value {
            yaml::Value::Sequence(items) => {
                all.extend(items.iter().filter_map(|it| declaration(it, faults)));
            }
            yaml::Value::Mapping(entries) => {
                takes_more = true;
                all.extend(entries.iter().map(|entry| Declaration {
                    name: entry.key.clone(),
                    at: entry.key_at.clone(),
                    kind: Kind::Any,
                    shape: None,
                    default: Some(entry.value.clone()),
                    values: Vec::new(),
                }));
            }
            yaml::Value::Scalar(scalar) if scalar.text.is_empty() => {}
            yaml::Value::Scalar(_) => {
                let hint = "write a list: - name: …, with type and default";
                faults.error_with(&node.at, "parameters has to be a list", hint);
            }
        }
        let mut index = HashMap::new();
        all.retain(|it| {
            let next = index.len();
            if let hash_map::Entry::Vacant(place) = index.entry(it.name.to_lowercase()) {
                place.insert(next);
                return true;
            }
            let what = format!("the parameter {} is already defined", shown(&it.name));
            faults.error_with(&it.at, what, "remove one of the two");
            false
        });
        Self {
            all,
            index,
            takes_more,
        }
    }

    /// A file without `parameters`. It can hand on what it gets, with `${{ each parameter in parameters }}`.
    pub(super) fn none() -> Self {
        Self {
            all: Vec::new(),
            index: HashMap::new(),
            takes_more: true,
        }
    }

    /// Returns whether a parameter of this name may be there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.takes_more || self.find(name).is_some()
    }

    /// Returns whether the value of a parameter is YAML, and no text.
    pub(super) fn is_yaml(&self, name: &str) -> bool {
        let found = self.find(name);
        found.is_some_and(|it| matches!(it.kind, Kind::Any | Kind::List | Kind::Mapping))
    }

    /// Returns what the value of a parameter is in a pipeline. None: it may be anything.
    pub(super) fn shape(&self, name: &str) -> Option<Shape> {
        self.find(name)?.shape
    }

    /// Lists the names with which an unknown one is compared.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let all = self.all.iter().take(COMPARED);
        all.map(|it| it.name.as_str())
    }

    /// Gives each parameter its value. Each fault has a value in its place.
    pub(super) fn bind(
        &self,
        file: &str,
        given: &[Entry],
        giver: Giver<'_>,
        faults: &mut Faults,
    ) -> Object {
        let mut object = Object::default();
        let mut by_name = HashMap::new();
        for entry in given {
            by_name.entry(entry.key.to_lowercase()).or_insert(entry);
        }
        for declaration in &self.all {
            let entry = by_name.get(&declaration.name.to_lowercase()).copied();
            let value = declaration.value(file, entry, giver, faults);
            let name = declaration.name.as_str().into();
            let at = Some(declaration.at.clone());
            object.entries.push((name, at, value));
        }
        for entry in given {
            if self.find(&entry.key).is_some() {
                continue;
            }
            if self.takes_more && matches!(giver, Giver::Template(_)) {
                let value = Value::from_node(&entry.value);
                let at = Some(entry.key_at.clone());
                object.entries.push((entry.key.as_str().into(), at, value));
                continue;
            }
            let name = shown(&entry.key);
            let what = format!("unexpected parameter {name} of {}", shown(file));
            let hint = match closest(&entry.key, self.names()) {
                Some(meant) => format!("did you mean {}?", shown(meant)),
                None if self.all.is_empty() => "it has no parameters".to_owned(),
                None => format!("there are {}", listed(self.names())),
            };
            faults.error_with(&entry.key_at, what, hint);
        }
        object
    }

    /// Finds a parameter. Names ignore case.
    fn find(&self, name: &str) -> Option<&Declaration> {
        self.all.get(*self.index.get(&name.to_lowercase())?)
    }
}

impl Declaration {
    /// Returns the value, of its type.
    fn value(
        &self,
        file: &str,
        given: Option<&Entry>,
        giver: Giver<'_>,
        faults: &mut Faults,
    ) -> Value {
        let name = shown(&self.name);
        let node = match (given, &self.default) {
            (Some(entry), _) => &entry.value,
            (None, Some(default)) => default,
            (None, None) => return self.absent(file, giver, faults),
        };
        let what = match given {
            Some(_) => format!("the parameter {name} of {}", shown(file)),
            None => format!("the default of the parameter {name}"),
        };
        // A macro has a value on the agent only, which is too late.
        let is_late = text(node).is_some_and(is_of_run);
        let hint = is_late.then(|| {
            "a template sees no value of $( ) and $[ ]: use ${{ }}, or the type string".to_owned()
        });
        let value = match self.kind.take(node) {
            Ok(value) => value,
            Err(why) => {
                faults.error_perhaps_with(&node.at, format!("{what} {why}"), hint);
                return self.kind.nothing();
            }
        };
        // Without a value, an empty default is none.
        if given.is_some() || text(node) != Some("") {
            self.check_allowed(&what, node, faults);
        }
        value
    }

    /// Returns a value though there is none.
    fn absent(&self, file: &str, giver: Giver<'_>, faults: &mut Faults) -> Value {
        let name = shown(&self.name);
        match (giver, self.values.first()) {
            (Giver::User(_), Some(first)) => {
                // The service takes the first of the values.
                let node = scalar_node(&self.at, first);
                return self
                    .kind
                    .take(&node)
                    .unwrap_or_else(|_| self.kind.nothing());
            }
            (Giver::User(unset), None) => {
                let what = format!("the parameter {name} has no default, and needs a value");
                let option = argument(&self.name);
                let hint = format!("give one: --parameter {option}=VALUE");
                match unset {
                    Unset::Refused => faults.error_with(&self.at, what, hint),
                    Unset::Empty => faults.warning(&self.at, format!("{what}: {hint}")),
                }
            }
            (Giver::Template(at), _) => {
                let what = format!("the parameter {name} of {} needs a value", shown(file));
                let hint = format!("write it under parameters, or a default at {}", self.at);
                faults.error_with(at, what, hint);
            }
        }
        self.kind.nothing()
    }

    fn check_allowed(&self, what: &str, node: &Node, faults: &mut Faults) {
        if self.values.is_empty() {
            return;
        }
        let items: Vec<&Node> = match &node.value {
            yaml::Value::Sequence(items) => items.iter().collect(),
            _ => vec![node],
        };
        for item in items {
            let Some(text) = text(item) else {
                continue;
            };
            let number = Value::text(text).as_number();
            let fits = self.values.iter().any(|it| {
                it == text
                    || (self.kind == Kind::Number && Value::text(it).as_number() == number)
                    || (self.kind == Kind::Boolean && it.eq_ignore_ascii_case(text))
            });
            if fits {
                continue;
            }
            let known = self.values.iter().take(COMPARED).map(String::as_str);
            let hint = match closest(text, known.clone()) {
                Some(meant) => format!("did you mean {}?", shown(meant)),
                None => format!("it may be {}", listed(known)),
            };
            let is = shown(text);
            faults.error_with(&item.at, format!("{what} may not be {is}"), hint);
        }
    }
}

fn scalar_node(at: &Place, text: &str) -> Node {
    let value = yaml::Value::Scalar(yaml::Scalar {
        text: text.to_owned(),
        quoted: true,
    });
    Node {
        at: at.clone(),
        value,
    }
}
