//! Reads the parameters that a file declares, and binds the values that it gets.

use crate::expression::{Object, Value};
use crate::fault::Faults;
use crate::meant::closest;
use crate::options::Unset;
use crate::place::Place;
use crate::shown::{listed, shown};
use crate::yaml::{self, Entry, Node};

use super::kind::Kind;

/// The parameters of a file.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    all: Vec<Declaration>,
    form: Form,
}

/// How `parameters` is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// Not at all. Such a template takes whatever it is given: in .NET's `eng/common/templates/jobs/jobs.yml` all of it
    /// goes on to another one.
    #[default]
    Absent,
    /// The old form, a mapping of defaults: it takes what it does not declare.
    Mapping,
    /// A list of declarations.
    List,
}

/// A parameter.
#[derive(Debug)]
struct Declaration {
    name: String,
    at: Place,
    kind: Kind,
    default: Option<Node>,
    /// What it may be. Empty: anything.
    values: Vec<String>,
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
        let mut form = Form::List;
        match &node.value {
            yaml::Value::Sequence(items) => {
                all.extend(items.iter().filter_map(|it| declaration(it, faults)));
            }
            yaml::Value::Mapping(entries) => {
                form = Form::Mapping;
                all.extend(entries.iter().map(|entry| Declaration {
                    name: entry.key.clone(),
                    at: entry.key_at.clone(),
                    kind: Kind::Any,
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
        let mut names = std::collections::HashSet::new();
        all.retain(|it| {
            let is_new = names.insert(it.name.to_lowercase());
            if !is_new {
                let what = format!("the parameter {} is already defined", shown(&it.name));
                faults.error_with(&it.at, what, "remove one of the two");
            }
            is_new
        });
        Self { all, form }
    }

    /// Returns whether a parameter of this name may be there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.form != Form::List || self.all.iter().any(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// Returns whether the value of a parameter is YAML, and no text.
    pub(super) fn is_yaml(&self, name: &str) -> bool {
        let mut all = self.all.iter();
        let found = all.find(|it| it.name.eq_ignore_ascii_case(name));
        found.is_some_and(|it| matches!(it.kind, Kind::Any | Kind::List | Kind::Mapping))
    }

    /// Lists the names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|it| it.name.as_str())
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
        for declaration in &self.all {
            let mut all = given.iter();
            let entry = all.find(|it| it.key.eq_ignore_ascii_case(&declaration.name));
            let value = declaration.value(file, entry, giver, faults);
            let name = declaration.name.as_str().into();
            let at = Some(declaration.at.clone());
            object.entries.push((name, at, value));
        }
        for entry in given {
            let is_known = self
                .all
                .iter()
                .any(|it| it.name.eq_ignore_ascii_case(&entry.key));
            if is_known {
                continue;
            }
            let name = shown(&entry.key);
            let is_open = match self.form {
                Form::Absent => matches!(giver, Giver::Template(_)),
                Form::Mapping => true,
                Form::List => false,
            };
            if is_open {
                if self.form == Form::Mapping {
                    let what = format!("{} declares no parameter {name}", shown(file));
                    faults.warning(&entry.key_at, what);
                }
                let value = Value::from_node(&entry.value);
                let at = Some(entry.key_at.clone());
                object.entries.push((entry.key.as_str().into(), at, value));
                continue;
            }
            let what = format!("unexpected parameter {name} of {}", shown(file));
            let hint = match closest(&entry.key, self.names()) {
                Some(meant) => format!("did you mean {}?", shown(meant)),
                None if self.all.is_empty() => String::from("it has no parameters"),
                None => format!("there are {}", listed(self.names())),
            };
            faults.error_with(&entry.key_at, what, hint);
        }
        object
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
        let hint = if text(node).is_some_and(|it| it.contains("$(") || it.contains("$[")) {
            Some("a template sees no value of $( ) and $[ ]: use ${{ }}, or the type string")
        } else {
            None
        };
        let value = match self.kind.take(node) {
            Ok(value) => value,
            Err(why) => {
                match hint {
                    Some(hint) => faults.error_with(&node.at, format!("{what} {why}"), hint),
                    None => faults.error(&node.at, format!("{what} {why}")),
                }
                return self.kind.nothing();
            }
        };
        self.check_allowed(&what, node, faults);
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
                let shell = self.name.replace(|it: char| it.is_control(), "");
                let hint = format!("give one: --parameter {shell}=VALUE");
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
            let known = self.values.iter().map(String::as_str);
            let hint = match closest(text, known.clone()) {
                Some(meant) => format!("did you mean {}?", shown(meant)),
                None => format!("it may be {}", listed(known)),
            };
            let is = shown(text);
            faults.error_with(&item.at, format!("{what} may not be {is}"), hint);
        }
    }
}

/// Reads one parameter.
fn declaration(node: &Node, faults: &mut Faults) -> Option<Declaration> {
    let yaml::Value::Mapping(entries) = &node.value else {
        let hint = "write - name: …, with type and default";
        faults.error_with(&node.at, "a parameter has to be a mapping", hint);
        return None;
    };
    let mut declaration = Declaration {
        name: String::new(),
        at: node.at.clone(),
        kind: Kind::Text,
        default: None,
        values: Vec::new(),
    };
    for entry in entries {
        let value = text(&entry.value);
        match entry.key.as_str() {
            "name" => value.unwrap_or_default().clone_into(&mut declaration.name),
            "displayName" => {}
            "type" => {
                let name = value.unwrap_or_default();
                declaration.kind = Kind::of(name).unwrap_or_else(|| {
                    let what = format!("there is no parameter type {}", shown(name));
                    let hint = match closest(name, Kind::names()) {
                        Some(meant) => format!("did you mean {}?", shown(meant)),
                        None => format!("there are {}", listed(Kind::names())),
                    };
                    faults.error_with(&entry.value.at, what, hint);
                    Kind::Any
                });
            }
            "default" => declaration.default = Some(entry.value.clone()),
            "values" => match &entry.value.value {
                yaml::Value::Sequence(items) => {
                    let texts = items.iter().filter_map(text);
                    declaration.values = texts.map(ToOwned::to_owned).collect();
                }
                yaml::Value::Scalar(scalar) if scalar.text.is_empty() => {}
                _ => faults.error(&entry.value.at, "values has to be a list"),
            },
            key => {
                let what = format!("unexpected key {} of a parameter", shown(key));
                let keys = ["name", "displayName", "type", "default", "values"];
                let hint = match closest(key, keys) {
                    Some(meant) => format!("did you mean {meant}?"),
                    None => format!("there are {}", keys.join(", ")),
                };
                faults.error_with(&entry.key_at, what, hint);
            }
        }
    }
    if declaration.name.is_empty() {
        faults.error_with(&node.at, "a parameter has no name", "write - name: …");
        return None;
    }
    Some(declaration)
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        yaml::Value::Scalar(scalar) => Some(&scalar.text),
        yaml::Value::Sequence(_) | yaml::Value::Mapping(_) => None,
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
