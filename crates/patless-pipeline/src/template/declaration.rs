//! Reads one parameter that a file declares.

use super::kind::Kind;
use super::look::text;
use super::shape::Shape;
use crate::fault::Faults;
use crate::meant::closest;
use crate::place::Place;
use crate::shown::{listed, shown};
use crate::yaml::{self, Node};

/// A parameter.
#[derive(Debug)]
pub(super) struct Declaration {
    /// Its name.
    pub(super) name: String,
    /// Where it stands.
    pub(super) at: Place,
    /// Its type.
    pub(super) kind: Kind,
    /// What its value is in a pipeline. None: it may be anything.
    pub(super) shape: Option<Shape>,
    /// What it is without a value.
    pub(super) default: Option<Node>,
    /// What it may be. Empty: anything.
    pub(super) values: Vec<String>,
}

/// Reads one parameter.
pub(super) fn declaration(node: &Node, faults: &mut Faults) -> Option<Declaration> {
    let yaml::Value::Mapping(entries) = &node.value else {
        let hint = "write - name: …, with type and default";
        faults.error_with(&node.at, "a parameter has to be a mapping", hint);
        return None;
    };
    let mut declaration = Declaration {
        name: String::new(),
        at: node.at.clone(),
        kind: Kind::Text,
        shape: None,
        default: None,
        values: Vec::new(),
    };
    for entry in entries {
        let value = text(&entry.value);
        match entry.key.as_str() {
            "name" => {
                value.unwrap_or_default().clone_into(&mut declaration.name);
                declaration.at = entry.value.at.clone();
            }
            "displayName" => {}
            "type" => {
                let name = value.unwrap_or_default();
                declaration.shape = Shape::of_type(name);
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
